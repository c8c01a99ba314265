// Cube resolves paths from the model's root.
const { divide } = require('../config/dialect');
const { edges } = require('../config/edges.js');

// Conversations of every period. One without a day counts only where nothing restricts the time.
cube(`contact_period`, {
  public: false,
  sql: `
    WITH edge AS MATERIALIZED (
      SELECT e.* FROM ${FILTER_PARAMS.contact_period.period.filter((grain, from, to) => edges('contacts', grain, from, to))} AS e
    )
    SELECT e.grain, e.bucket, c.channel, c.disposition, c.purpose, o.region_code, o.region, c.outlet_code, o.outlet,
      c.staff_code, u.name AS staff, c.contacts, c.accepted, c.revenue, c.cost
    FROM edge e
    JOIN mart.contact_day c ON c.day BETWEEN CASE WHEN e.is_everything THEN date '-infinity' ELSE e.first_day END AND e.last_day
    LEFT JOIN mart.outlet o ON o.outlet_code = c.outlet_code
    LEFT JOIN core.org_unit u ON u.unit_code = c.staff_code`,

  refreshKey: { every: `2 seconds`, sql: `SELECT version FROM ops.data_version` },

  dimensions: {
    period: { sql: `grain`, type: `string`, public: false },
    date: { sql: `bucket`, type: `time` },
    channel: { sql: `channel`, type: `string` },
    disposition: { sql: `disposition`, type: `string` },
    purpose: { sql: `purpose`, type: `string` },
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
    contacts: {
      sql: `contacts`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, staff_code, staff, channel, purpose, disposition],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: false,
        formula: `Count of the conversations of the period`,
      },
    },
    accepted: {
      sql: `accepted`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, staff_code, staff, channel, purpose],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: false,
        formula: `Count of the conversations in which the customer took what was offered`,
      },
    },
    acceptance_rate: {
      sql: `${divide(`SUM(${CUBE}.accepted)`, `SUM(${CUBE}.contacts)`)}`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, staff_code, staff, channel, purpose],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: true,
        formula: `Accepted / contacts`,
      },
    },
    revenue: {
      sql: `revenue`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, staff_code, staff, channel, purpose, disposition],
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: false,
        formula: `Sum of the revenue of the conversations`,
      },
    },
    cost: {
      sql: `cost`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, staff_code, staff, channel, purpose, disposition],
      meta: {
        unit: `currency`,
        direction: `down`,
        owner: `Sales management`,
        certified: true,
        semi_additive: false,
        formula: `Sum of the cost of the conversations`,
      },
    },
    profit: {
      sql: `SUM(${CUBE}.revenue) - SUM(${CUBE}.cost)`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, staff_code, staff, channel, purpose, disposition],
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: false,
        formula: `Revenue - cost`,
      },
    },
  },
});
