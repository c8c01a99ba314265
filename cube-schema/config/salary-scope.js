const { readScope } = require('./query-scope.js');
const { QueryRefusal } = require('./refusal.js');

/**
 * Refuses the share of payroll customers among the active ones of one employer: nobody is active for an employer.
 *
 * @param {Record<string, any>} query - its access policies' filters included
 * @param {string} view
 * @throws {QueryRefusal}
 */
function checkSalary(query, view) {
  const { grouped, filtered } = readScope(query, view);
  const asked = (query.measures ?? []).includes(`${view}.payroll_penetration`);
  if (asked && (grouped.has('employer') || filtered.has('employer'))) {
    throw new QueryRefusal(
      `${view}.payroll_penetration is a share of all active customers, who have no employer: leave ${view}.employer out, or ask ${view}.payroll_customers.`
    );
  }
}

module.exports = { checkSalary };
