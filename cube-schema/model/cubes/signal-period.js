// Cube resolves paths from the model's root.
const { divide } = require('../config/dialect');
const { edges } = require('../config/edges.js');

// Signs of every period that somebody is about to leave.
cube(`signal_period`, {
  public: false,
  sql: `
    WITH edge AS MATERIALIZED (
      SELECT e.* FROM ${FILTER_PARAMS.signal_period.period.filter((grain, from, to) => edges('signals', grain, from, to))} AS e
    )
    SELECT e.grain, e.bucket, s.customer_code, s.signal, s.strength, o.region_code, o.region, s.outlet_code, o.outlet,
      s.staff_code, u.name AS staff
    FROM edge e
    JOIN mart.signal s ON s.day BETWEEN e.first_day AND e.last_day
    JOIN mart.outlet o ON o.outlet_code = s.outlet_code
    LEFT JOIN core.org_unit u ON u.unit_code = s.staff_code`,

  refreshKey: { every: `2 seconds`, sql: `SELECT version FROM ops.data_version` },

  dimensions: {
    period: { sql: `grain`, type: `string`, public: false },
    date: { sql: `bucket`, type: `time` },
    customer_code: { sql: `customer_code`, type: `string` },
    signal: { sql: `signal`, type: `string` },
    region_code: { sql: `region_code`, type: `string` },
    region: { sql: `region`, type: `string` },
    outlet_code: { sql: `outlet_code`, type: `string` },
    outlet: { sql: `outlet`, type: `string` },
    staff_code: { sql: `staff_code`, type: `string` },
    staff: { sql: `staff`, type: `string` },
  },

  hierarchies: {
    geography: { title: `Organisation`, levels: [region_code, outlet_code, staff_code] },
  },

  measures: {
    signals: {
      sql: `1`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, staff_code, staff, signal, customer_code],
      meta: {
        unit: `count`,
        direction: `down`,
        owner: `Customer management`,
        certified: true,
        semi_additive: false,
        formula: `Count of the signals whose day lies in the period`,
      },
    },
    strength_avg: {
      sql: `${divide(`SUM(${CUBE}.strength)`, 'COUNT(*)')}`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, staff_code, staff, signal, customer_code],
      meta: {
        unit: `ratio`,
        direction: `down`,
        owner: `Customer management`,
        certified: true,
        semi_additive: true,
        formula: `Sum of the strengths of the signals / their number; a strength is 0-1, by the rule of each kind`,
      },
    },
  },
});
