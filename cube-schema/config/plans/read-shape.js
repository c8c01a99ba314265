const { walkFilters } = require('../guard.js');

const plainDay = /^\d{4}-\d{2}-\d{2}$/;
/** What a query may hold so that only its days change from one request to the next; `total` is a second query. */
const queryKeys = new Set([
  'measures',
  'dimensions',
  'timeDimensions',
  'filters',
  'order',
  'limit',
  'offset',
  'timezone',
  'responseFormat',
]);
const timeKeys = new Set(['dimension', 'granularity', 'dateRange']);
/** Ways with Cube's cache that are content with an answer of this moment. Whoever says "no-cache" wants Cube itself. */
const cacheModes = new Set([undefined, 'stale-if-slow', 'stale-while-revalidate', 'must-revalidate']);
/** Characters; longer ones are rare and not worth the memory. */
const longestKey = 8_000;

/**
 * A request without its days: two requests with the same key differ in nothing else, and come from viewers who see the same.
 *
 * @param {{ query: unknown, context: { securityContext?: object }, cacheMode?: string, queryType?: string, apiType?: string }} request - of
 *   Cube's gateway
 * @returns {{ key: string, query: object, days?: [string, string] } | undefined} undefined for a request that Cube shall answer by itself
 */
function readShape({ query: sent, context, cacheMode, queryType, apiType }) {
  const scope = context?.securityContext;
  const query = parse(sent);
  if (!scope || !cacheModes.has(cacheMode) || !isPlain(query)) {
    return undefined;
  }
  const days = query.timeDimensions?.[0]?.dateRange;
  if (days && !(days.length === 2 && days.every((day) => plainDay.test(day)) && days[0] <= days[1])) {
    return undefined;
  }
  // Everything that policies and checks could read. Names of people are left out: who shares a scope shares its answers in the datasource too.
  const { login: _login, displayName: _displayName, ...rights } = scope;
  const key = JSON.stringify([rights, cacheMode, queryType, apiType, days ? setDays(query, null) : query]);
  return key.length > longestKey ? undefined : { key, query, ...(days && { days }) };
}

function parse(sent) {
  try {
    return typeof sent === 'string' ? JSON.parse(sent) : sent;
  } catch {
    return undefined;
  }
}

function isPlain(query) {
  if (typeof query !== 'object' || query === null || Array.isArray(query)) {
    return false;
  }
  const times = query.timeDimensions ?? [];
  return (
    Object.keys(query).every((key) => queryKeys.has(key)) &&
    times.length <= 1 &&
    times.every((time) => Object.keys(time).every((key) => timeKeys.has(key)) && isList(time.dateRange)) &&
    !hasDates(query.filters ?? [])
  );
}

const isList = (range) => range === undefined || Array.isArray(range);

/** Dates in filters would have to be set against the range. */
function hasDates(filters) {
  let found = false;
  walkFilters(filters, ({ member, dimension, operator }) => {
    found ||= /\.date$/.test(member ?? dimension) || /date/i.test(operator);
  });
  return found;
}

/** The query with other days. */
function setDays(query, days) {
  return { ...query, timeDimensions: [{ ...query.timeDimensions[0], dateRange: days }] };
}

module.exports = { readShape, setDays };
