import { randomBytes } from 'node:crypto';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { HttpError } from '../http-error';

declare module 'fastify' {
  interface FastifyRequest {
    /** Random per request; scripts of the page carry it. */
    cspNonce: string;
  }
}

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Refuses requests for another host (a foreign page whose name was rebound to 127.0.0.1) or from a page of another
 * origin, and sets the security headers of every answer.
 */
export function addSecurity(app: FastifyInstance, getPort: () => number): void {
  app.decorateRequest('cspNonce', '');

  app.addHook('onRequest', async (request, reply) => {
    request.cspNonce = randomBytes(16).toString('base64');
    reply.headers({
      'Content-Security-Policy': contentSecurityPolicy(request.cspNonce),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    });
    const port = getPort();
    const hosts = loopbackNames.map((name) => `${name}:${port}`);
    if (!hosts.includes((request.headers.host ?? '').toLowerCase())) {
      throw new HttpError(403, `This preview answers only as ${hosts.slice(0, 2).join(' or ')}, not as another host.`);
    }
    checkOrigin(request, hosts);
  });
}

function checkOrigin(request: FastifyRequest, hosts: string[]): void {
  const { origin } = request.headers;
  if (origin !== undefined && !hosts.some((host) => origin.toLowerCase() === `http://${host}`)) {
    throw new HttpError(403, 'Requests from pages of another origin are refused.');
  }
  // Browsers say it themselves; a page that was opened by a link elsewhere may load, its scripts may not call.
  const site = request.headers['sec-fetch-site'];
  const isNavigation = request.headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET';
  if ((site === 'cross-site' || site === 'same-site') && !isNavigation) {
    throw new HttpError(403, 'Requests from pages of another origin are refused.');
  }
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    // Emotion and uPlot put their style sheets into the page at runtime.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
