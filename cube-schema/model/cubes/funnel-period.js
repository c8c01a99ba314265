// Cube resolves paths from the model's root.
const { divide, matches, percentile } = require('../config/dialect');
const { edges } = require('../config/edges.js');

// Visits by the day they started on. Every row of a step stands for a visit that began its journey, so that each rate is a count of distinct visitors over
// another one of the same rows: right for any grouping and period. Without a step the rows of the last one answer for the journey.
cube(`funnel_period`, {
  public: false,
  sql: `
    WITH edge AS MATERIALIZED (
      SELECT e.* FROM ${FILTER_PARAMS.funnel_period.period.filter(
        (grain, from, to, needs) => `
        SELECT x.*, ${matches('n.needs', ',(step|step_order),')} AS asks_step, ${matches('n.needs', ',(journey|step|step_order),')} AS asks_journey
        FROM (${edges('visits', grain, from, to)}) x CROSS JOIN (SELECT ${needs}::text AS needs) n`
      )} AS e
    )
    SELECT e.grain, e.bucket, f.journey, f.step, f.step_order, f.variant, f.channel, f.app_version, o.region_code, o.region, f.outlet_code, o.outlet,
      f.session_nr, f.visitor_nr, f.is_reached, f.is_before_reached, f.minutes, e.asks_step
    FROM edge e
    JOIN mart.funnel_step f ON f.day BETWEEN CASE WHEN e.is_everything THEN date '-infinity' ELSE e.first_day END AND e.last_day
      AND CASE WHEN f.journey IS NULL THEN NOT e.asks_journey ELSE f.is_last OR e.asks_step END
    LEFT JOIN mart.outlet o ON o.outlet_code = f.outlet_code`,

  refreshKey: { every: `2 seconds`, sql: `SELECT version FROM ops.data_version` },

  dimensions: {
    period: { sql: `grain`, type: `string`, public: false },
    date: { sql: `bucket`, type: `time` },
    journey: { sql: `journey`, type: `string` },
    step: { sql: `step`, type: `string` },
    step_order: { sql: `step_order`, type: `number` },
    variant: { sql: `variant`, type: `string` },
    channel: { sql: `channel`, type: `string` },
    app_version: { sql: `app_version`, type: `string` },
    region_code: { sql: `region_code`, type: `string` },
    region: { sql: `region`, type: `string` },
    outlet_code: { sql: `outlet_code`, type: `string` },
    outlet: { sql: `outlet`, type: `string` },
  },

  hierarchies: {
    journey_steps: { title: `Journey and step`, levels: [journey, step] },
    geography: { title: `Organisation`, levels: [region_code, outlet_code] },
    app_versions: { title: `Channel and version`, levels: [channel, app_version] },
  },

  measures: {
    sessions: {
      sql: `CASE WHEN COUNT(*) > 0 THEN COUNT(DISTINCT ${CUBE}.session_nr) FILTER (WHERE ${CUBE}.is_reached OR NOT ${CUBE}.asks_step) END`,
      type: `number`,
      drillMembers: [journey, step, region_code, region, outlet_code, outlet, channel, app_version, variant],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Digital channels`,
        certified: true,
        semi_additive: true,
        formula: `Count of the visits; with a journey of those that began it, with a step of those that reached it`,
      },
    },
    visitors: {
      sql: `CASE WHEN COUNT(*) > 0 THEN COUNT(DISTINCT ${CUBE}.visitor_nr) FILTER (WHERE ${CUBE}.is_reached OR NOT ${CUBE}.asks_step) END`,
      type: `number`,
      drillMembers: [journey, step, region_code, region, outlet_code, outlet, channel, app_version, variant],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Digital channels`,
        certified: true,
        semi_additive: true,
        formula: `Count of the distinct visitors of these visits`,
      },
    },
    customers_at_step: {
      sql: `CASE WHEN COUNT(*) > 0 THEN COUNT(DISTINCT ${CUBE}.visitor_nr) FILTER (WHERE ${CUBE}.is_reached) END`,
      type: `number`,
      drillMembers: [journey, step, region_code, region, outlet_code, outlet, channel, app_version, variant],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Digital channels`,
        certified: true,
        semi_additive: true,
        formula: `Count of the distinct visitors who reached the step in a visit, each step after the one before and within its minutes`,
      },
    },
    step_rate: {
      sql: `${divide(`COUNT(DISTINCT ${CUBE}.visitor_nr) FILTER (WHERE ${CUBE}.is_reached)`, `COUNT(DISTINCT ${CUBE}.visitor_nr) FILTER (WHERE ${CUBE}.is_before_reached)`)}`,
      type: `number`,
      drillMembers: [journey, step, region_code, region, outlet_code, outlet, channel, app_version, variant],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Digital channels`,
        certified: true,
        semi_additive: true,
        formula: `Distinct visitors who reached the step / distinct visitors who reached the step before; 1 at the first step`,
      },
    },
    overall_rate: {
      sql: `${divide(`COUNT(DISTINCT ${CUBE}.visitor_nr) FILTER (WHERE ${CUBE}.is_reached)`, `COUNT(DISTINCT ${CUBE}.visitor_nr)`)}`,
      type: `number`,
      drillMembers: [journey, step, region_code, region, outlet_code, outlet, channel, app_version, variant],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Digital channels`,
        certified: true,
        semi_additive: true,
        formula: `Distinct visitors who reached the step, or without one the last step / distinct visitors who began the journey`,
      },
    },
    median_minutes: {
      sql: `${percentile(0.5, `${CUBE}.minutes`)}`,
      type: `number`,
      drillMembers: [journey, step, region_code, region, outlet_code, outlet, channel, app_version, variant],
      meta: {
        unit: `minutes`,
        direction: `down`,
        owner: `Digital channels`,
        certified: true,
        semi_additive: true,
        formula: `Median over the visits of the minutes from the step before to the step; no value where the source states no times`,
      },
    },
    p90_minutes: {
      sql: `${percentile(0.9, `${CUBE}.minutes`)}`,
      type: `number`,
      drillMembers: [journey, step, region_code, region, outlet_code, outlet, channel, app_version, variant],
      meta: {
        unit: `minutes`,
        direction: `down`,
        owner: `Digital channels`,
        certified: true,
        semi_additive: true,
        formula: `Minutes within which nine of ten visits came from the step before to the step`,
      },
    },
  },
});
