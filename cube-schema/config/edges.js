const { periodEdges } = require('./dialect');

/**
 * SQL of the period edges of one query: its grain and its first and last day come from the hidden member `period`, which
 * `queryRewrite` sets (config/rewrite.js). Without it Cube renders `(1 = 1)`, which is no table: such a query fails.
 */
const edges = (domain, grain, from, to) => `
  SELECT p.grain, e.bucket::timestamp AS bucket, e.first_day, e.last_day, e.last_day - e.first_day + 1 AS days,
    p.grain = 'all' AND p.from_day = '-infinity' AND p.to_day = 'infinity' AS is_everything
  FROM (SELECT ${grain}::text AS grain, ${from}::date AS from_day, ${to}::date AS to_day) p
  CROSS JOIN LATERAL ${periodEdges('p', domain)} e`;

/**
 * SQL that tells whether a period begins before the transactions end. Customers and cards may be known for later days, but
 * what they do is not: there it has no value, which is not 0.
 */
const reachesData = (edge) => `
  (${edge}.is_everything OR ${edge}.first_day <= (SELECT h.last_day FROM mart.horizon h WHERE h.domain = 'deposits'))`;

module.exports = { edges, reachesData };
