import fastifyCompress from '@fastify/compress';
import { constants } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { type ServerContext } from './context';
import { BackendUnavailableError } from './datasource-backend';
import { HttpError } from './http-error';
import { addIdentity } from './plugins/identity';
import { addSecurity } from './plugins/security';
import { addDashboardRoutes } from './routes/dashboards';
import { addDatasourceRoutes } from './routes/datasources';
import { addHealthRoute } from './routes/health';
import { addPageRoutes } from './routes/pages';
import { addPluginProxyRoute } from './routes/plugin-proxy';
import { addPluginRoutes } from './routes/plugins';
import { addPublicRoutes } from './routes/public-files';
import { addQueryRoute } from './routes/query';
import { addSessionRoutes } from './routes/session';

const bodyLimit = 4 * 1024 * 1024;

/** The preview's HTTP server, not listening yet. Errors are `{message}` as Grafana words them. */
export async function buildApp(context: ServerContext): Promise<FastifyInstance> {
  const app = fastify({ logger: false, bodyLimit, trustProxy: false, forceCloseConnections: true });

  // A form of another page can send plain text without asking first; JSON it cannot.
  app.removeContentTypeParser('text/plain');

  app.setErrorHandler((error: unknown, request, reply) => {
    const { statusCode, message } = describe(error);
    if (statusCode >= 500) {
      context.logger.error('request failed', { method: request.method, url: request.url, error });
    }
    return reply.code(statusCode).send({ message });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ message: 'Not found' }));

  addSecurity(app, context.getPort);
  await app.register(fastifyCompress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    // The default quality takes seconds for what is made anew at every request.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  addIdentity(app, context);

  addHealthRoute(app, context);
  addSessionRoutes(app, context);
  addQueryRoute(app, context);
  addDatasourceRoutes(app, context);
  addDashboardRoutes(app, context);
  addPluginRoutes(app, context);
  addPluginProxyRoute(app, context);
  addPublicRoutes(app, context);
  addPageRoutes(app, context);
  await app.ready();
  return app;
}

function describe(error: unknown): { statusCode: number; message: string } {
  if (error instanceof HttpError) {
    return { statusCode: error.statusCode, message: error.message };
  }
  if (error instanceof BackendUnavailableError) {
    return { statusCode: 503, message: error.message };
  }
  // Fastify's own: a body that is no JSON, too large, of another type.
  if (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode < 500
  ) {
    return { statusCode: error.statusCode, message: error.message };
  }
  return { statusCode: 500, message: 'Internal server error; the log of the preview says more.' };
}
