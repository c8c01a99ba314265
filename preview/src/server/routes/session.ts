import { type FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { type Boot, bootSchema, bootViewerSchema, sessionRequestSchema } from '../../shared/boot';
import { type ServerContext } from '../context';
import { HttpError } from '../http-error';
import { requireViewer, toOrgRole } from '../plugins/identity';
import { makeSessionCookie } from '../session-cookie';
import { type Viewer } from '../viewer-directory';
import { toBootDatasource } from './datasources';
import { parseBody } from './parse-body';
import { toBootPlugin } from './plugins';
import { firstOf } from './first-of';

const homeApp = 'branchlight-command-app';
const viewersAtBoot = 200;
const viewersFound = 50;

/** Who is signed in, what the browser host starts with, and the switch to another viewer. */
export function addSessionRoutes(app: FastifyInstance, context: ServerContext): void {
  app.get('/api/user', async (request) => {
    const viewer = requireViewer(request);
    return {
      id: toUserId(viewer.login),
      uid: viewer.login,
      email: `${viewer.login}@branchlight.invalid`,
      name: viewer.name,
      login: viewer.login,
      theme: '',
      orgId: 1,
      orgRole: toOrgRole(viewer),
      isGrafanaAdmin: false,
      isDisabled: false,
      isExternal: true,
      authLabels: ['Auth Proxy'],
    };
  });

  app.get('/preview/boot', async (request): Promise<Boot> => {
    const viewer = requireViewer(request);
    const [bank, today, page] = await Promise.all([
      context.getBank(),
      context.getToday(),
      context.viewers.search('', viewersAtBoot),
    ]);
    const isListed = page.items.some((item) => item.login === viewer.login);
    const plugins = context.plugins.list().map((plugin) => toBootPlugin(plugin, context));
    return bootSchema.parse({
      user: {
        id: toUserId(viewer.login),
        login: viewer.login,
        name: viewer.name,
        role: viewer.role,
        orgRole: toOrgRole(viewer),
        unit: viewer.unit,
      },
      viewers: isListed ? page.items : [bootViewerSchema.parse(viewer), ...page.items],
      viewersTotal: page.total,
      bank,
      plugins,
      datasources: context.provisioning.datasources.map((item, index) => toBootDatasource(item, index + 1)),
      homeApp: plugins.some((plugin) => plugin.id === homeApp && plugin.enabled) ? homeApp : null,
      today,
      theme: 'system',
      version: context.version,
    } satisfies Boot);
  });

  app.get<{ Querystring: { search?: string | string[] } }>('/preview/viewers', async ({ query }) =>
    context.viewers.search(firstOf(query.search) ?? '', viewersFound)
  );

  app.post('/preview/session', async (request, reply) => {
    const { login } = parseBody(sessionRequestSchema, request.body);
    const viewer: Viewer | undefined = await context.viewers.find(login);
    if (!viewer) {
      throw new HttpError(401, `There is no viewer "${login}" in this bank.`);
    }
    reply.header('Set-Cookie', makeSessionCookie(viewer.login, context.getPort(), context.sessionSecret));
    return { login: viewer.login };
  });
}

/** Grafana's users have a number; here it only has to be the same for the same login. */
function toUserId(login: string): number {
  return (createHash('sha256').update(login).digest().readUInt32BE(0) >>> 1) + 1;
}
