// Cube resolves paths from the model's root.
const { edges } = require('../config/edges.js');

// The outlets that are open on the last day of every period.
cube(`outlet_period`, {
  public: false,
  sql: `
    WITH edge AS MATERIALIZED (
      SELECT e.* FROM ${FILTER_PARAMS.outlet_period.period.filter((grain, from, to) => edges('outlets', grain, from, to))} AS e
    )
    SELECT e.grain, e.bucket, o.outlet_code, o.outlet, o.region_code, o.region, o.latitude, o.longitude
    FROM edge e
    JOIN mart.outlet o
      ON (o.opened_on IS NULL OR o.opened_on <= e.last_day OR e.is_everything)
      AND (o.closed_on IS NULL OR o.closed_on > e.last_day)`,

  refreshKey: { every: `2 seconds`, sql: `SELECT version FROM ops.data_version` },

  dimensions: {
    period: { sql: `grain`, type: `string`, public: false },
    date: { sql: `bucket`, type: `time` },
    region_code: { sql: `region_code`, type: `string` },
    region: { sql: `region`, type: `string` },
    outlet_code: { sql: `outlet_code`, type: `string` },
    outlet: { sql: `outlet`, type: `string` },
    latitude: { sql: `latitude`, type: `number` },
    longitude: { sql: `longitude`, type: `number` },
  },

  measures: {
    outlets: {
      sql: `1`,
      type: `sum`,
      meta: {
        unit: `count`,
        direction: `none`,
        owner: `Branch network`,
        certified: true,
        semi_additive: true,
        formula: `Count of the outlets opened and not closed by the last day of the period; where the opening day is unknown it counts as open`,
      },
    },
  },
});
