/**
 * SQL of the period edges of one query: its grain and its first and last day come from the hidden member `period`, which
 * `queryRewrite` sets (config/rewrite.js). Without it Cube renders `(1 = 1)`, which is no table: such a query fails.
 */
const edges = (domain, grain, from, to) => `
  SELECT p.grain, e.bucket::timestamp AS bucket, e.first_day, e.last_day, e.last_day - e.first_day + 1 AS days,
    p.grain = 'all' AND p.from_day = '-infinity' AND p.to_day = 'infinity' AS is_everything
  FROM (SELECT ${grain}::text AS grain, ${from}::date AS from_day, ${to}::date AS to_day) p
  CROSS JOIN LATERAL mart.period_edge(p.grain, p.from_day, p.to_day, '${domain}') e`;

module.exports = { edges };
