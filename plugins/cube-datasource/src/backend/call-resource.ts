import { type PluginLog, type ResourceRequest, type ResourceResponse } from '@branchlight/plugin-protocol';
import { readLogin } from './identity';
import { type DatasourceInstances } from './instance';
import { readLanguage } from './language';
import { isAbort, QueryError } from './query-error';
import { readSettings } from './settings';
import { translateMeta } from './translate-meta';

/** `meta`: Cube's views as far as the caller may see them, in the language of `?locale=`; `viewer`: who the caller is. Both only GET, never cached. */
export async function callResource(
  instances: DatasourceInstances,
  request: ResourceRequest,
  signal: AbortSignal,
  log: PluginLog
): Promise<ResourceResponse> {
  const path = request.path.replace(/^\/+|\/+$/g, '');
  if (path !== 'meta' && path !== 'viewer') {
    return toProblem(404, `There is no resource "${path.slice(0, 60)}": known are meta and viewer.`);
  }
  if (request.method !== 'GET') {
    return toProblem(405, `The resource ${path} can only be read: use GET.`, { Allow: ['GET'] });
  }
  try {
    const instance = instances.get(readSettings(request.context));
    const viewer = await instance.getViewer(readLogin(request.context), signal);
    if (path === 'viewer') {
      return toJson(200, viewer);
    }
    const [meta, texts] = await Promise.all([
      instance.getMeta(viewer, signal),
      instance.getTexts(viewer, readLanguage(request), signal),
    ]);
    return toJson(200, translateMeta(meta, texts));
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
