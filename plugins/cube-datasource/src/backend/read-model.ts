import { type CubeQuery, parseCubeQuery } from '@branchlight/cube-contract';
import { z } from 'zod';
import { type AdHocFilter, QUERY_VERSION } from '../query/query';
import { findCubeQuery } from '../query/stored-query';
import { type FrameFormat } from './build-frame';
import { QueryError } from './query-error';

/** A stored query as the backend answers it. */
export interface CheckedModel {
  query: CubeQuery;
  format: FrameFormat;
  adhocFilters: AdHocFilter[];
  /** Language of titles and words; undefined for English. */
  locale: string | undefined;
}

const adhocSchema = z.array(
  z.looseObject({
    key: z.string().min(1),
    operator: z.string(),
    value: z
      .string()
      .nullish()
      .transform((value) => value ?? ''),
    values: z
      .array(z.string())
      .nullish()
      .transform((values) => values ?? undefined),
  })
);

const modelSchema = z.looseObject({
  format: z.enum(['table', 'timeseries']).nullish(),
  version: z.number().nullish(),
  adhocFilters: adhocSchema.nullish(),
  locale: z.string().max(40).nullish(),
});

const faults = new Map([
  ['format', 'format: must be "table" or "timeseries".'],
  ['locale', 'locale: must be a language such as "es-ES"; leave it out for English.'],
  ['version', 'version: must be a number; leave it out when the query was not made by the editor.'],
  ['adhocFilters', 'adhocFilters: must be a list of filters with key, operator and value.'],
]);

/**
 * Reads a stored query of any version and make: alert rules and reports are asked without the frontend, which would
 * migrate it. Throws a QueryError that names the field.
 */
export function readModel(model: unknown): CheckedModel {
  const parsed = modelSchema.safeParse(model);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path[0];
    throw new QueryError(faults.get(String(field)) ?? 'The query is not one of this datasource: write it anew.', 400);
  }
  const { adhocFilters, format, locale, version } = parsed.data;
  if (version && version > QUERY_VERSION) {
    throw new QueryError(
      `The query was made by a newer version of the datasource (${version}; this one reads up to ${QUERY_VERSION}): update the plugin.`,
      400
    );
  }
  const { make, query } = findCubeQuery(parsed.data);
  if (query === undefined) {
    throw new QueryError('query: is missing; choose a view and at least one measure or dimension.', 400);
  }
  if (make === 'text' && typeof query === 'string') {
    throw new QueryError('query: the text is not valid JSON; open the query in the editor and correct it.', 400);
  }
  const check = parseCubeQuery(query);
  if (!check.ok) {
    throw new QueryError(check.fault, 400);
  }
  return {
    query: check.query,
    format: format ?? 'table',
    adhocFilters: adhocFilters ?? [],
    locale: locale ?? undefined,
  };
}
