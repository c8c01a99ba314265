const { QueryRefusal } = require('./refusal.js');
const { readViewAccess } = require('./view-access.js');
const { views } = require('./views.js');

const modelAccess = readViewAccess();

const memberPattern = /^([a-z][a-z0-9_]*)\.[a-z][a-z0-9_]*$/;
const memberOrGrainPattern = /^([a-z][a-z0-9_]*)\.[a-z][a-z0-9_]*(\.[a-z]+)?$/;
const absoluteDay = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?Z?)?$/;
const queryKeys = new Set([
  'measures',
  'dimensions',
  'timeDimensions',
  'filters',
  'order',
  'limit',
  'offset',
  'total',
  'timezone',
  'segments',
  'ungrouped',
  'cache',
  'cacheMode',
  'responseFormat',
  'renewQuery',
]);
const deepest = 8;
const mostRows = 50_000;
/** Those of Cube's query format; its `measureFilter` is for itself. */
const operators = new Set([
  'equals',
  'notEquals',
  'in',
  'notIn',
  'contains',
  'notContains',
  'startsWith',
  'notStartsWith',
  'endsWith',
  'notEndsWith',
  'gt',
  'gte',
  'lt',
  'lte',
  'set',
  'notSet',
  'inDateRange',
  'notInDateRange',
  'onTheDate',
  'beforeDate',
  'beforeOrOnDate',
  'afterDate',
  'afterOrOnDate',
]);

/** Operators whose values may be or hold a null, which stands for no value. */
const takeNull = new Set(['equals', 'notEquals']);

/**
 * Refuses whatever a query may not hold before Cube sees it: SQL of its own (member expressions, subquery joins),
 * members behind the views, several views at once, relative days, keys that are not known.
 *
 * @param {unknown} query - one query as the client sent it
 * @throws {QueryRefusal}
 */
function checkRawQuery(query) {
  if (Array.isArray(query)) {
    throw new QueryRefusal('Several queries in one are not supported: send one request for each.');
  }
  if (!isObject(query)) {
    throw new QueryRefusal('The query must be a JSON object.');
  }
  for (const key of Object.keys(query)) {
    if (!queryKeys.has(key)) {
      throw new QueryRefusal(`The query's "${key}" is not supported: leave it out.`);
    }
  }
  checkMembers(query, memberOrGrainPattern);
  checkOrder(query);
  checkLimit(query);
  walkFilters(listOf(query.filters, 'filters'), checkCondition);
  for (const time of listOf(query.timeDimensions, 'timeDimensions')) {
    checkDateRange(time.dateRange);
    listOf(time.compareDateRange, 'compareDateRange').forEach(checkDateRange);
  }
}

/**
 * Refuses a query of a view, or of a member, that is not for the viewer: what says nothing about rows is refused before any row is looked
 * for, in filters and order as well, because answers to "who is called X" tell names one by one.
 *
 * @param {Record<string, unknown>} query - has passed checkRawQuery
 * @param {{ role?: string, group?: string, seesPersonalData?: boolean }} scope - the viewer's
 * @param {ReturnType<typeof readViewAccess>} [access] - what the views allow
 * @throws {QueryRefusal} with status 403
 */
function checkMayAsk(query, { role, group, seesPersonalData }, access = modelAccess) {
  const view = checkMembers(query, memberOrGrainPattern);
  const { groups, personal } = access[view] ?? { groups: [], personal: [] };
  if (!groups.includes(group)) {
    const open = listOpenViews(group, access);
    throw new QueryRefusal(
      `The view ${view} is not open to the role ${role}: ` +
        (open.length > 0 ? `ask ${open.join(', ')}.` : 'no view is.'),
      403
    );
  }
  if (seesPersonalData) {
    return;
  }
  const asked = listAsked(query).find((member) => personal.includes(member.split('.')[1]));
  if (asked) {
    throw new QueryRefusal(
      `${asked} tells who a customer is, which your login may not see, nor filter or order by: leave it out, or ask for the right to personal data.`,
      403
    );
  }
}

/** The views that a group may ask. */
function listOpenViews(group, access = modelAccess) {
  return Object.keys(access).filter((view) => access[view].groups.includes(group));
}

/** Every member that a query mentions. */
function listAsked(query) {
  const members = [
    ...listOf(query.measures, 'measures'),
    ...listOf(query.dimensions, 'dimensions'),
    ...listOf(query.timeDimensions, 'timeDimensions').map(({ dimension }) => dimension),
    ...listOrder(query.order),
  ];
  walkFilters(listOf(query.filters, 'filters'), (filter) => members.push(filter.member ?? filter.dimension));
  return members;
}

/**
 * Refuses a query that mentions anything but the members of one public view.
 *
 * @param {Record<string, unknown>} query
 * @param {RegExp} [dimensionPattern] - what a dimension may look like
 * @returns {string} the view
 * @throws {QueryRefusal}
 */
