import { type Filter, type CubeQuery, isMemberFilter } from './query';

/** Replaces variables in a text; several values of one variable are joined by `joinValues`. */
export type ReplaceVariables = (text: string, joinValues: (values: string | string[]) => string) => string;

/** Cannot occur in what a person types, so that values with commas stay whole. */
const separator = '\u001f';

/**
 * Fills the dashboard's variables into every text of a query. A filter value that is a variable with several chosen
 * values becomes that many values.
 */
export function interpolateQuery(query: CubeQuery, replace: ReplaceVariables): CubeQuery {
  const fill = (text: string) => replace(text, (values) => (Array.isArray(values) ? values.join(',') : values));
  const fillValues = (text: string) =>
    replace(text, (values) => (Array.isArray(values) ? values.join(separator) : values)).split(separator);
  const fillFilter = (filter: Filter): Filter => {
    if (isMemberFilter(filter)) {
      return {
        ...filter,
        member: fill(filter.member),
        ...(filter.values && {
          values: filter.values.flatMap((value) => (value === null ? [value] : fillValues(value))),
        }),
      };
    }
    return 'and' in filter ? { and: filter.and.map(fillFilter) } : { or: filter.or.map(fillFilter) };
  };
  return {
    ...query,
    ...(query.measures && { measures: query.measures.flatMap(fillValues) }),
    ...(query.dimensions && { dimensions: query.dimensions.flatMap(fillValues) }),
    ...(query.filters && { filters: query.filters.map(fillFilter) }),
    ...(query.timeDimensions && {
      timeDimensions: query.timeDimensions.map((time) => ({
        ...time,
        dimension: fill(time.dimension),
        ...(time.dateRange && {
          dateRange: typeof time.dateRange === 'string' ? fill(time.dateRange) : time.dateRange.map(fill),
        }),
      })),
    }),
  };
}
