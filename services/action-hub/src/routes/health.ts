import { type FastifyInstance } from 'fastify';
import { type Pool } from 'pg';
import { ProblemError } from '../problem';
import { toJsonSchema } from '../to-json-schema';
import { z } from 'zod';

const healthSchema = z.object({ status: z.literal('ok'), database: z.literal('ok') });

/** `GET /api/health`: 200 when the database answers, else 503. Open to everybody on this machine. */
export function addHealthRoute(app: FastifyInstance, pool: Pick<Pool, 'query'>): void {
  app.get(
    '/api/health',
    {
      config: { isOpen: true },
      schema: { summary: 'Whether the hub and its database work', response: { 200: toJsonSchema(healthSchema) } },
    },
    async () => {
      try {
        await pool.query('SELECT 1 FROM ops.viewer LIMIT 1');
      } catch (error) {
        app.hubLogger.warn('database does not answer', { error });
        throw new ProblemError(503, 'The database does not answer.');
      }
      return { status: 'ok', database: 'ok' };
    }
  );
}
