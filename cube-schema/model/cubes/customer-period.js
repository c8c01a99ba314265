// Cube resolves paths from the model's root.
const { edges, reachesData } = require('../config/edges.js');

// The customers as they are on the last day of every period.
cube(`customer_period`, {
  public: false,
  sql: `
    WITH edge AS MATERIALIZED (
      SELECT e.* FROM ${FILTER_PARAMS.customer_period.period.filter(
        (grain, from, to, needs) => `
        SELECT n.needs, x.*, ${reachesData('x')} AS reaches_data
        FROM (${edges('customers', grain, from, to)}) x CROSS JOIN (SELECT ${needs}::text AS needs) n`
      )} AS e
    )
    SELECT e.grain, e.bucket, s.outlet_code, o.outlet, o.region_code, o.region, s.tier,
      coalesce(s.segment, 'unknown') AS segment,
      coalesce(s.sex, 'unknown') AS sex,
      CASE
        WHEN s.birth_date IS NULL THEN 'unknown'
        WHEN s.birth_date > e.last_day - interval '25 years' THEN 'under_25'
        WHEN s.birth_date > e.last_day - interval '35 years' THEN '25_34'
        WHEN s.birth_date > e.last_day - interval '45 years' THEN '35_44'
        WHEN s.birth_date > e.last_day - interval '55 years' THEN '45_54'
        WHEN s.birth_date > e.last_day - interval '65 years' THEN '55_64'
        ELSE '65_plus'
      END AS age_band,
      CASE WHEN e.reaches_data THEN s.is_active END AS is_active, s.product_lines,
      s.customer_since <= e.last_day AND (s.customer_since >= e.first_day OR e.is_everything) AS is_new,
      b.aum
    FROM edge e
    JOIN mart.customer_span s ON s.valid_from <= e.last_day AND s.valid_to >= e.last_day
    JOIN mart.outlet o ON o.outlet_code = s.outlet_code
    LEFT JOIN LATERAL (
      SELECT coalesce((
        SELECT a.aum FROM mart.customer_balance_span a
        WHERE a.customer_code = s.customer_code AND a.valid_from <= e.last_day
        ORDER BY a.valid_from DESC LIMIT 1
      ), 0) AS aum
      WHERE e.needs LIKE '%,aum,%' AND e.reaches_data
    ) b ON true`,

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

  measures: {
    customers: {
      sql: `1`,
      type: `sum`,
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
      sql: `${CUBE}.is_active::integer`,
      type: `sum`,
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Customer management`,
        certified: true,
        semi_additive: true,
        formula: `Count of the customers with at least one own-initiated transaction in the 90 days up to the end of the period, or up to the last day with transactions where the period ends later`,
      },
    },
    new_customers: {
      sql: `${CUBE}.is_new::integer`,
      type: `sum`,
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Customer management`,
        certified: true,
        semi_additive: false,
        formula: `Count of the customers whose first day as a customer lies in the period`,
      },
    },
    products_per_customer: {
      sql: `SUM(CASE WHEN ${CUBE}.is_active THEN ${CUBE}.product_lines END)::numeric / NULLIF(SUM(${CUBE}.is_active::integer), 0)`,
      type: `number`,
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Customer management`,
        certified: true,
        semi_additive: true,
        formula: `Distinct product lines held by active customers / active customers`,
      },
    },
    aum: {
      sql: `aum`,
      type: `sum`,
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Customer management`,
        certified: true,
        semi_additive: true,
        formula: `Sum of the day-end balances of the accounts owned`,
      },
    },
  },
});
