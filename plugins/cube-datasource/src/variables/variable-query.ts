import { type DataFrame, type MetricFindValue } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { migrateQuery } from '../query/migrate-query';
import { type CubeDataSourceQuery, type CubeQuery, QUERY_VERSION } from '../query/query';
import { readRows } from '../values/run-query';

/** A dashboard variable's query: the first dimension is the value, the second, if any, what people read. */
export type CubeVariableQuery = CubeDataSourceQuery;

const memberPattern = /^\w+\.\w+$/;
const refId = 'variable';

/**
 * Reads what a dashboard stored for a variable: a query as the editor writes it, a Cube query as JSON text, or just a
 * member ("deposits.region").
 */
export function readVariableQuery(stored: unknown): CubeVariableQuery {
  if (typeof stored === 'string') {
    const text = stored.trim();
    const query: CubeQuery | string = memberPattern.test(text) ? { dimensions: [text] } : text;
    return text === '' ? emptyQuery() : migrateQuery(toStored({ refId, query }));
  }
  return typeof stored === 'object' && stored !== null ? migrateQuery({ refId, ...stored }) : emptyQuery();
}

/** As it is asked: sorted by what people read, unless it says otherwise. */
export function prepareVariableQuery(stored: unknown): CubeVariableQuery {
  const read = readVariableQuery(stored);
  const { dimensions = [], order } = read.query;
  const label = dimensions[1] ?? dimensions[0];
  return {
    ...read,
    refId,
    format: 'table',
    query: { ...read.query, ...(!order && label !== undefined && { order: [[label, 'asc']] }) },
  };
}

/** Values of a variable, each once. */
export function toMetricFindValues(frames: DataFrame[]): MetricFindValue[] {
  const values = new Map<string, MetricFindValue>();
  for (const [first, label] of readRows(frames)) {
    if (first && !values.has(first.value)) {
      values.set(first.value, { value: first.value, text: label?.text || first.text });
    }
  }
  return [...values.values()];
}

function toStored(stored: DataQuery & { query: unknown }): DataQuery {
  return stored;
}

function emptyQuery(): CubeVariableQuery {
  return { refId, query: {}, format: 'table', version: QUERY_VERSION };
}
