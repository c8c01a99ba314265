import {
  granularities,
  isMemberFilter,
  type CubeQuery as CheckedQuery,
  type Filter,
  type FilterOperator,
  type MemberFilter,
  type OrderDirection,
  type TimeDimension,
} from '@branchlight/cube-contract';
import { type DataQuery, type DataSourceJsonData } from '@grafana/schema';
import { needsValues } from './needs-values';

export { granularities, isMemberFilter };
export type { Filter, FilterOperator, MemberFilter, TimeDimension };
/** `auto`: the backend chooses by the length of the time range and the width of the panel. */
export type Granularity = 'auto' | (typeof granularities)[number];

export type SortDirection = OrderDirection;
export type SortOrder = Array<[member: string, direction: SortDirection]>;

/** Cube's REST query as a dashboard may hold it: members carry their view, `deposits.balance_end`; `order` in both forms. */
export interface CubeQuery extends Omit<CheckedQuery, 'order'> {
  order?: Record<string, SortDirection> | SortOrder;
}

export const resultFormats = ['table', 'timeseries'] as const;
export type ResultFormat = (typeof resultFormats)[number];

/** Version of the stored query that this plugin writes; what changed in each is told in docs/datasource.md. */
export const QUERY_VERSION = 2;

/** A filter of the dashboard's ad-hoc filters; `key` is a member without its view. */
export interface AdHocFilter {
  key: string;
  operator: string;
  value: string;
  values?: string[];
}

/** Which columns of the answer an annotation shows; members with their view. */
export interface AnnotationFields {
  title?: string;
  text?: string;
  tags?: string[];
}

/** A panel's query as dashboards keep it. */
export interface CubeDataSourceQuery extends DataQuery {
  query: CubeQuery;
  format: ResultFormat;
  version: typeof QUERY_VERSION;
  /** How the query was last edited. */
  editorMode?: 'form' | 'json';
  /** JSON that is not a query yet; `query` is the last one that was. */
  draft?: string;
  /** Only for annotations. */
  annotation?: AnnotationFields;
  /** Of the dashboard, added on the way to the backend and never stored. */
  adhocFilters?: AdHocFilter[];
  /** Language of titles and words in the answer. Set when a query is sent, never stored; without it they are English. */
  locale?: string;
}

export interface CubeJsonData extends DataSourceJsonData {
  cubeApiUrl?: string;
  /** Version of these options; none in those that were written before there was one. */
  version?: number;
}

export interface CubeSecureJsonData {
  cubeApiSecret?: string;
}

/**
 * Whether a query can be sent: it asks for a measure, a dimension or time in periods, and no filter waits for its value. An
 * unfinished filter is not left out, since the answer would be that of a wider question.
 */
export function isRunnable({ measures = [], dimensions = [], timeDimensions = [], filters = [] }: CubeQuery): boolean {
  const asksForSomething =
    measures.length + dimensions.length > 0 || timeDimensions.some(({ granularity }) => granularity !== undefined);
  return asksForSomething && filters.every(isFinished);
}

function isFinished(filter: Filter): boolean {
  if (isMemberFilter(filter)) {
    return !needsValues(filter.operator) || (filter.values ?? []).length > 0;
  }
  return ('and' in filter ? filter.and : filter.or).every(isFinished);
}

/** The view that a query asks, taken from its first member; undefined for an empty query. */
export function findViewName({ measures = [], dimensions = [], timeDimensions = [] }: CubeQuery): string | undefined {
  const first = [...measures, ...dimensions, ...timeDimensions.map(({ dimension }) => dimension)][0];
  return first?.split('.')[0];
}

export function listSortOrder(order: CubeQuery['order']): SortOrder {
  return Array.isArray(order) ? order : Object.entries(order ?? {});
}
