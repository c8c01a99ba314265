import {
  type Frame,
  type FrameNotice,
  type PluginLog,
  type PluginQuery,
  type QueryDataRequest,
  type QueryDataResponse,
  type QueryResult,
} from '@branchlight/plugin-protocol';
import { applyAdHocFilters } from './apply-ad-hoc';
import { buildFrame } from './build-frame';
import { readLogin } from './identity';
import { type BankViewer, type DatasourceInstance, type DatasourceInstances } from './instance';
import { prepareQuery } from './prepare-query';
import { isAbort, QueryError } from './query-error';
import { readModel } from './read-model';
import { readSettings } from './settings';

/** Answers all queries of a request at the same time; the error of one does not touch the others. */
export async function queryData(
  instances: DatasourceInstances,
  request: QueryDataRequest,
  signal: AbortSignal,
  log: PluginLog
): Promise<QueryDataResponse> {
  const { context } = request;
  let viewer: Promise<BankViewer> | undefined;
  const results = await Promise.all(
    request.queries.map(async (query): Promise<[string, QueryResult]> => {
      try {
        const instance = instances.get(readSettings(context));
        const findViewer = () => (viewer ??= instance.getBankViewer(readLogin(context), signal));
        return [query.refId, await answerQuery(instance, findViewer, query, signal)];
      } catch (error) {
        return [query.refId, toResult(error, signal, log)];
      }
    })
  );
  return new Map(results);
}

async function answerQuery(
  instance: DatasourceInstance,
  findViewer: () => Promise<BankViewer>,
  pluginQuery: PluginQuery,
  signal: AbortSignal
): Promise<QueryResult> {
  const { adhocFilters, format, locale, query: asked } = readModel(pluginQuery.model);
  const viewer = await findViewer();
  const { notices, query } =
    adhocFilters.length > 0
      ? applyAdHocFilters(asked, adhocFilters, await instance.getMeta(viewer, signal))
      : { notices: [], query: asked };
  const { bank } = viewer;
  const time = { ...pluginQuery.timeRange, intervalMs: pluginQuery.intervalMs };
  const prepared = prepareQuery(query, time, { today: bank.today, timeZone: bank.timeZone });
  const [texts, ...results] = await Promise.all([
    instance.getTexts(viewer, locale, signal),
    ...prepared.map(async (part) => ({ part, result: await instance.load(viewer, part.query, signal) })),
  ]);
  const frames = results.map(({ part, result }) => buildFrame(part, result, { bank, texts }, format));
  return { status: 200, frames: frames.map((frame) => addNotices(frame, notices)) };
}

function addNotices(frame: Frame, notices: FrameNotice[]): Frame {
  return notices.length === 0
    ? frame
    : { ...frame, meta: { ...frame.meta, notices: [...(frame.meta?.notices ?? []), ...notices] } };
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
