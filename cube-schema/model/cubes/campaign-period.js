// Cube resolves paths from the model's root.
const { divide } = require('../config/dialect');
const { edges } = require('../config/edges.js');

// Members of campaigns by the day of their contact. Uplift compares only the contacted of campaigns that held a control group back.
cube(`campaign_period`, {
  public: false,
  sql: `
    WITH edge AS MATERIALIZED (
      SELECT e.* FROM ${FILTER_PARAMS.campaign_period.period.filter((grain, from, to) => edges('campaigns', grain, from, to))} AS e
    )
    SELECT e.grain, e.bucket, c.campaign_code, c.campaign, c.product, c.channel, o.region_code, o.region, c.outlet_code, o.outlet,
      c.contacted, c.responded, c.control, c.control_responded, c.compared, c.compared_responded, c.revenue, c.cost
    FROM edge e
    JOIN mart.campaign_day c ON c.day BETWEEN CASE WHEN e.is_everything THEN date '-infinity' ELSE e.first_day END AND e.last_day
    LEFT JOIN mart.outlet o ON o.outlet_code = c.outlet_code`,

  refreshKey: { every: `2 seconds`, sql: `SELECT version FROM ops.data_version` },

  dimensions: {
    period: { sql: `grain`, type: `string`, public: false },
    date: { sql: `bucket`, type: `time` },
    campaign_code: { sql: `campaign_code`, type: `string` },
    campaign: { sql: `campaign`, type: `string` },
    product: { sql: `product`, type: `string` },
    channel: { sql: `channel`, type: `string` },
    region_code: { sql: `region_code`, type: `string` },
    region: { sql: `region`, type: `string` },
    outlet_code: { sql: `outlet_code`, type: `string` },
    outlet: { sql: `outlet`, type: `string` },
  },

  hierarchies: {
    product_campaigns: { title: `Product and campaign`, levels: [product, campaign_code, channel] },
    geography: { title: `Organisation`, levels: [region_code, outlet_code] },
  },

  measures: {
    contacted: {
      sql: `contacted`,
      type: `sum`,
      drillMembers: [product, campaign_code, campaign, channel, region_code, region, outlet_code, outlet],
      meta: {
        unit: `count`,
        direction: `none`,
        owner: `Campaigns`,
        certified: true,
        semi_additive: false,
        formula: `Count of the members who were contacted in the period`,
      },
    },
    responded: {
      sql: `responded`,
      type: `sum`,
      drillMembers: [product, campaign_code, campaign, channel, region_code, region, outlet_code, outlet],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Campaigns`,
        certified: true,
        semi_additive: false,
        formula: `Count of the contacted who reached the goal, within the campaign's window where it has one and the days are known`,
      },
    },
    response_rate: {
      sql: `${divide(`SUM(${CUBE}.responded)`, `SUM(${CUBE}.contacted)`)}`,
      type: `number`,
      drillMembers: [product, campaign_code, campaign, channel, region_code, region, outlet_code, outlet],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Campaigns`,
        certified: true,
        semi_additive: true,
        formula: `Responded / contacted`,
      },
    },
    control: {
      sql: `control`,
      type: `sum`,
      drillMembers: [product, campaign_code, campaign, channel, region_code, region, outlet_code, outlet],
      meta: {
        unit: `count`,
        direction: `none`,
        owner: `Campaigns`,
        certified: true,
        semi_additive: false,
        formula: `Count of the members who were held back as control group`,
      },
    },
    control_rate: {
      sql: `${divide(`SUM(${CUBE}.control_responded)`, `SUM(${CUBE}.control)`)}`,
      type: `number`,
      drillMembers: [product, campaign_code, campaign, channel, region_code, region, outlet_code, outlet],
      meta: {
        unit: `ratio`,
        direction: `none`,
        owner: `Campaigns`,
        certified: true,
        semi_additive: true,
        formula: `Members of the control group who reached the goal in the same window / control group; no value without a control group`,
      },
    },
    uplift: {
      sql: `${divide(`SUM(${CUBE}.compared_responded)`, `SUM(${CUBE}.compared)`)} - ${divide(`SUM(${CUBE}.control_responded)`, `SUM(${CUBE}.control)`)}`,
      type: `number`,
      drillMembers: [product, campaign_code, campaign, channel, region_code, region, outlet_code, outlet],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Campaigns`,
        certified: true,
        semi_additive: true,
        formula: `Response rate - control rate, over the members of campaigns that have a control group in any outlet, channel or period; in percentage points`,
      },
    },
    uplift_low: {
      sql: `(SUM(${CUBE}.compared_responded)::double precision / NULLIF(SUM(${CUBE}.compared), 0) - SUM(${CUBE}.control_responded)::double precision / NULLIF(SUM(${CUBE}.control), 0)) - 1.959964 * SQRT(SUM(${CUBE}.compared_responded)::double precision * (SUM(${CUBE}.compared) - SUM(${CUBE}.compared_responded)) / POWER(NULLIF(SUM(${CUBE}.compared), 0), 3) + SUM(${CUBE}.control_responded)::double precision * (SUM(${CUBE}.control) - SUM(${CUBE}.control_responded)) / POWER(NULLIF(SUM(${CUBE}.control), 0), 3))`,
      type: `number`,
      drillMembers: [product, campaign_code, campaign, channel, region_code, region, outlet_code, outlet],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Campaigns`,
        certified: true,
        semi_additive: true,
        formula: `Uplift - 1.959964 x square root of (response rate x (1 - response rate) / contacted + control rate x (1 - control rate) / control group)`,
      },
    },
    uplift_high: {
      sql: `(SUM(${CUBE}.compared_responded)::double precision / NULLIF(SUM(${CUBE}.compared), 0) - SUM(${CUBE}.control_responded)::double precision / NULLIF(SUM(${CUBE}.control), 0)) + 1.959964 * SQRT(SUM(${CUBE}.compared_responded)::double precision * (SUM(${CUBE}.compared) - SUM(${CUBE}.compared_responded)) / POWER(NULLIF(SUM(${CUBE}.compared), 0), 3) + SUM(${CUBE}.control_responded)::double precision * (SUM(${CUBE}.control) - SUM(${CUBE}.control_responded)) / POWER(NULLIF(SUM(${CUBE}.control), 0), 3))`,
      type: `number`,
      drillMembers: [product, campaign_code, campaign, channel, region_code, region, outlet_code, outlet],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Campaigns`,
        certified: true,
        semi_additive: true,
        formula: `Uplift + 1.959964 x square root of (response rate x (1 - response rate) / contacted + control rate x (1 - control rate) / control group)`,
      },
    },
    revenue: {
      sql: `revenue`,
      type: `sum`,
      drillMembers: [product, campaign_code, campaign, channel, region_code, region, outlet_code, outlet],
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Campaigns`,
        certified: true,
        semi_additive: false,
        formula: `Sum of the revenue of the contacted members`,
      },
    },
    cost: {
      sql: `cost`,
      type: `sum`,
      drillMembers: [product, campaign_code, campaign, channel, region_code, region, outlet_code, outlet],
      meta: {
        unit: `currency`,
        direction: `down`,
        owner: `Campaigns`,
        certified: true,
        semi_additive: false,
        formula: `Sum over the contacted members of the cost of the contact + fixed cost of the campaign / all of its contacted members, not rounded; of a campaign without any the fixed cost on its first day`,
      },
    },
    cost_per_response: {
      sql: `SUM(${CUBE}.cost) / NULLIF(SUM(${CUBE}.responded), 0)`,
      type: `number`,
      drillMembers: [product, campaign_code, campaign, channel, region_code, region, outlet_code, outlet],
      meta: {
        unit: `currency`,
        direction: `down`,
        owner: `Campaigns`,
        certified: true,
        semi_additive: true,
        formula: `Cost / responded`,
      },
    },
  },
});
