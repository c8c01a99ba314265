import { type FastifyInstance } from 'fastify';
import { buildApp } from './app';
import { type ServerContext } from './context';

/** Listens on loopback only. The context's `getPort` has to give the same port (or the one listened on, for port 0). */
export async function startPreviewServer(context: ServerContext, port: number): Promise<FastifyInstance> {
  const app = await buildApp(context);
  await app.listen({ host: '127.0.0.1', port });
  return app;
}
