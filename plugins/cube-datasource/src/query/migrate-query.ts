import { type DataQuery } from '@grafana/schema';
import { type CubeDataSourceQuery, QUERY_VERSION } from './query';
import { findCubeQuery, isCubeQuery, isFormat, isNewer, readVersion, withSortList } from './stored-query';

export { QUERY_VERSION };

/**
 * Brings a stored query to the present version. Version 0 is what people write by hand: no version, perhaps no format,
 * and the Cube query perhaps as JSON text, or as grafana-cube-datasource stores it. What cannot be read becomes a draft of
 * the JSON editor, so that nothing is lost. A query that is already current comes back as it is, one of a later version
 * too (`isNewer`): the backend explains it.
 */
export function migrateQuery(stored: DataQuery): CubeDataSourceQuery {
  if (isCurrent(stored) || isFromLater(stored)) {
    return stored;
  }
  const { make, query } = findCubeQuery(stored);
  const rest = make === 'grafana-cube' ? withoutPeerKeys(stored) : stored;
  const format = 'format' in stored && isFormat(stored.format) ? stored.format : 'table';
  const current = { ...rest, format, version: QUERY_VERSION } as const;
  if (query === undefined) {
    return { ...current, query: {} };
  }
  return isCubeQuery(query)
    ? { ...current, query: withSortList(query) }
    : { ...current, query: {}, editorMode: 'json', draft: toText(query) };
}

/** Whether a stored query is one of grafana-cube-datasource, which the editor tells about. */
export function isPeerQuery(stored: DataQuery): boolean {
  return findCubeQuery(stored).make === 'grafana-cube';
}

function isCurrent(stored: DataQuery): stored is CubeDataSourceQuery {
  return (
    readVersion(stored) === QUERY_VERSION &&
    'query' in stored &&
    isCubeQuery(stored.query) &&
    'format' in stored &&
    isFormat(stored.format)
  );
}

/** Claimed to be of the present type so that it passes through unread; `isNewer` keeps the editor from it. */
function isFromLater(stored: DataQuery): stored is CubeDataSourceQuery {
  return isNewer(stored);
}

function withoutPeerKeys(stored: DataQuery): DataQuery {
  const { datasource, hide, key, queryType, refId } = stored;
  return {
    refId,
    ...(datasource && { datasource }),
    ...(hide !== undefined && { hide }),
    ...(key !== undefined && { key }),
    ...(queryType !== undefined && { queryType }),
  };
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
}
