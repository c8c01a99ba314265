import { type CubeQuery, listSortOrder, QUERY_VERSION, type ResultFormat, resultFormats } from './query';

/*
 * What dashboards and alert rules hold, of any version and make. Read by the editor and by the backend alike, since alert
 * rules and reports are asked without the frontend. No React and no texts in here.
 */

/** A stored Cube query before it is checked, and whose making it is. */
export interface FoundQuery {
  query: unknown;
  make: 'own' | 'text' | 'grafana-cube' | 'none';
}

/** Keys that grafana-cube-datasource keeps beside the query's refId; they are Cube's own. */
const peerKeys = ['measures', 'dimensions', 'timeDimensions', 'filters', 'order', 'limit'] as const;

/**
 * Finds the Cube query of a stored model: as an object, as JSON text (written by hand), or spread over the model as
 * grafana-cube-datasource stores it. A text that is no JSON comes back as it is.
 */
export function findCubeQuery(model: object): FoundQuery {
  const stored: unknown = 'query' in model ? model.query : undefined;
  if (stored !== undefined && stored !== null) {
    return typeof stored === 'string' ? { query: parseText(stored), make: 'text' } : { query: stored, make: 'own' };
  }
  const parts = peerKeys.flatMap((key): Array<[string, unknown]> => {
    const value: unknown = Reflect.get(model, key);
    return value === undefined || value === null ? [] : [[key, value]];
  });
  const isPeer = parts.some(([key]) => key === 'measures' || key === 'dimensions' || key === 'timeDimensions');
  return isPeer ? { query: Object.fromEntries(parts), make: 'grafana-cube' } : { query: undefined, make: 'none' };
}

/** The version of a stored model; 0 where it has none. */
export function readVersion(model: object): number {
  return 'version' in model && typeof model.version === 'number' ? model.version : 0;
}

/** Whether a stored model comes from a later version of this plugin: it is kept untouched then. */
export function isNewer(model: object): boolean {
  return readVersion(model) > QUERY_VERSION;
}

export function isFormat(value: unknown): value is ResultFormat {
  return resultFormats.some((format) => format === value);
}

/** Lists are lists: what is inside them is checked by the backend, which names the faulty member. */
export function isCubeQuery(value: unknown): value is CubeQuery {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const lists = ['measures', 'dimensions', 'timeDimensions', 'filters', 'segments'];
  return Object.entries(value).every(([key, list]) => !lists.includes(key) || Array.isArray(list));
}

/** From version 2 on sort columns are a list: stores that sort the keys of an object would change their order. */
export function withSortList(query: CubeQuery): CubeQuery {
  return query.order === undefined || Array.isArray(query.order) || typeof query.order !== 'object'
    ? query
    : { ...query, order: listSortOrder(query.order) };
}

function parseText(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    return text;
  }
}
