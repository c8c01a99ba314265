// Cube resolves paths from the model's root.
const { cellsAt } = require('../config/cells.js');
const { matches } = require('../config/dialect');
const { edges } = require('../config/edges.js');

// The loans granted up to the last day of every period, finished ones included, as they are on that day: a loan changes
// its status over time. What was granted in the period is the difference to the day before its first, by the status on the day of granting.
cube(`loan_period`, {
  public: false,
  sql: `
    WITH edge AS MATERIALIZED (
      SELECT e.* FROM ${FILTER_PARAMS.loan_period.period.filter(
        (grain, from, to, needs) => `
        SELECT x.*, ${matches('n.needs', ',new_(loans|principal),')} AS needs_new
        FROM (${edges('loans', grain, from, to)}) x CROSS JOIN (SELECT ${needs}::text AS needs) n`
      )} AS e
    )
    SELECT s.grain, s.bucket, s.outlet_code, o.outlet, o.region_code, o.region, s.product, s.status,
      s.loans, s.principal, s.outstanding,
      CASE WHEN s.status IN ('defaulted', 'arrears') THEN s.outstanding ELSE 0 END AS non_performing,
      s.new_loans, s.new_principal
    FROM (${cellsAt('loan', 'e.last_day', [
      'e.grain, e.bucket, c.outlet_code, c.product, c.status, c.loans, c.principal, c.outstanding',
      'c.granted AS new_loans, c.granted_principal AS new_principal',
    ])}
      UNION ALL${cellsAt(
        'loan',
        'e.first_day - 1',
        ['e.grain, e.bucket, c.outlet_code, c.product, c.status, 0, 0, 0, -c.granted, -c.granted_principal'],
        'e.needs_new AND NOT e.is_everything'
      )}
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
    product: { sql: `product`, type: `string` },
    status: { sql: `status`, type: `string` },
  },

  hierarchies: {
    geography: { title: `Organisation`, levels: [region_code, outlet_code] },
  },

  measures: {
    loans: {
      sql: `loans`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, product, status],
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
      drillMembers: [region_code, region, outlet_code, outlet, product, status],
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
      drillMembers: [region_code, region, outlet_code, outlet, product, status],
      meta: {
        unit: `currency`,
        direction: `none`,
        owner: `Lending`,
        certified: true,
        semi_additive: true,
        formula: `Sum of principal - loan payments debited to the loan's account since it was granted, never below 0 for a loan; 0 once it is paid: by the history of its status or, without one, when its term ends. Several loans of an account share its payments by their installments`,
      },
    },
    npl_share: {
      sql: `SUM(${CUBE}.non_performing) / NULLIF(SUM(${CUBE}.outstanding), 0)`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, product],
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
      sql: `new_loans`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, product, status],
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
      sql: `new_principal`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, product, status],
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
