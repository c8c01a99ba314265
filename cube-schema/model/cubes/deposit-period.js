// Cube resolves paths from the model's root.
const { matches } = require('../config/dialect');
const { edges } = require('../config/edges.js');

/** Last day of every period, and the day before its first where a query needs what was there then. */
const depositsAt = (table, categories, condition) => `
      SELECT e.grain, e.bucket, e.days, d.outlet_code, ${categories},
        d.balance AS balance,
        d.balance_days + d.balance * (e.last_day - d.day) AS balance_days,
        d.credits_to_date AS credits,
        d.debits_to_date AS debits,
        d.net_inflow_to_date AS net_inflow,
        CASE WHEN NOT e.is_everything THEN d.accounts END AS accounts
      FROM edge e
      CROSS JOIN LATERAL (
        SELECT g.day FROM mart.deposit_grid g WHERE g.day <= e.last_day ORDER BY g.day DESC LIMIT 1
      ) g
      JOIN mart.${table} d ON d.day = g.day AND ${condition}
      UNION ALL
      SELECT e.grain, e.bucket, e.days, d.outlet_code, ${categories},
        NULL,
        -(d.balance_days + d.balance * (e.first_day - 1 - d.day)),
        -d.credits_to_date,
        -d.debits_to_date,
        -d.net_inflow_to_date,
        NULL
      FROM edge e
      CROSS JOIN LATERAL (
        SELECT g.day FROM mart.deposit_grid g WHERE g.day <= e.first_day - 1 ORDER BY g.day DESC LIMIT 1
      ) g
      JOIN mart.${table} d ON d.day = g.day AND ${condition} AND e.needs_start`;

// Rows of the mart at two days of every period: its last day counts plus, the day before its first counts minus. A
// stock is taken from the last day only; a flow and a sum of daily balances are the difference of two running sums. By outlet
// only where neither product nor tier is asked for.
cube(`deposit_period`, {
  public: false,
  sql: `
    WITH edge AS MATERIALIZED (
      SELECT e.* FROM ${FILTER_PARAMS.deposit_period.period.filter(
        (grain, from, to, needs) => `
        SELECT x.*, ${matches('n.needs', ',(product|tier),')} AS is_detailed,
          ${matches('n.needs', ',(balance_avg_daily|net_inflow|credits|debits),')} AS needs_start
        FROM (${edges('deposits', grain, from, to)}) x CROSS JOIN (SELECT ${needs}::text AS needs) n`
      )} AS e
    )
    SELECT s.grain, s.bucket, s.days, s.outlet_code, s.product, s.tier, o.outlet, o.region_code, o.region,
      s.balance, s.balance_days, s.accounts,
      s.credits, s.debits, s.net_inflow
    FROM (${depositsAt('deposit_day', 'd.product, d.tier', 'e.is_detailed')}
      UNION ALL${depositsAt('deposit_outlet_day', 'NULL, NULL', 'NOT e.is_detailed')}
      UNION ALL
      SELECT e.grain, e.bucket, e.days, a.outlet_code, a.product, a.tier, NULL, NULL, NULL, NULL, NULL, a.accounts
      FROM edge e JOIN mart.account_known a ON e.is_everything
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
    tier: { sql: `tier`, type: `string` },
  },

  hierarchies: {
    geography: { title: `Organisation`, levels: [region_code, outlet_code] },
  },

  measures: {
    balance_end: {
      sql: `balance`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, product, tier],
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Deposits`,
        certified: true,
        semi_additive: true,
        formula: `Sum of the day-end ledger balances on the last day of the period`,
      },
    },
    balance_avg_daily: {
      sql: `SUM(${CUBE}.balance_days) / NULLIF(MAX(${CUBE}.days), 0)`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, product, tier],
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Deposits`,
        certified: true,
        semi_additive: true,
        formula: `Sum of the day-end balances of all calendar days of the period / number of those days`,
      },
    },
    net_inflow: {
      sql: `net_inflow`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, product, tier],
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Deposits`,
        certified: true,
        semi_additive: false,
        formula: `Credits - debits, transfers between accounts of the same customer left out`,
      },
    },
    credits: {
      sql: `credits`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, product, tier],
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Deposits`,
        certified: true,
        semi_additive: false,
        formula: `Sum of the credit postings of the period`,
      },
    },
    debits: {
      sql: `debits`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, product, tier],
      meta: {
        unit: `currency`,
        direction: `none`,
        owner: `Deposits`,
        certified: true,
        semi_additive: false,
        formula: `Sum of the debit postings of the period`,
      },
    },
    accounts: {
      sql: `accounts`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, product, tier],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Deposits`,
        certified: true,
        semi_additive: true,
        formula: `Count of the accounts opened and not closed by the last day of the period; without a date range every known account that is not closed`,
      },
    },
  },
});
