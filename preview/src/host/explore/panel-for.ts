import { type DataQuery } from '@grafana/schema';

/** The panel that fits the format which a query asks for. */
export function panelFor(query: DataQuery): 'table' | 'timeseries' {
  return 'format' in query && query.format === 'timeseries' ? 'timeseries' : 'table';
}
