// Cube resolves paths from the model's root.
const { cellsAt } = require('../config/cells.js');
const { divide, matches } = require('../config/dialect');
const { edges } = require('../config/edges.js');

const credits = '(salary_inflow|stickiness_30d|employer)';
const payroll = '(payroll_customers|payroll_penetration)';

// Salary credits of every period, by the outlet of the account; payroll customers and active customers on its last day, by home outlet.
// Payroll customers of employers are looked up one by one and counted as people: somebody with two employers counts for each of them, but once in all
// and once in what a filter leaves of them.
cube(`salary_period`, {
  public: false,
  sql: `
    WITH edge AS MATERIALIZED (
      SELECT e.* FROM ${FILTER_PARAMS.salary_period.period.filter(
        (grain, from, to, needs) => `
        SELECT x.*, ${matches('n.needs', ',employer,')} AS is_by_employer,
          ${matches('n.needs', `,${credits},`)} OR NOT ${matches('n.needs', `,${payroll},`)} AS needs_credits,
          ${matches('n.needs', `,${payroll},`)} AS needs_payroll,
          ${matches('n.needs', ',payroll_penetration,')} AS needs_active
        FROM (${edges('salary', grain, from, to)}) x CROSS JOIN (SELECT ${needs}::text AS needs) n`
      )} AS e
    )
    SELECT s.grain, s.bucket, s.outlet_code, o.outlet, o.region_code, o.region, s.employer,
      s.amount, s.kept, s.kept_of, s.payroll_customers, s.payroll_customer, s.active_customers
    FROM (
      SELECT e.grain, e.bucket, d.outlet_code, d.employer, d.amount, d.kept, d.kept_of,
        0 AS payroll_customers, NULL AS payroll_customer, 0 AS active_customers
      FROM edge e JOIN mart.salary_day d ON e.needs_credits AND d.day BETWEEN e.first_day AND e.last_day
      UNION ALL
      SELECT e.grain, e.bucket, d.outlet_code, NULL, 0, NULL, NULL, d.payroll_customers, NULL, 0
      FROM edge e JOIN mart.payroll_day d ON e.needs_payroll AND NOT e.is_by_employer AND d.day = e.last_day
      UNION ALL
      SELECT e.grain, e.bucket, p.outlet_code, p.employer, 0, NULL, NULL, 0, p.customer_code, 0
      FROM edge e
      JOIN mart.payroll_span p
        ON e.needs_payroll AND e.is_by_employer AND NOT p.is_of_any AND e.last_day BETWEEN p.valid_from AND p.valid_to
      UNION ALL${cellsAt(
        'customer',
        'e.last_day',
        ['e.grain, e.bucket, c.outlet_code, NULL, 0, NULL, NULL, 0, NULL, c.active_customers'],
        'e.needs_active AND NOT c.is_detailed'
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
    employer: { sql: `employer`, type: `string` },
  },

  hierarchies: {
    geography: { title: `Organisation`, levels: [region_code, outlet_code] },
  },

  measures: {
    salary_inflow: {
      sql: `amount`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, employer],
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Deposits`,
        certified: true,
        semi_additive: false,
        formula: `Sum of the salary credits of the period: those of category payroll where the bank has any, else credits without a category, not between accounts of one customer, that one payer's account sends to one account once or twice in each of at least three consecutive months`,
      },
    },
    payroll_customers: {
      sql: `SUM(${CUBE}.payroll_customers) + COUNT(DISTINCT ${CUBE}.payroll_customer)`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, employer],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Deposits`,
        certified: true,
        semi_additive: true,
        formula: `Count of the customers with at least one salary credit in the 45 days up to the last day of the period`,
      },
    },
    payroll_penetration: {
      sql: `${divide(`SUM(${CUBE}.payroll_customers)`, `SUM(${CUBE}.active_customers)`)}`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Deposits`,
        certified: true,
        semi_additive: true,
        formula: `Payroll customers / active customers, both on the last day of the period`,
      },
    },
    stickiness_30d: {
      sql: `${divide(`SUM(${CUBE}.kept)`, `SUM(${CUBE}.kept_of)`)}`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, employer],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Deposits`,
        certified: false,
        semi_additive: true,
        formula: `Sum over the salary credits of the period of the smaller of the credit and all deposits of the customer at the end of the 30th day after it / sum of these credits; only credits whose 30th day lies within the data. This product's own definition`,
      },
    },
  },
});
