import { type DataQuery } from '@grafana/schema';
import { type CubeDataSourceQuery, type CubeQuery, type ResultFormat } from './query';

export const QUERY_VERSION = 1;

/**
 * Brings a stored query to the present version. Version 0 is what people write by hand: no version, perhaps no format,
 * and the Cube query perhaps as JSON text. A query that is already current comes back as it is.
 */
export function migrateQuery(stored: DataQuery): CubeDataSourceQuery {
  if (isCurrent(stored)) {
    return stored;
  }
  const query = readCubeQuery('query' in stored ? stored.query : undefined);
  return { ...stored, query, format: readFormat(stored, query), version: QUERY_VERSION };
}

function isCurrent(stored: DataQuery): stored is CubeDataSourceQuery {
  return (
    'version' in stored &&
    stored.version === QUERY_VERSION &&
    'query' in stored &&
    isCubeQuery(stored.query) &&
    'format' in stored &&
    isFormat(stored.format)
  );
}

function readCubeQuery(value: unknown): CubeQuery {
  if (typeof value !== 'string') {
    return isCubeQuery(value) ? value : {};
  }
  try {
    const parsed: unknown = JSON.parse(value);
    return isCubeQuery(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function readFormat(stored: DataQuery, query: CubeQuery): ResultFormat {
  if ('format' in stored && isFormat(stored.format)) {
    return stored.format;
  }
  return query.timeDimensions?.some(({ granularity }) => granularity) ? 'timeseries' : 'table';
}

function isFormat(value: unknown): value is ResultFormat {
  return value === 'table' || value === 'timeseries';
}

/** Lists are lists: what is inside them is checked by the backend, which names the faulty member. */
function isCubeQuery(value: unknown): value is CubeQuery {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const lists = ['measures', 'dimensions', 'timeDimensions', 'filters', 'segments'];
  return Object.entries(value).every(([key, list]) => !lists.includes(key) || Array.isArray(list));
}
