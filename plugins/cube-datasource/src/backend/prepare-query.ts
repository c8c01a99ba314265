import {
  type BankClock,
  type CubeQuery,
  DateRangeError,
  type DateRange,
  type Filter,
  type FilterOperator,
  intervalToGranularity,
  mapMemberFilters,
  type MemberFilter,
  queryLimits,
  resolveDateRange,
  type TimeDimension,
  toBankDays,
} from '@branchlight/cube-contract';
import { QueryError } from './query-error';

/** What of the request decides a query besides itself. */
export interface RequestTime {
  /** Epoch milliseconds. */
  from: number;
  to: number;
  intervalMs: number;
}

/** A query as it goes to Cube: every date a day of the bank, one row more than was asked for. */
export interface PreparedQuery {
  query: CubeQuery;
  /** Rows that the viewer gets; one more means that rows were cut. */
  limit: number;
  /** Of a comparison: which days this query is about, "1993-01-01 - 1993-12-31". */
  comparedRange?: string;
}

/**
 * Prepares a query for Cube, which runs on plain days: relative ranges are counted from the bank's today, moments become
 * days in the bank's zone, a time dimension without a range takes the request's. One query for each compared range.
 *
 * @throws QueryError when a date or the time zone does not fit
 */
export function prepareQuery(query: CubeQuery, time: RequestTime, clock: BankClock): PreparedQuery[] {
  const { filters, limit: asked, timeDimensions, timezone, ...rest } = query;
  if (timezone !== undefined && timezone !== clock.timeZone && timezone !== 'UTC') {
    throw new QueryError(
      `query.timezone: "${timezone}" is not the bank's: days are cut in ${clock.timeZone}; leave timezone out.`,
      400
    );
  }
  const limit = asked ?? queryLimits.default;
  const prepared: CubeQuery = {
    ...rest,
    ...(filters && {
      filters: filters.map((filter, index) => resolveFilter(filter, clock, `query.filters[${index}]`)),
    }),
    // One row more tells a full answer from a cut one.
    limit: Math.min(limit + 1, queryLimits.highest),
  };
  return splitComparison(timeDimensions).map(({ times, isComparison }) => {
    const resolved = times?.map((item, index) => resolveTime(item, time, clock, `query.timeDimensions[${index}]`));
    const compared = isComparison ? resolved?.find((item) => item.isCompared)?.time.dateRange : undefined;
    return {
      limit,
      query: { ...prepared, ...(resolved && { timeDimensions: resolved.map((item) => item.time) }) },
      ...(Array.isArray(compared) && { comparedRange: compared.join(' - ') }),
    };
  });
}

interface MarkedTime extends TimeDimension {
  isCompared?: boolean;
}

/** The time dimensions once for each compared range, or as they are. */
function splitComparison(times: TimeDimension[] | undefined): Array<{ times?: MarkedTime[]; isComparison: boolean }> {
  const compared = times?.find((time) => time.compareDateRange);
  if (!times || !compared) {
    return [{ ...(times && { times }), isComparison: false }];
  }
  return (compared.compareDateRange ?? []).map((dateRange) => ({
    isComparison: true,
    times: times.map((time) => (time === compared ? { ...time, dateRange, isCompared: true } : time)),
  }));
}

function resolveTime(
  time: MarkedTime,
  request: RequestTime,
  clock: BankClock,
  field: string
): { time: TimeDimension; isCompared: boolean } {
  const { dateRange, dimension, granularity } = time;
  const days =
    dateRange === undefined
      ? toBankDays(request, clock.timeZone)
      : resolveRange(dateRange, clock, `${field}.dateRange`);
  return {
    isCompared: time.isCompared ?? false,
    time: {
      dimension,
      ...(granularity && {
        granularity: granularity === 'auto' ? intervalToGranularity(request.intervalMs) : granularity,
      }),
      dateRange: days,
    },
  };
}

const comparisons: readonly FilterOperator[] = ['gt', 'gte', 'lt', 'lte'];
const rangeOperators: readonly FilterOperator[] = ['inDateRange', 'notInDateRange', 'onTheDate'];
const startOperators: readonly FilterOperator[] = ['beforeDate', 'afterOrOnDate'];
const endOperators: readonly FilterOperator[] = ['beforeOrOnDate', 'afterDate'];

function resolveFilter(filter: Filter, clock: BankClock, field: string): Filter {
  return mapMemberFilters(filter, (condition): MemberFilter => {
    const { operator, values } = condition;
    if (comparisons.includes(operator) && values && values.length > 1) {
      // Cube would compare with the first one only and say nothing.
      throw new QueryError(
        `${field}.values: the operator "${operator}" takes one number, not ${values.length}; choose one value of the variable.`,
        400
      );
    }
    const isRange = rangeOperators.includes(operator);
    if (!isRange && !startOperators.includes(operator) && !endOperators.includes(operator)) {
      return condition;
    }
    const texts = (values ?? []).filter((value) => value !== null);
    if (texts.length === 0 || texts.length > (isRange ? 2 : 1)) {
      throw new QueryError(
        `${field}.values: the operator "${operator}" takes ${isRange ? 'a range of days' : 'one day'}.`,
        400
      );
    }
    const [first, last] = resolveRange(texts, clock, `${field}.values`);
    return { ...condition, values: isRange ? [first, last] : [startOperators.includes(operator) ? first : last] };
  });
}

function resolveRange(range: DateRange, clock: BankClock, field: string): [string, string] {
  try {
    return resolveDateRange(range, clock);
  } catch (error) {
    throw error instanceof DateRangeError ? new QueryError(`${field}: ${error.message}`, 400) : error;
  }
}

/** The same text for the same query, whatever the order in which its keys were written. */
export function toQueryKey(query: CubeQuery): string {
  return JSON.stringify(query, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value
  );
}
