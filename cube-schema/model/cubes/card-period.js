// Cube resolves paths from the model's root.
const { cellsAt } = require('../config/cells.js');
const { edges, reachesData } = require('../config/edges.js');

// The cards as they are on the last day of every period; what was spent is the difference to the day before its first. The
// mart counts a use for the card that was issued last before it; a use before any card of the account was issued counts for none.
cube(`card_period`, {
  public: false,
  sql: `
    WITH edge AS MATERIALIZED (
      SELECT e.* FROM ${FILTER_PARAMS.card_period.period.filter(
        (grain, from, to, needs) => `
        SELECT x.*, ${reachesData('x')} AS reaches_data, n.needs LIKE '%,spend,%' AS needs_spend
        FROM (${edges('cards', grain, from, to)}) x CROSS JOIN (SELECT ${needs}::text AS needs) n`
      )} AS e
    )
    SELECT s.grain, s.bucket, s.outlet_code, o.outlet, o.region_code, o.region, s.product,
      s.cards, s.active_cards, s.spend
    FROM (${cellsAt('card', 'e.last_day', [
      'e.grain, e.bucket, c.outlet_code, c.product, c.cards',
      'CASE WHEN e.reaches_data THEN c.active_cards END AS active_cards',
      'CASE WHEN e.reaches_data THEN c.spend_to_date END AS spend',
    ])}
      UNION ALL${cellsAt(
        'card',
        'e.first_day - 1',
        ['e.grain, e.bucket, c.outlet_code, c.product, 0, NULL, -c.spend_to_date'],
        'e.needs_spend AND e.reaches_data'
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
    product: { sql: `product`, type: `string` },
  },

  hierarchies: {
    geography: { title: `Organisation`, levels: [region_code, outlet_code] },
  },

  measures: {
    cards: {
      sql: `cards`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, product],
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
      sql: `active_cards`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, product],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Cards`,
        certified: true,
        semi_additive: true,
        formula: `Count of the issued cards with at least one card transaction in the 90 days up to the end of the period, or up to the last day with transactions where the period ends later; no value for a period that begins after it`,
      },
    },
    spend: {
      sql: `spend`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, product],
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Cards`,
        certified: true,
        semi_additive: false,
        formula: `Sum of the card transactions of the period, from the day the card was issued on; those of an account with several cards count for the one issued last before them`,
      },
    },
  },
});
