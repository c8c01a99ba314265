const { agreedDisclosures } = require('./agreed-disclosures.js');
const { checkFunnel } = require('./funnel-scope.js');
const { checkMayAsk, checkMembers, walkFilters } = require('./guard.js');
const { checkReferrals } = require('./referral-scope.js');
const { QueryRefusal } = require('./refusal.js');
const { checkSalary } = require('./salary-scope.js');
const { scopeTargets } = require('./target-scope.js');
const { views } = require('./views.js');

const grains = ['day', 'week', 'month', 'quarter', 'year'];
const dayStart = /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/;
const dayEnd = /^(\d{4}-\d{2}-\d{2})(?:[T ]23:59:59(?:\.9+)?Z?)?$/;
/** What a view cannot answer although Cube could. */
const checks = { funnel: checkFunnel, referrals: checkReferrals, salary: checkSalary };
const open = { from: '-infinity', to: 'infinity' };

/**
 * Cube's queryRewrite: runs after the access policies have added their row filters.
 *
 * A stock has no meaning but at the end of a period, so the cubes must know the query's grain and days before they join
 * anything. This hands them over through the hidden member `period` as [grain, first day, last day, members it depends on], after
 * it has refused everything that could not be answered right. Rows without any value are left out, so that a metric
 * without data answers with no rows.
 *
 * @param {Record<string, any>} query - normalised by Cube
 * @param {object} [scope] - the viewer's; nobody's may ask nothing
 * @throws {QueryRefusal}
 */
function rewriteQuery(query, scope = {}) {
  const view = checkMembers(query);
  checkMayAsk(query, scope);
  if (query.timezone && query.timezone !== 'UTC') {
    throw new QueryRefusal(
      `The time zone "${query.timezone}" is not supported: days are the bank's own days; leave "timezone" out.`
    );
  }
  checks[view]?.(query, view);
  const { period, targets } = views[view];
  const rewritten = { ...query, filters: [...(query.filters ?? [])] };
  if (period) {
    const { grain, days, filters, timeDimensions } = readPeriod(query, `${view}.date`);
    rewritten.filters = filters;
    rewritten.timeDimensions = timeDimensions;
    rewritten.filters.push({
      member: period,
      operator: 'equals',
      values: [grain, days.from, days.to, listMembers(query, view, scope)],
    });
  }
  if (targets) {
    rewritten.filters.push(...scopeTargets(query, view, targets));
  }
  if (query.measures?.length) {
    rewritten.filters.push(hasAnyValue(query.measures));
  }
  return { ...rewritten, order: orderFully(rewritten) };
}

/**
 * The order asked for, else that which Cube would take, down to the last dimension: rows that tie would come as they lie in the database, so that
 * pages overlapped, and loads of others could be told by the order of the own rows.
 */
function orderFully({ order = [], measures = [], dimensions = [], timeDimensions = [] }) {
  const times = timeDimensions.filter(({ granularity }) => granularity).map(({ dimension }) => dimension);
  const grouped = [...times, ...dimensions];
  const first = times.length === 0 && grouped.length > 0 ? measures.slice(0, 1).map((member) => [member, 'desc']) : [];
  const asked = order.length > 0 ? order : first;
  const named = new Set(asked.map(([member]) => member));
  return [...asked, ...grouped.filter((member) => !named.has(member)).map((member) => [member, 'asc'])];
}

/** The grain and the days that a query asks for; its filters without those on the date. */
function readPeriod(query, date) {
  if (query.dimensions?.includes(date)) {
    throw new QueryRefusal(`Give ${date} as a time dimension with a granularity, not as a dimension.`);
  }
  const times = query.timeDimensions ?? [];
  if (times.length > 1) {
    throw new QueryRefusal('One query has one time dimension: send one query for each.');
  }
  const [time] = times;
  if (time && time.dimension !== date) {
    throw new QueryRefusal(`${time.dimension} is not a time: use ${date}.`);
  }
  const grain = time?.granularity ?? 'all';
  if (grain !== 'all' && !grains.includes(grain)) {
    throw new QueryRefusal(`The granularity "${grain}" is not supported: use one of ${grains.join(', ')}.`);
  }
  let days = open;
  if (time?.dateRange) {
    days = intersect(days, readRange(time.dateRange, date));
  }
  const filters = [];
  for (const filter of query.filters ?? []) {
    const result = takeDates(filter, date);
    days = intersect(days, result.days);
    if (result.rest) {
      filters.push(result.rest);
    }
  }
  return { grain, days, filters, timeDimensions: narrow(time, days) };
}

