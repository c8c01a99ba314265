import { sendHttpRequest } from '@branchlight/runtime';
import { type FastifyInstance } from 'fastify';
import { type OutgoingHttpHeaders } from 'node:http';
import { type ServerContext } from '../context';
import { HttpError } from '../http-error';
import { requireViewer, toOrgRole } from '../plugins/identity';

const forwardedHeaders = ['accept', 'accept-language', 'content-type', 'idempotency-key', 'if-match', 'if-none-match'];
const returnedHeaders = ['content-type', 'cache-control', 'etag', 'location', 'retry-after', 'content-disposition'];
const ranks = { Viewer: 0, Editor: 1, Admin: 2 };

/**
 * `/api/plugin-proxy/APP/ROUTE/...` reaches the service that the app's plugin.json names under `routes`, as in Grafana.
 * The service learns who asks from a signed identity; cookies and identity headers of the browser never arrive there.
 */
export function addPluginProxyRoute(app: FastifyInstance, context: ServerContext): void {
  app.register(async (scope) => {
    // Bodies pass unread.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    scope.all<{ Params: { id: string; '*': string } }>('/api/plugin-proxy/:id/*', async (request, reply) => {
      const viewer = requireViewer(request);
      const target = findTarget(context, request.params.id, request.params['*'], request.method);
      if (ranks[toOrgRole(viewer)] < ranks[target.reqRole]) {
        throw new HttpError(403, 'plugin proxy route access denied');
      }
      const query = request.url.split('?')[1];
      const headers: OutgoingHttpHeaders = { 'X-Grafana-Id': context.signHubIdentity(viewer.login) };
      for (const name of forwardedHeaders) {
        const value = request.headers[name];
        if (typeof value === 'string') {
          headers[name] = value;
        }
      }
      const answer = await sendHttpRequest(query === undefined ? target.url : `${target.url}?${query}`, {
        method: request.method,
        headers,
        signal: AbortSignal.timeout(30_000),
        ...(Buffer.isBuffer(request.body) && request.body.length > 0 && { body: request.body }),
      }).catch((error: unknown) => {
        context.logger.warn('plugin proxy', { url: target.url, error });
        throw new HttpError(502, 'The service behind this app does not answer just now; try again in a moment.');
      });
      for (const name of returnedHeaders) {
        const value = answer.headers[name];
        if (value !== undefined) {
          reply.header(name, value);
        }
      }
      return reply.code(answer.status).send(answer.body);
    });
  });
}

interface Target {
  url: string;
  reqRole: 'Viewer' | 'Editor' | 'Admin';
}

function findTarget(context: ServerContext, id: string, path: string, method: string): Target {
  const provisioned = context.provisioning.apps.find((item) => item.type === id && !item.disabled);
  const routes = context.plugins.find(id)?.manifest.routes ?? [];
  const segments = path.split('/');
  if (segments.includes('..') || segments.includes('.')) {
    throw new HttpError(400, 'The path may not hold "." or "..".');
  }
  const route = routes.find(
    (item) =>
      (item.method === undefined || item.method === '*' || item.method === method) &&
      (path === item.path || path.startsWith(`${item.path.replace(/\/$/, '')}/`))
  );
  if (!provisioned || !route) {
    throw new HttpError(404, 'plugin proxy route not found');
  }
  const base = route.url.replace(/\{\{\s*\.JsonData\.(\w+)\s*\}\}/g, (_whole, name: string) => {
    const value = provisioned.jsonData[name];
    if (typeof value !== 'string') {
      throw new HttpError(500, `provisioning/plugins: jsonData.${name} of ${id} is missing.`);
    }
    return value;
  });
  const rest = path.slice(route.path.length).replace(/^\/+/, '');
  const encoded = rest.split('/').map(encodeURIComponent).join('/');
  return { url: `${base.replace(/\/+$/, '')}/${encoded}`, reqRole: route.reqRole };
}
