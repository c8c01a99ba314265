import { type FastifyInstance } from 'fastify';
import { type ServerContext } from '../context';

/** `GET /api/health`: 200 when every part of the suite is `ok`, else 503 with the part that is not. Open to everybody. */
export function addHealthRoute(app: FastifyInstance, context: ServerContext): void {
  app.get('/api/health', async (_request, reply) => {
    const health = await context.getHealth();
    const parts = [health.database, health.cube, health.hub, health.datasource];
    const isReady = parts.every((state) => state === 'ok');
    return reply
      .code(isReady ? 200 : 503)
      .header('Cache-Control', 'no-store')
      .send({ ...health, version: context.version });
  });
}