/** The time dimension with the days that are left of its range: Cube tells them in the answer and compares ranges by them. */
function narrow(time, days) {
  const isBounded = days.from !== open.from && days.to !== open.to;
  if (!time || (!time.granularity && !isBounded)) {
    return [];
  }
  return [{ ...time, dateRange: isBounded ? [`${days.from}T00:00:00.000`, `${days.to}T23:59:59.999`] : undefined }];
}

/** Takes the conditions on the date out of a filter that must hold as a whole. */
function takeDates(filter, date) {
  if (filter.and) {
    const parts = filter.and.map((part) => takeDates(part, date));
    const rest = parts.flatMap((part) => (part.rest ? [part.rest] : []));
    return {
      days: parts.reduce((days, part) => intersect(days, part.days), open),
      rest: rest.length > 0 ? { and: rest } : undefined,
    };
  }
  if (filter.or) {
    walkFilters(filter.or, (inner) => {
      if (inner.member === date) {
        throw new QueryRefusal(`${date} cannot be part of an "or": send one query for each range of days.`);
      }
    });
    return { days: open, rest: filter };
  }
  return filter.member === date ? { days: readDateFilter(filter, date) } : { days: open, rest: filter };
}

function readDateFilter({ operator, values = [] }, date) {
  const only = () => {
    if (values.length !== 1) {
      throw new QueryRefusal(`The filter "${operator}" on ${date} takes one day.`);
    }
    return values[0];
  };
  switch (operator) {
    case 'inDateRange':
      return readRange(values, date);
    case 'equals':
    case 'onTheDate':
      return readRange(values.length === 2 ? values : [only(), only()], date);
    case 'afterOrOnDate':
      return { ...open, from: readDay(only(), dayStart, date) };
    case 'afterDate':
      return { ...open, from: addDays(readEitherDay(only(), date), 1) };
    case 'beforeOrOnDate':
      return { ...open, to: readEitherDay(only(), date) };
    case 'beforeDate':
      return { ...open, to: addDays(readDay(only(), dayStart, date), -1) };
    default:
      throw new QueryRefusal(
        `The filter "${operator}" on ${date} is not supported: use inDateRange, afterDate, afterOrOnDate, beforeDate or beforeOrOnDate.`
      );
  }
}

function readRange(range, date) {
  const [first, last = first] = Array.isArray(range) ? range : [range];
  return { from: readDay(first, dayStart, date), to: readDay(last, dayEnd, date) };
}

function readEitherDay(text, date) {
  return dayEnd.test(text) ? readDay(text, dayEnd, date) : readDay(text, dayStart, date);
}

function readDay(text, pattern, date) {
  const day = typeof text === 'string' ? pattern.exec(text)?.[1] : undefined;
  if (!day || Number.isNaN(Date.parse(`${day}T00:00:00Z`)) || addDays(day, 0) !== day) {
    throw new QueryRefusal(`"${String(text).slice(0, 40)}" is not a whole day of ${date}: give days as YYYY-MM-DD.`);
  }
  return day;
}

function addDays(day, count) {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + count);
  return moved.toISOString().slice(0, 10);
}

function intersect(a, b) {
  return { from: later(a.from, b.from), to: earlier(a.to, b.to) };
}

function later(a, b) {
  return a === open.from ? b : b === open.from ? a : a > b ? a : b;
}

function earlier(a, b) {
  return a === open.to ? b : b === open.to ? a : a < b ? a : b;
}

/**
 * Names of the members that the query depends on, as `,customers,tier,`: lets a cube read no more than it has to. Where they tell about rows beyond the
 * viewer's own, `peers_for_GROUP` says who asks, so that the cube gives no more than is agreed; without it, it gives nothing.
 */
function listMembers(query, view, { group }) {
  const names = new Set([...(query.measures ?? []), ...(query.dimensions ?? [])]);
  walkFilters(query.filters ?? [], (filter) => names.add(filter.member));
  const asked = [...names].map((name) => name.split('.')[1]);
  const told = agreedDisclosures[view]?.some((name) => asked.includes(name)) ? [`peers_for_${group}`] : [];
  return `,${[...asked, ...told].join(',')},`;
}

function hasAnyValue(measures) {
  const conditions = [...new Set(measures)].map((member) => ({ member, operator: 'set' }));
  return conditions.length === 1 ? conditions[0] : { or: conditions };
}

module.exports = { rewriteQuery };
