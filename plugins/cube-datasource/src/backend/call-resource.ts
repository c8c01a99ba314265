import { type PluginLog, type ResourceRequest, type ResourceResponse } from '@branchlight/plugin-protocol';
import { buildCatalogue } from './build-catalogue';
import { describeSql } from './describe-sql';
import { readLogin } from './identity';
import { type DatasourceInstances } from './instance';
import { readLanguage } from './language';
import { isAbort, QueryError } from './query-error';
import { readSettings } from './settings';
import { translateMeta } from './translate-meta';

const resources = new Map([
  ['meta', 'GET'],
  ['catalogue', 'GET'],
  ['viewer', 'GET'],
  ['sql', 'POST'],
]);

/**
 * `GET meta`: Cube's views as far as the caller may see them, in the language of `?locale=`; `GET catalogue`: their measures
 * with definition, lineage, freshness and use, in that language; `GET viewer`: who the caller is; `POST sql`: the SQL of a query, for analysts. Never cached.
 */
export async function callResource(
  instances: DatasourceInstances,
  request: ResourceRequest,
  signal: AbortSignal,
  log: PluginLog
): Promise<ResourceResponse> {
  const path = request.path.replace(/^\/+|\/+$/g, '');
  const method = resources.get(path);
  if (!method) {
    return toProblem(
      404,
      `There is no resource "${path.slice(0, 60)}": known are ${[...resources.keys()].join(', ')}.`
    );
  }
  if (request.method !== method) {
    return toProblem(405, `The resource ${path} takes ${method} only.`, { Allow: [method] });
  }
  try {
    const instance = instances.get(readSettings(request.context));
    const login = readLogin(request.context);
    if (path === 'sql') {
      const viewer = await instance.getBankViewer(login, signal);
      return toJson(200, await describeSql(instance, viewer, request, signal));
    }
    const viewer = await instance.getViewer(login, signal);
    if (path === 'viewer') {
      return toJson(200, viewer);
    }
    const [meta, texts, catalogue] = await Promise.all([
      instance.getMeta(viewer, signal),
      instance.getTexts(viewer, readLanguage(request), signal),
      path === 'catalogue' ? instance.getCatalogue(viewer, signal) : undefined,
    ]);
    const translated = translateMeta(meta, texts);
    return toJson(200, catalogue ? buildCatalogue(translated, catalogue) : translated);
  } catch (error) {
    if (error instanceof QueryError) {
      return toProblem(error.status, error.message);
    }
    if (signal.aborted || isAbort(error)) {
      throw error;
    }
    log.error('A resource failed in a way that the plugin did not expect.', {
      path,
      error: error instanceof Error ? error.stack : String(error),
    });
    return toProblem(500, "The datasource failed: see the plugin's log.");
  }
}

function toJson(status: number, body: unknown): ResourceResponse {
  return {
    status,
    headers: { 'Content-Type': ['application/json'], 'Cache-Control': ['no-store'] },
    body: Buffer.from(JSON.stringify(body)),
  };
}

const titles: Record<number, string> = { 403: 'Forbidden', 404: 'Not found', 405: 'Method not allowed' };

/** An RFC 9457 problem document; `message` beside it is where Grafana's own pages look. */
function toProblem(status: number, detail: string, headers: Record<string, string[]> = {}): ResourceResponse {
  const problem = { type: 'about:blank', title: titles[status] ?? 'Error', status, detail, message: detail };
  return {
    status,
    headers: { 'Content-Type': ['application/problem+json'], 'Cache-Control': ['no-store'], ...headers },
    body: Buffer.from(JSON.stringify(problem)),
  };
}
