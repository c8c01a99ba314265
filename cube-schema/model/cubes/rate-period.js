// Cube resolves paths from the model's root.
const { edges } = require('../config/edges.js');

// Rates as they stand on the last day of every period: the highest of what is asked for, as a saver would choose.
cube(`rate_period`, {
  public: false,
  sql: `
    WITH edge AS MATERIALIZED (
      SELECT e.* FROM ${FILTER_PARAMS.rate_period.period.filter((grain, from, to) => edges('rates', grain, from, to))} AS e
    )
    SELECT e.grain, e.bucket, r.bank, r.product, r.term_months, r.currency, r.min_amount, r.rate, r.own_rate
    FROM edge e
    JOIN mart.rate_span r ON e.last_day BETWEEN r.valid_from AND r.valid_to`,

  refreshKey: { every: `2 seconds`, sql: `SELECT version FROM ops.data_version` },

  dimensions: {
    period: { sql: `grain`, type: `string`, public: false },
    date: { sql: `bucket`, type: `time` },
    bank: { sql: `bank`, type: `string` },
    product: { sql: `product`, type: `string` },
    term_months: { sql: `term_months`, type: `number` },
    currency: { sql: `currency`, type: `string` },
    min_amount: { sql: `min_amount`, type: `number` },
  },

  hierarchies: {
    offer_terms: { title: `Currency, product and term`, levels: [currency, product, term_months, bank] },
  },

  measures: {
    rate: {
      sql: `rate`,
      type: `max`,
      drillMembers: [currency, product, term_months, bank, min_amount],
      meta: {
        unit: `ratio`,
        direction: `none`,
        owner: `Pricing`,
        certified: true,
        semi_additive: true,
        formula: `Highest rate per year of other banks on the last day of the period; an observation holds until the next one of its bank, product, term, currency and minimum, at most up to the 92nd day after it`,
      },
    },
    own_rate: {
      sql: `own_rate`,
      type: `max`,
      drillMembers: [currency, product, term_months, bank, min_amount],
      meta: {
        unit: `ratio`,
        direction: `none`,
        owner: `Pricing`,
        certified: true,
        semi_additive: true,
        formula: `Highest own rate per year on the last day of the period, of the same products, terms and currencies`,
      },
    },
    gap: {
      sql: `MAX(${CUBE}.own_rate) - MAX(${CUBE}.rate)`,
      type: `number`,
      drillMembers: [currency, product, term_months, bank, min_amount],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Pricing`,
        certified: true,
        semi_additive: true,
        formula: `Own rate - rate, in percentage points; below 0 where another bank pays more`,
      },
    },
    offers: {
      sql: `CASE WHEN COUNT(*) > 0 THEN COUNT(*) END`,
      type: `number`,
      drillMembers: [currency, product, term_months, bank, min_amount],
      meta: {
        unit: `count`,
        direction: `none`,
        owner: `Pricing`,
        certified: true,
        semi_additive: true,
        formula: `Count of the rates that stand on the last day of the period`,
      },
    },
  },
});
