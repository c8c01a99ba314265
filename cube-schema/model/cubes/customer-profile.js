// Everybody who is a customer on the last day of the data. Who they are in person is looked up only where it is asked for.
cube(`customer_profile`, {
  public: false,
  sql: `
    SELECT c.customer_code, c.as_of, c.outlet_code, c.staff_code, c.tier, c.segment, c.age_band, c.consent, c.aum, c.balance,
      c.churn_score, c.next_product, c.next_maturity, o.region_code, o.region, o.outlet, u.name AS staff, i.full_name, i.phone, i.email
    FROM mart.customer_profile c
    JOIN mart.outlet o ON o.outlet_code = c.outlet_code
    LEFT JOIN core.org_unit u ON u.unit_code = c.staff_code
    LEFT JOIN core.customer_identity i ON i.customer_code = c.customer_code`,

  refreshKey: { every: `2 seconds`, sql: `SELECT version FROM ops.data_version` },

  dimensions: {
    customer_code: { sql: `customer_code`, type: `string`, primaryKey: true, public: true },
    region_code: { sql: `region_code`, type: `string` },
    region: { sql: `region`, type: `string` },
    outlet_code: { sql: `outlet_code`, type: `string` },
    outlet: { sql: `outlet`, type: `string` },
    staff_code: { sql: `staff_code`, type: `string` },
    staff: { sql: `staff`, type: `string` },
    tier: { sql: `tier`, type: `string` },
    segment: { sql: `segment`, type: `string` },
    age_band: { sql: `age_band`, type: `string` },
    consent: { sql: `consent`, type: `string` },
    churn_score: { sql: `churn_score`, type: `number` },
    next_product: { sql: `next_product`, type: `string` },
    next_maturity: { sql: `next_maturity::timestamp`, type: `time` },
    as_of: { sql: `as_of::timestamp`, type: `time` },
    name: { sql: `full_name`, type: `string` },
    phone: { sql: `phone`, type: `string` },
    email: { sql: `email`, type: `string` },
  },

  hierarchies: {
    geography: { title: `Organisation`, levels: [region_code, outlet_code, staff_code] },
  },

  measures: {
    customers: {
      sql: `1`,
      type: `sum`,
      drillMembers: [
        region_code,
        region,
        outlet_code,
        outlet,
        staff_code,
        staff,
        customer_code,
        tier,
        segment,
        churn_score,
        next_product,
      ],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Customer management`,
        certified: true,
        semi_additive: true,
        formula: `Count of the customers on the last day of the data`,
      },
    },
    aum: {
      sql: `aum`,
      type: `sum`,
      drillMembers: [
        region_code,
        region,
        outlet_code,
        outlet,
        staff_code,
        staff,
        customer_code,
        tier,
        segment,
        churn_score,
        next_product,
      ],
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Customer management`,
        certified: true,
        semi_additive: true,
        formula: `Sum of the balances of the accounts owned + the market values of the wealth products held, at the end of the last day of the data`,
      },
    },
    balance: {
      sql: `balance`,
      type: `sum`,
      drillMembers: [
        region_code,
        region,
        outlet_code,
        outlet,
        staff_code,
        staff,
        customer_code,
        tier,
        segment,
        churn_score,
        next_product,
      ],
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Customer management`,
        certified: true,
        semi_additive: true,
        formula: `Sum of the balances of the accounts owned at the end of the last day of the data`,
      },
    },
  },
});
