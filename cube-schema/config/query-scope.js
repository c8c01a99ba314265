const { walkFilters } = require('./guard.js');

/** What a query groups by and what its filters hold it to, by the members' short names. */
function readScope(query, view) {
  const nameOf = (member) => member.slice(view.length + 1);
  const filtered = new Set();
  walkFilters(query.filters ?? [], (filter) => filtered.add(nameOf(filter.member ?? filter.dimension)));
  const required = listRequired(query.filters ?? []);
  return {
    grouped: new Set((query.dimensions ?? []).map(nameOf)),
    filtered,
    /** The values that a member is held to; undefined where no filter that must hold says so. */
    valuesOf: (name) =>
      required.find(({ member, operator }) => member === `${view}.${name}` && operator === 'equals')?.values,
  };
}

/** Conditions that hold for every row. */
function listRequired(filters) {
  return filters.flatMap((filter) => {
    const parts = filter.and ?? (filter.or?.length === 1 ? filter.or : undefined);
    return parts ? listRequired(parts) : filter.or ? [] : [filter];
  });
}

module.exports = { readScope };
