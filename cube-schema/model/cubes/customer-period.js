// Cube resolves paths from the model's root.
const { cellsAt } = require('../config/cells.js');
const { divide, matches } = require('../config/dialect');
const { edges, reachesData } = require('../config/edges.js');

// The customers as they are on the last day of every period, by cell: by outlet only where nothing else is asked for. New
// customers are those who are still there on that day, so they are looked up one by one.
cube(`customer_period`, {
  public: false,
  sql: `
    WITH edge AS MATERIALIZED (
      SELECT e.* FROM ${FILTER_PARAMS.customer_period.period.filter(
        (grain, from, to, needs) => `
        SELECT x.*, ${reachesData('x')} AS reaches_data,
          ${matches('n.needs', ',(tier|segment|age_band|sex),')} AS is_detailed, n.needs LIKE '%,new_customers,%' AS needs_new
        FROM (${edges('customers', grain, from, to)}) x CROSS JOIN (SELECT ${needs}::text AS needs) n`
      )} AS e
    )
    SELECT s.grain, s.bucket, s.outlet_code, o.outlet, o.region_code, o.region, s.tier, s.segment, s.age_band, s.sex,
      s.customers, s.active_customers, s.active_lines, s.new_customers, s.aum
    FROM (${cellsAt(
      'customer',
      'e.last_day',
      [
        'e.grain, e.bucket, c.outlet_code, c.tier, c.segment, c.age_band, c.sex, c.customers',
        'CASE WHEN e.reaches_data THEN c.active_customers END AS active_customers',
        'CASE WHEN e.reaches_data THEN c.active_lines END AS active_lines',
        'CASE WHEN e.is_everything THEN c.customers ELSE 0 END AS new_customers',
        'CASE WHEN e.reaches_data THEN c.aum END AS aum',
      ],
      'c.is_detailed = e.is_detailed'
    )}
      UNION ALL
      SELECT e.grain, e.bucket, s.outlet_code, s.tier, coalesce(s.segment, 'unknown'),
        CASE
          WHEN s.birth_date IS NULL THEN 'unknown'
          WHEN s.birth_date > e.last_day - interval '25 years' THEN 'under_25'
          WHEN s.birth_date > e.last_day - interval '35 years' THEN '25_34'
          WHEN s.birth_date > e.last_day - interval '45 years' THEN '35_44'
          WHEN s.birth_date > e.last_day - interval '55 years' THEN '45_54'
          WHEN s.birth_date > e.last_day - interval '65 years' THEN '55_64'
          ELSE '65_plus'
        END,
        coalesce(s.sex, 'unknown'), 0, NULL, NULL, 1, NULL
      FROM edge e
      JOIN mart.customer_span s
        ON s.customer_since BETWEEN e.first_day AND e.last_day AND s.valid_from <= e.last_day AND s.valid_to >= e.last_day
      WHERE e.needs_new AND NOT e.is_everything
    ) s
    JOIN mart.outlet o ON o.outlet_code = s.outlet_code`,

  refreshKey: { every: `2 seconds`, sql: `SELECT version FROM ops.data_version` },

  dimensions: {
    period: { sql: `grain`, type: `string`, public: false },
    date: { sql: `bucket`, type: `time` },
    region_code: { sql: `region_code`, type: `string` },
    region: { sql: `region`, type: `string` },
    outlet_code: { sql: `outlet_code`, type: `string` },
    outlet: { sql: `outlet`, type: `string` },
    tier: { sql: `tier`, type: `string` },
    segment: { sql: `segment`, type: `string` },
    age_band: { sql: `age_band`, type: `string` },
    sex: { sql: `sex`, type: `string` },
  },

  hierarchies: {
    geography: { title: `Organisation`, levels: [region_code, outlet_code] },
  },

  measures: {
    customers: {
      sql: `customers`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, tier, segment, age_band, sex],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Customer management`,
        certified: true,
        semi_additive: true,
        formula: `Count of the customers since a day not after the last day of the period and not closed`,
      },
    },
    active_customers: {
      sql: `active_customers`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, tier, segment, age_band, sex],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Customer management`,
        certified: true,
        semi_additive: true,
        formula: `Count of the customers with at least one own-initiated transaction or visit of the mobile or web bank in the 90 days up to the end of the period, or up to the last day with transactions where the period ends later; no value for a period that begins after it`,
      },
    },
    new_customers: {
      sql: `new_customers`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, tier, segment, age_band, sex],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Customer management`,
        certified: true,
        semi_additive: false,
        formula: `Count of the customers whose first day as a customer lies in the period and who are customers at its end`,
      },
    },
    products_per_customer: {
      sql: `${divide(`SUM(${CUBE}.active_lines)`, `SUM(${CUBE}.active_customers)`)}`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, tier, segment, age_band, sex],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Customer management`,
        certified: true,
        semi_additive: true,
        formula: `Sum over the active customers of the product lines that each holds (deposits, loans, cards, wealth: 0 to 4) / active customers`,
      },
    },
    aum: {
      sql: `aum`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, tier, segment, age_band, sex],
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Customer management`,
        certified: true,
        semi_additive: true,
        formula: `Sum of the day-end balances of the accounts owned + the market values of the wealth products held, each as last stated by that day`,
      },
    },
  },
});
