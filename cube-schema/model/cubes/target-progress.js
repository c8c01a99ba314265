// Cube resolves paths from the model's root.
const { toScore, toDueScore } = require('../config/target-score.js');

// Every target with where it stands. Which level and period a query is about is settled in config/target-scope.js.
cube(`target_progress`, {
  public: false,
  sql_table: `mart.target_progress`,

  refreshKey: { every: `2 seconds`, sql: `SELECT version FROM ops.data_version` },

  dimensions: {
    is_current: { sql: `${CUBE}.is_current::text`, type: `string`, public: false },
    is_default: { sql: `${CUBE}.is_default::text`, type: `string`, public: false },
    metric: { sql: `metric`, type: `string` },
    unit: { sql: `unit`, type: `string` },
    level: { sql: `level`, type: `string` },
    region_code: { sql: `region_code`, type: `string` },
    region: { sql: `region`, type: `string` },
    outlet_code: { sql: `outlet_code`, type: `string` },
    outlet: { sql: `outlet`, type: `string` },
    staff_code: { sql: `staff_code`, type: `string` },
    staff: { sql: `staff`, type: `string` },
    period: { sql: `period`, type: `string` },
    period_kind: { sql: `period_kind`, type: `string` },
    status: { sql: `status`, type: `string` },
  },

  measures: {
    actual: {
      sql: `actual`,
      type: `sum`,
      meta: {
        unit: `by_metric`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: true,
        formula: `A flow: its sum from the first day of the period on. A stock: its growth since the end of the day before the period`,
      },
    },
    target: {
      sql: `target`,
      type: `sum`,
      meta: {
        unit: `by_metric`,
        direction: `none`,
        owner: `Sales management`,
        certified: true,
        semi_additive: true,
        formula: `Sum of the targets set for the units, the metric and the period`,
      },
    },
    attainment: {
      sql: `SUM(${CUBE}.actual) / NULLIF(SUM(${CUBE}.target) FILTER (WHERE ${CUBE}.actual IS NOT NULL), 0)`,
      type: `number`,
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: true,
        formula: `Actual / target; no value where the target is 0`,
      },
    },
    pace_index: {
      sql: `SUM(${CUBE}.actual) / NULLIF(SUM(${CUBE}.expected) FILTER (WHERE ${CUBE}.actual IS NOT NULL), 0)`,
      type: `number`,
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: true,
        formula: `Attainment / (working days gone / working days of the period); 1.00 = on pace`,
      },
    },
    expected: {
      sql: `expected`,
      type: `sum`,
      meta: {
        unit: `by_metric`,
        direction: `none`,
        owner: `Sales management`,
        certified: true,
        semi_additive: true,
        formula: `Target x working days gone / working days of the period; no value before the period`,
      },
    },
    forecast: {
      sql: `CASE WHEN NOT BOOL_OR(${CUBE}.actual IS NOT NULL AND ${CUBE}.forecast IS NULL) THEN SUM(${CUBE}.forecast) END`,
      type: `number`,
      meta: {
        unit: `by_metric`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: true,
        formula: `Actual / (working days gone / working days of the period); no value in the first 10 % of the period`,
      },
    },
    required_rate: {
      sql: `SUM(${CUBE}.target - ${CUBE}.actual) / NULLIF(MAX(${CUBE}.working_days - ${CUBE}.working_days_gone), 0)`,
      type: `number`,
      meta: {
        unit: `by_metric`,
        direction: `none`,
        owner: `Sales management`,
        certified: true,
        semi_additive: true,
        formula: `(Target - actual) / working days that remain; no value once the period is over`,
      },
    },
    opening: {
      sql: `opening`,
      type: `sum`,
      meta: {
        unit: `by_metric`,
        direction: `none`,
        owner: `Sales management`,
        certified: true,
        semi_additive: true,
        formula: `A stock: its value at the end of the day before the period, if the data reach it; no value for flows`,
      },
    },
    cascade_gap: {
      sql: `SUM(${CUBE}.target - ${CUBE}.children_target)`,
      type: `number`,
      meta: {
        unit: `by_metric`,
        direction: `none`,
        owner: `Sales management`,
        certified: true,
        semi_additive: true,
        formula: `Target - sum of the targets of the next level down; no value where the level below has none`,
      },
    },
    score: {
      sql: `${toScore(CUBE)}`,
      type: `number`,
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: true,
        formula: `Sum over the metrics of weight x attainment, each attainment up to its cap; weights and caps from the settings`,
      },
    },
    score_pace: {
      sql: `(${toScore(CUBE)}) / NULLIF(${toDueScore(CUBE)}, 0)`,
      type: `number`,
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Sales management`,
        certified: true,
        semi_additive: true,
        formula: `Score / sum over the metrics of weight x share of the target that is due by now; 1.00 = on pace`,
      },
    },
    targets: {
      sql: `1`,
      type: `sum`,
      meta: {
        unit: `count`,
        direction: `none`,
        owner: `Sales management`,
        certified: true,
        semi_additive: false,
        formula: `Count of the targets set: one for every metric and unit`,
      },
    },
  },
});
