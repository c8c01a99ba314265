// Cube resolves paths from the model's root.
const { cellsAt } = require('../config/cells.js');
const { divide } = require('../config/dialect');
const { edges } = require('../config/edges.js');

// Invitations by their day, activations and rewards by that of the activation. What became of the period's invitations is counted with them. The customers
// of the K factor are rows of their own, by outlet: without invitations it is 0, whatever else the period has.
cube(`referral_period`, {
  public: false,
  sql: `
    WITH edge AS MATERIALIZED (
      SELECT e.* FROM ${FILTER_PARAMS.referral_period.period.filter(
        (grain, from, to, needs) => `
        SELECT x.*, n.needs LIKE '%,k_factor,%' AS needs_customers
        FROM (${edges('referrals', grain, from, to)}) x CROSS JOIN (SELECT ${needs}::text AS needs) n`
      )} AS e
    )
    SELECT s.*, o.region_code, o.region, o.outlet, u.name AS staff
    FROM (
      SELECT e.grain, e.bucket, r.referrer_code AS referrer, r.channel, r.staff_code, r.outlet_code,
        1 AS invitations, (r.activated_on IS NOT NULL)::integer AS joined, 0 AS activations,
        CASE WHEN r.activated_on IS NULL THEN r.reward ELSE 0 END AS reward, NULL::integer AS depth, NULL::integer AS customers
      FROM edge e JOIN mart.referral r ON r.invited_on BETWEEN e.first_day AND e.last_day
      UNION ALL
      SELECT e.grain, e.bucket, r.referrer_code, r.channel, r.staff_code, r.outlet_code, 0, 0, 1, r.reward, r.depth, NULL
      FROM edge e JOIN mart.referral r ON r.activated_on BETWEEN e.first_day AND e.last_day
      UNION ALL${cellsAt(
        'customer',
        'e.last_day',
        ['e.grain, e.bucket, NULL, NULL, NULL, c.outlet_code, NULL, 0, NULL, NULL, NULL, c.customers'],
        'e.needs_customers AND NOT c.is_detailed'
      )}
    ) s
    LEFT JOIN mart.outlet o ON o.outlet_code = s.outlet_code
    LEFT JOIN core.org_unit u ON u.unit_code = s.staff_code`,

  refreshKey: { every: `2 seconds`, sql: `SELECT version FROM ops.data_version` },

  dimensions: {
    period: { sql: `grain`, type: `string`, public: false },
    date: { sql: `bucket`, type: `time` },
    referrer: { sql: `referrer`, type: `string` },
    channel: { sql: `channel`, type: `string` },
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
    invitations: {
      sql: `invitations`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, staff_code, staff, channel, referrer],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: false,
        formula: `Count of the invitations of the period`,
      },
    },
    activations: {
      sql: `activations`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, staff_code, staff, channel, referrer],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: false,
        formula: `Count of the invited who became active in the period, whenever they were invited`,
      },
    },
    activation_rate: {
      sql: `${divide(`SUM(${CUBE}.joined)`, `SUM(${CUBE}.invitations)`)}`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, staff_code, staff, channel, referrer],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: true,
        formula: `Invitations of the period that led to an active customer by now / invitations of the period`,
      },
    },
    reward: {
      sql: `reward`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, staff_code, staff, channel, referrer],
      meta: {
        unit: `currency`,
        direction: `down`,
        owner: `Sales management`,
        certified: true,
        semi_additive: false,
        formula: `Sum of the rewards, on the day of the activation; of an invitation without one on its own day`,
      },
    },
    referrers: {
      sql: `CASE WHEN COUNT(${CUBE}.invitations) > 0 THEN COUNT(DISTINCT ${CUBE}.referrer) FILTER (WHERE ${CUBE}.invitations > 0) END`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, staff_code, staff, channel],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: true,
        formula: `Count of the distinct customers who invited somebody in the period`,
      },
    },
    k_factor: {
      sql: `${divide(`SUM(${CUBE}.joined)`, `SUM(${CUBE}.customers)`)}`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: true,
        formula: `Invitations of the period that led to an active customer by now / customers on its last day`,
      },
    },
    chain_depth: {
      sql: `depth`,
      type: `max`,
      drillMembers: [region_code, region, outlet_code, outlet, staff_code, staff, channel, referrer],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: true,
        formula: `Longest chain of customers who brought one another that ends with an activation of the period; it may have begun earlier, and at other outlets`,
      },
    },
  },
});
