// Cube resolves paths from the model's root.
const { edges, reachesData } = require('../config/edges.js');

// The cards as they are on the last day of every period. The mart counts a use for the card that was issued last before
// it; a use before any card of the account was issued counts for none.
cube(`card_period`, {
  public: false,
  sql: `
    WITH edge AS MATERIALIZED (
      SELECT e.*, ${reachesData('e')} AS reaches_data
      FROM ${FILTER_PARAMS.card_period.period.filter((grain, from, to) => edges('cards', grain, from, to))} AS e
    )
    SELECT e.grain, e.bucket, s.outlet_code, o.outlet, o.region_code, o.region, s.product,
      s.issued_on <= e.last_day AS is_issued,
      CASE WHEN e.reaches_data THEN s.issued_on <= e.last_day AND s.is_active END AS is_active,
      CASE WHEN e.reaches_data THEN s.spend_to_date - coalesce((
        SELECT b.spend_to_date FROM mart.card_span b
        WHERE b.card_code = s.card_code AND b.valid_from <= e.first_day - 1
        ORDER BY b.valid_from DESC LIMIT 1
      ), 0) END AS spend
    FROM edge e
    JOIN mart.card_span s ON s.valid_from <= e.last_day AND s.valid_to >= e.last_day
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
  },

  measures: {
    cards: {
      sql: `${CUBE}.is_issued::integer`,
      type: `sum`,
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Cards`,
        certified: true,
        semi_additive: true,
        formula: `Count of the cards issued not after the last day of the period`,
      },
    },
    active_cards: {
      sql: `${CUBE}.is_active::integer`,
      type: `sum`,
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Cards`,
        certified: true,
        semi_additive: true,
        formula: `Count of the issued cards with at least one card transaction in the 90 days up to the end of the period, or up to the last day with transactions where the period ends later`,
      },
    },
    spend: {
      sql: `spend`,
      type: `sum`,
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Cards`,
        certified: true,
        semi_additive: false,
        formula: `Sum of the card transactions of the period, from the day the card was issued on`,
      },
    },
  },
});
