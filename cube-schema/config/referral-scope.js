const { readScope } = require('./query-scope.js');
const { QueryRefusal } = require('./refusal.js');

/**
 * Refuses the K factor of single people: it divides by the customers of an outlet, who belong to no referrer.
 *
 * @param {Record<string, any>} query
 * @param {string} view
 * @throws {QueryRefusal}
 */
function checkReferrals(query, view) {
  const { grouped, filtered } = readScope(query, view);
  const person = ['referrer', 'staff_code', 'staff', 'channel'].find((name) => grouped.has(name) || filtered.has(name));
  if (person && (query.measures ?? []).includes(`${view}.k_factor`)) {
    throw new QueryRefusal(
      `${view}.k_factor is that of all customers of outlets, not of one ${view}.${person}: leave ${view}.${person} out, or ask ${view}.activation_rate.`
    );
  }
}

module.exports = { checkReferrals };
