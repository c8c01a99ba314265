import { intervalToGranularity } from '@branchlight/cube-contract';
import { rangeUtil } from '@grafana/data';
import { type Filter, type CubeQuery, isMemberFilter, type MemberFilter, type TimeDimension } from './query';

/** Replaces variables in a text; several values of one variable are joined by `joinValues`. */
export type ReplaceVariables = (text: string, joinValues: (values: string | string[]) => string) => string;

/** Cannot occur in what a person types, so that values with commas stay whole. */
const separator = '\u001f';

/**
 * What "All" becomes where a variable's custom all value says so: the condition is left out, instead of a list of all
 * values, which may be thousands.
 */
const allValue = '$__all';

/** `${outlet:csv}` alone in a value means the same as `$outlet`: every chosen value for itself. */
const wholeList = /^\$\{(\w+):(?:csv|pipe|json|raw)\}$/;
const interval = /^\d+(?:ms|[smhdwMy])$/;

/**
 * Fills the dashboard's variables into every text of a query. A filter value that is a variable with several chosen
 * values becomes that many values.
 */
export function interpolateQuery(query: CubeQuery, replace: ReplaceVariables): CubeQuery {
  const fill = (text: string) => replace(text, (values) => (Array.isArray(values) ? values.join(',') : values));
  const fillValues = (text: string) =>
    replace(text.replace(wholeList, '${$1}'), (values) =>
      Array.isArray(values) ? values.join(separator) : values
    ).split(separator);
  const fillMember = (filter: MemberFilter): MemberFilter => ({
    ...filter,
    member: fill(filter.member),
    ...(filter.values && {
      values: filter.values.flatMap((value) => (value === null ? [value] : fillValues(value))),
    }),
  });
  /** Undefined for a condition that always holds. */
  const fillFilter = (filter: Filter): Filter | undefined => {
    if (isMemberFilter(filter)) {
      const filled = fillMember(filter);
      return filled.values?.includes(allValue) && !filled.operator.startsWith('not') ? undefined : filled;
    }
    if ('and' in filter) {
      const parts = filter.and.flatMap((part) => fillFilter(part) ?? []);
      return parts.length > 0 ? { and: parts } : undefined;
    }
    const parts = filter.or.map(fillFilter);
    const held = parts.filter((part) => part !== undefined);
    return held.length === parts.length ? { or: held } : undefined;
  };
  const fillTime = (time: TimeDimension): TimeDimension => ({
    ...time,
    dimension: fill(time.dimension),
    ...(time.granularity && { granularity: readGranularity(fill(time.granularity)) }),
    ...(time.dateRange && {
      dateRange: typeof time.dateRange === 'string' ? fill(time.dateRange) : time.dateRange.map(fill),
    }),
  });
  return {
    ...query,
    ...(query.measures && { measures: query.measures.flatMap(fillValues) }),
    ...(query.dimensions && { dimensions: query.dimensions.flatMap(fillValues) }),
    ...(query.filters && { filters: query.filters.flatMap((filter) => fillFilter(filter) ?? []) }),
    ...(query.timeDimensions && { timeDimensions: query.timeDimensions.map(fillTime) }),
    ...(Array.isArray(query.order) && {
      order: query.order.map(([member, direction]): [string, typeof direction] => [fill(member), direction]),
    }),
  };
}

/** An interval variable ("1w", or `$__interval`) as the granularity that fits it. */
function readGranularity(text: string): string {
  return interval.test(text) ? intervalToGranularity(rangeUtil.intervalToMs(text)) : text;
}
