import { parseCubeQuery } from '@branchlight/cube-contract';
import {
  type PluginLog,
  type PluginQuery,
  type QueryDataRequest,
  type QueryDataResponse,
  type QueryResult,
} from '@branchlight/plugin-protocol';
import { z } from 'zod';
import { buildFrame, type FrameFormat } from './build-frame';
import { readLogin } from './identity';
import { type DatasourceInstance, type DatasourceInstances } from './instance';
import { prepareQuery } from './prepare-query';
import { isAbort, QueryError } from './query-error';
import { readSettings } from './settings';

const modelSchema = z.looseObject({
  query: z.unknown(),
  format: z.enum(['table', 'timeseries']).nullish(),
  version: z.number().nullish(),
  locale: z.string().max(40).nullish(),
});

const faults = new Map([
  ['format', 'format: must be "table" or "timeseries".'],
  ['locale', 'locale: must be a language such as "es-ES"; leave it out for English.'],
  ['version', 'version: must be a number; leave it out when the query was not made by the editor.'],
]);

/** Version of the query model that this backend reads. */
const modelVersion = 1;

/** Answers all queries of a request at the same time; the error of one does not touch the others. */
export async function queryData(
  instances: DatasourceInstances,
  request: QueryDataRequest,
  signal: AbortSignal,
  log: PluginLog
): Promise<QueryDataResponse> {
  const results = await Promise.all(
    request.queries.map(async (query): Promise<[string, QueryResult]> => {
      try {
        const instance = instances.get(readSettings(request.context));
        return [query.refId, await answerQuery(instance, readLogin(request.context), query, signal)];
      } catch (error) {
        return [query.refId, toResult(error, signal, log)];
      }
    })
  );
  return new Map(results);
}

async function answerQuery(
  instance: DatasourceInstance,
  login: string,
  pluginQuery: PluginQuery,
  signal: AbortSignal
): Promise<QueryResult> {
  const { format, locale, query } = readModel(pluginQuery.model);
  const viewer = await instance.getBankViewer(login, signal);
  const { bank } = viewer;
  const time = { ...pluginQuery.timeRange, intervalMs: pluginQuery.intervalMs };
  const prepared = prepareQuery(query, time, { today: bank.today, timeZone: bank.timeZone });
  const [texts, ...results] = await Promise.all([
    instance.getTexts(viewer, locale, signal),
    ...prepared.map(async (part) => ({ part, result: await instance.load(viewer, part.query, signal) })),
  ]);
  return { status: 200, frames: results.map(({ part, result }) => buildFrame(part, result, { bank, texts }, format)) };
}

function readModel(model: unknown) {
  const parsed = modelSchema.safeParse(model);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path[0];
    throw new QueryError(faults.get(String(field)) ?? 'The query is not one of this datasource: write it anew.', 400);
  }
  const { format, locale, query, version } = parsed.data;
  if (version && version > modelVersion) {
    throw new QueryError(
      `The query was made by a newer version of the datasource (${version}): update the plugin.`,
      400
    );
  }
  if (query === undefined || query === null) {
    throw new QueryError('query: is missing; choose a view and at least one measure or dimension.', 400);
  }
  const check = parseCubeQuery(query);
  if (!check.ok) {
    throw new QueryError(check.fault, 400);
  }
  return { query: check.query, locale: locale ?? undefined, format: format ?? ('table' satisfies FrameFormat) };
}

function toResult(error: unknown, signal: AbortSignal, log: PluginLog): QueryResult {
  if (error instanceof QueryError) {
    return { status: error.status, frames: [], error: error.message, errorSource: error.source };
  }
  if (signal.aborted || isAbort(error)) {
    return { status: 499, frames: [], error: 'The query was cancelled.', errorSource: 'downstream' };
  }
  log.error('A query failed in a way that the plugin did not expect.', {
    error: error instanceof Error ? error.stack : String(error),
  });
  return { status: 500, frames: [], error: "The datasource failed: see the plugin's log.", errorSource: 'plugin' };
}
