// Cube resolves paths from the model's root.
const { edges } = require('../config/edges.js');

// The loans granted up to the last day of every period, finished ones included, as they are on that day.
cube(`loan_period`, {
  public: false,
  sql: `
    WITH edge AS MATERIALIZED (
      SELECT e.* FROM ${FILTER_PARAMS.loan_period.period.filter((grain, from, to) => edges('loans', grain, from, to))} AS e
    )
    SELECT e.grain, e.bucket, s.outlet_code, o.outlet, o.region_code, o.region, s.product, s.status,
      s.principal, s.outstanding,
      CASE WHEN s.status IN ('defaulted', 'arrears') THEN s.outstanding ELSE 0 END AS non_performing,
      s.granted_on <= e.last_day AND (s.granted_on >= e.first_day OR e.is_everything) AS is_new
    FROM edge e
    JOIN mart.loan_span s ON s.valid_from <= e.last_day AND s.valid_to >= e.last_day
    JOIN mart.outlet o ON o.outlet_code = s.outlet_code`,

  refreshKey: { every: `2 seconds`, sql: `SELECT version FROM ops.data_version` },

  dimensions: {
    period: { sql: `grain`, type: `string`, public: false },
    date: { sql: `bucket`, type: `time` },
    region_code: { sql: `region_code`, type: `string` },
    region: { sql: `region`, type: `string` },
    outlet_code: { sql: `outlet_code`, type: `string` },
    outlet: { sql: `outlet`, type: `string` },
    product: { sql: `product`, type: `string` },
    status: { sql: `status`, type: `string` },
  },

  measures: {
    loans: {
      sql: `1`,
      type: `sum`,
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Lending`,
        certified: true,
        semi_additive: true,
        formula: `Count of the loans granted not after the last day of the period`,
      },
    },
    principal: {
      sql: `principal`,
      type: `sum`,
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Lending`,
        certified: true,
        semi_additive: true,
        formula: `Sum of the principals of the loans granted not after the last day of the period`,
      },
    },
    outstanding: {
      sql: `outstanding`,
      type: `sum`,
      meta: {
        unit: `currency`,
        direction: `none`,
        owner: `Lending`,
        certified: true,
        semi_additive: true,
        formula: `Sum of principal - repayments, never below 0 for a loan`,
      },
    },
    npl_share: {
      sql: `SUM(${CUBE}.non_performing) / NULLIF(SUM(${CUBE}.outstanding), 0)`,
      type: `number`,
      meta: {
        unit: `ratio`,
        direction: `down`,
        owner: `Lending`,
        certified: true,
        semi_additive: true,
        formula: `Outstanding of loans defaulted or in arrears / outstanding; no value where nothing is outstanding`,
      },
    },
    new_loans: {
      sql: `${CUBE}.is_new::integer`,
      type: `sum`,
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Lending`,
        certified: true,
        semi_additive: false,
        formula: `Count of the loans granted in the period`,
      },
    },
    new_principal: {
      sql: `CASE WHEN ${CUBE}.is_new THEN ${CUBE}.principal ELSE 0 END`,
      type: `sum`,
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Lending`,
        certified: true,
        semi_additive: false,
        formula: `Sum of the principals of the loans granted in the period`,
      },
    },
  },
});
