import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { type ServerContext } from '../context';
import { type BackendUser } from '../datasource-backend';
import { HttpError } from '../http-error';
import { readSessionCookie } from '../session-cookie';
import { type Viewer } from '../viewer-directory';

type IdentityOptions = Pick<ServerContext, 'viewers' | 'getPort' | 'sessionSecret'>;

declare module 'fastify' {
  interface FastifyRequest {
    /** The verified viewer; set on every route below /api and /preview, else undefined. */
    viewer: Viewer | undefined;
  }
}

/** Who opens the preview without having chosen anybody. */
export const defaultLogin = 'hq.exec';

const needsViewer = ['/api/', '/preview/'];
const openRoutes = ['/api/health', '/api/login/ping'];

/**
 * Finds out who asks: header `X-WEBAUTH-USER` (from loopback only, as a proxy in front would set it), else the signed
 * session cookie. Routes below /api and /preview answer 401 when there is neither or the login is unknown.
 */
export function addIdentity(app: FastifyInstance, { viewers, getPort, sessionSecret }: IdentityOptions): void {
  app.decorateRequest('viewer', undefined);

  app.addHook('onRequest', async (request) => {
    const written = request.url.split('?')[0] ?? '';
    // The route that answers counts as well as the address as written: /%61pi/search reaches /api/search.
    const paths = [written, request.routeOptions.url ?? ''];
    if (!needsViewer.some((prefix) => paths.some((path) => path.startsWith(prefix))) || openRoutes.includes(written)) {
      return;
    }
    const login = readProxyLogin(request) ?? readSessionCookie(request.headers.cookie, getPort(), sessionSecret);
    request.viewer = login === undefined ? undefined : await viewers.find(login);
    if (!request.viewer) {
      throw new HttpError(401, 'Unauthorized');
    }
  });
}

/** The viewer of a route that needs one. */
export function requireViewer(request: FastifyRequest): Viewer {
  if (!request.viewer) {
    throw new HttpError(401, 'Unauthorized');
  }
  return request.viewer;
}

/** The viewer in the form that plugin backends know. */
export function toBackendUser(viewer: Viewer): BackendUser {
  return { login: viewer.login, name: viewer.name, orgRole: toOrgRole(viewer) };
}

/** Grafana's role of a viewer: analysts build, everybody else looks. */
export function toOrgRole(viewer: Viewer): BackendUser['orgRole'] {
  return viewer.role === 'analyst' ? 'Editor' : 'Viewer';
}

function readProxyLogin(request: FastifyRequest): string | undefined {
  const login = request.headers['x-webauth-user'];
  if (login === undefined) {
    return undefined;
  }
  if (typeof login !== 'string' || !isLoopback(request.socket.remoteAddress)) {
    throw new HttpError(401, 'Unauthorized');
  }
  return login;
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && (address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address));
}
