import { type FastifyInstance } from 'fastify';
import { ProblemError } from './problem';

/**
 * Refuses what a foreign web page could send: another host's name rebound to this machine, or any page's origin.
 *
 * @param allowedHosts - names beside those of loopback under which the hub may be called, each as `name:port`
 */
export function addHostCheck(app: FastifyInstance, getPort: () => number, allowedHosts: readonly string[] = []): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' });
    const loopback = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${getPort()}`);
    if (![...loopback, ...allowedHosts].includes((request.headers.host ?? '').toLowerCase())) {
      throw new ProblemError(403, 'The hub answers on loopback only, not as another host.');
    }
    // Browsers reach the hub through Grafana's or the preview's plugin proxy, which sends no Origin.
    if (request.headers.origin !== undefined) {
      throw new ProblemError(403, 'The hub takes no requests from web pages.');
    }
  });
}