function checkMembers(query, dimensionPattern = memberPattern) {
  const found = new Set();
  const add = (member, where, pattern = memberPattern) => {
    const match = typeof member === 'string' ? pattern.exec(member) : null;
    if (!match || !Object.hasOwn(views, match[1])) {
      const shown = typeof member === 'string' ? `"${member.slice(0, 80)}"` : 'An expression';
      throw new QueryRefusal(
        `${shown} in ${where} is not a member of a view: write view.member with one of the views ${Object.keys(views).join(', ')}.`
      );
    }
    found.add(match[1]);
  };
  listOf(query.measures, 'measures').forEach((member) => add(member, 'measures'));
  listOf(query.dimensions, 'dimensions').forEach((member) => add(member, 'dimensions', dimensionPattern));
  listOf(query.timeDimensions, 'timeDimensions').forEach((time) => add(time?.dimension, 'timeDimensions'));
  listOrder(query.order).forEach((member) => add(member, 'order', dimensionPattern));
  if (listOf(query.segments, 'segments').length > 0) {
    throw new QueryRefusal('There are no segments: use filters.');
  }
  walkFilters(listOf(query.filters, 'filters'), (filter) => add(filter.member ?? filter.dimension, 'filters'));
  if (query.ungrouped) {
    throw new QueryRefusal('Rows behind the figures are not given out: leave "ungrouped" out.');
  }
  if (found.size > 1) {
    throw new QueryRefusal(
      `One query asks one view, this one asks ${[...found].sort().join(' and ')}: send one query for each.`
    );
  }
  const [view] = found;
  if (!view) {
    throw new QueryRefusal('The query asks for nothing: give measures or dimensions.');
  }
  return view;
}

function checkLimit({ limit, offset }) {
  for (const [name, value] of Object.entries({ limit, offset })) {
    const highest = name === 'limit' ? mostRows : Number.MAX_SAFE_INTEGER;
    if (value !== undefined && value !== null && !(Number.isInteger(value) && value >= 0 && value <= highest)) {
      throw new QueryRefusal(`The query's "${name}" must be a whole number from 0 to ${highest}.`);
    }
  }
}

function checkCondition({ operator, values, member, dimension }) {
  if (!operators.has(operator)) {
    throw new QueryRefusal(
      `The operator ${JSON.stringify(operator)?.slice(0, 40)} of a filter is not supported: use one of ${[...operators].join(', ')}.`
    );
  }
  const given = listOf(values, 'values');
  if (given.some((value) => typeof value === 'string' && value.includes('\0'))) {
    throw new QueryRefusal(`A value of the filter on ${member ?? dimension} holds the character NUL: take it out.`);
  }
  // Cube leaves a null out of its list of parameters, and with it what the SQL around them is whole by.
  const known = given.filter((value) => value !== null);
  if (known.length < given.length && !(takeNull.has(operator) && (known.length > 0 || given.length === 1))) {
    throw new QueryRefusal(
      `The filter "${operator}" on ${member ?? dimension} has null among its values: to ask for what has no value use notSet, for what has one set.`
    );
  }
}

/** Cube leaves out silently what it cannot order by: the first ten rows would be any ten. */
function checkOrder(query) {
  const withoutGrain = (member) => member.split('.').slice(0, 2).join('.');
  const times = listOf(query.timeDimensions, 'timeDimensions').map((time) => time.dimension);
  const asked = [...(query.measures ?? []), ...(query.dimensions ?? []), ...times].map(withoutGrain);
  for (const member of listOrder(query.order)) {
    if (!asked.includes(withoutGrain(member))) {
      throw new QueryRefusal(`"${member}" in order is not asked for: order by a member of the query, or add it there.`);
    }
  }
}

function walkFilters(filters, visit, depth = 0) {
  if (depth > deepest) {
    throw new QueryRefusal(`Filters are nested more than ${deepest} deep.`);
  }
  for (const filter of filters) {
    if (!isObject(filter)) {
      throw new QueryRefusal('Every filter must be an object with member, operator and values.');
    }
    if (filter.and || filter.or) {
      if (filter.member !== undefined || filter.dimension !== undefined || (filter.and && filter.or)) {
        throw new QueryRefusal('A filter is either one condition, or one list "and", or one list "or".');
      }
      walkFilters(listOf(filter.and ?? filter.or, 'filters'), visit, depth + 1);
    } else {
      visit(filter);
    }
  }
}

function checkDateRange(range) {
  const days = range === undefined || range === null ? [] : Array.isArray(range) ? range : [range];
  for (const day of days) {
    if (typeof day !== 'string' || !absoluteDay.test(day) || !exists(day.slice(0, 10))) {
      throw new QueryRefusal(
        `The date range ${JSON.stringify(range).slice(0, 80)} is not supported: give first and last day as YYYY-MM-DD.`
      );
    }
  }
}

/** Whether the calendar has the day: 1990-02-30 would become another one. */
function exists(day) {
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}

function listOf(value, name) {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new QueryRefusal(`The query's "${name}" must be a list.`);
  }
  return value;
}

function listOrder(order) {
  if (order === undefined || order === null) {
    return [];
  }
  if (Array.isArray(order)) {
    return order.map((entry) => (Array.isArray(entry) ? entry[0] : entry?.id));
  }
  return isObject(order) ? Object.keys(order) : [order];
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

module.exports = { checkRawQuery, checkMayAsk, checkMembers, listOpenViews, walkFilters };
