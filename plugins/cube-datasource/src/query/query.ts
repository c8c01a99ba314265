import { type DataQuery, type DataSourceJsonData } from '@grafana/schema';

export const GRANULARITIES = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type FixedGranularity = (typeof GRANULARITIES)[number];
/** `auto`: the backend chooses by the length of the time range and the width of the panel. */
export type Granularity = 'auto' | FixedGranularity;

/** A filter on one member. `set` and `notSet` have no values. */
export interface MemberFilter {
  member: string;
  operator: string;
  values?: string[];
}
export type CubeFilter = MemberFilter | { and: CubeFilter[] } | { or: CubeFilter[] };

export interface TimeDimension {
  dimension: string;
  /** Without one the range filters only and time is not a column. */
  granularity?: Granularity;
  /** Without one the dashboard's time range holds. */
  dateRange?: string | string[];
  compareDateRange?: Array<string | string[]>;
}

export type SortDirection = 'asc' | 'desc';
export type SortOrder = Array<[member: string, direction: SortDirection]>;

/** Cube's REST query, as far as the datasource passes it on. Members carry their view: `deposits.balance_end`. */
export interface CubeQuery {
  measures?: string[];
  dimensions?: string[];
  timeDimensions?: TimeDimension[];
  filters?: CubeFilter[];
  segments?: string[];
  order?: Record<string, SortDirection> | SortOrder;
  limit?: number;
  offset?: number;
  timezone?: string;
}

export type ResultFormat = 'table' | 'timeseries';

/** A panel's query as dashboards keep it. */
export interface CubeDataSourceQuery extends DataQuery {
  query: CubeQuery;
  format: ResultFormat;
  version: 1;
}

export interface CubeJsonData extends DataSourceJsonData {
  cubeApiUrl?: string;
}

export interface CubeSecureJsonData {
  cubeApiSecret?: string;
}

export function isMemberFilter(filter: CubeFilter): filter is MemberFilter {
  return 'member' in filter;
}

/** Whether a query asks for anything: a measure, a dimension, or time in periods. */
export function isRunnable({ measures = [], dimensions = [], timeDimensions = [] }: CubeQuery): boolean {
  return measures.length + dimensions.length > 0 || timeDimensions.some(({ granularity }) => granularity !== undefined);
}

/** The view that a query asks, taken from its first member; undefined for an empty query. */
export function findViewName({ measures = [], dimensions = [], timeDimensions = [] }: CubeQuery): string | undefined {
  const first = [...measures, ...dimensions, ...timeDimensions.map(({ dimension }) => dimension)][0];
  return first?.split('.')[0];
}

export function listSortOrder(order: CubeQuery['order']): SortOrder {
  return Array.isArray(order) ? order : Object.entries(order ?? {});
}
