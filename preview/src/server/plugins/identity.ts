import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type BackendUser } from '../datasource-backend';
import { HttpError } from '../http-error';
import { type Viewer, type ViewerDirectory } from '../viewer-directory';

declare module 'fastify' {
  interface FastifyRequest {
    /** The verified viewer; set on every route below /api and /preview, else undefined. */
    viewer: Viewer | undefined;
  }
}

/** Who opens the preview without having chosen anybody. */
export const defaultLogin = 'hq.exec';

const sessionSeconds = 12 * 60 * 60;
const needsViewer = ['/api/', '/preview/'];
const openRoutes = ['/api/health', '/api/login/ping'];

/** Cookies do not know ports: the name keeps two previews on one machine apart. */
function sessionCookieName(port: number): string {
  return `branchlight_session_${port}`;
}

/**
 * Finds out who asks: header `X-WEBAUTH-USER` (from loopback only, as a proxy in front would set it), else the signed
 * session cookie. Routes below /api and /preview answer 401 when there is neither or the login is unknown.
 */
export function addIdentity(app: FastifyInstance, viewers: ViewerDirectory, getPort: () => number): void {
  app.decorateRequest('viewer', undefined);

  app.addHook('onRequest', async (request) => {
    const path = request.url.split('?')[0] ?? '';
    if (!needsViewer.some((prefix) => path.startsWith(prefix)) || openRoutes.includes(path)) {
      return;
    }
    const login = readProxyLogin(request) ?? readSession(request, getPort());
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

/** Binds the browser to a login that the caller has checked. */
export function startSession(reply: FastifyReply, login: string, port: number): void {
  const expires = Math.floor(Date.now() / 1000) + sessionSeconds;
  const value = Buffer.from(JSON.stringify({ login, expires })).toString('base64url');
  reply.setCookie(sessionCookieName(port), value, { path: '/', httpOnly: true, sameSite: 'strict', signed: true });
}

/** Login of a cookie that this server signed and that is not too old. */
export function readSession(request: FastifyRequest, port: number): string | undefined {
  const cookie = request.cookies[sessionCookieName(port)];
  const unsigned = cookie === undefined ? undefined : request.unsignCookie(cookie);
  if (!unsigned?.valid || unsigned.value === null) {
    return undefined;
  }
  const session: unknown = JSON.parse(Buffer.from(unsigned.value, 'base64url').toString('utf8'));
  if (typeof session !== 'object' || session === null || !('login' in session) || !('expires' in session)) {
    return undefined;
  }
  const { login, expires } = session;
  return typeof login === 'string' && typeof expires === 'number' && expires > Date.now() / 1000 ? login : undefined;
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
