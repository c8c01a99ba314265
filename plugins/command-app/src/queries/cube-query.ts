import { type DataQuery } from '@grafana/schema';
import { type Grain } from '../period/day';

export const DATASOURCE = { type: 'branchlight-cube-datasource', uid: 'branchlight-cube' } as const;

/** The part of a Cube REST query that the page uses. */
export interface CubeQuery {
  measures?: string[];
  dimensions?: string[];
  timeDimensions?: Array<{ dimension: string; granularity?: Grain; dateRange: [string, string] }>;
  filters?: Array<{ member: string; operator: 'equals'; values: string[] }>;
  order?: Array<[string, 'asc' | 'desc']>;
  limit?: number;
}

/** One query of a request as the datasource reads it. */
export interface CubeTarget extends DataQuery {
  query: CubeQuery;
  format: 'table';
  version: 1;
}

/** Wraps a Cube query for the datasource; the answer carries the same refId. */
export function toTarget(refId: string, query: CubeQuery): CubeTarget {
  return { refId, datasource: { ...DATASOURCE }, query, format: 'table', version: 1 };
}
