import swagger from '@fastify/swagger';
import { type Logger } from '@branchlight/runtime';
import fastify, { type FastifyInstance } from 'fastify';
import { type Pool } from 'pg';
import { addHostCheck } from './host-check';
import { addIdentity } from './identity/identity';
import { PeopleDirectory } from './people/people-directory';
import { ProblemError, problemMediaType, toProblem } from './problem';
import { addHealthRoute } from './routes/health';
import { addIngestRoute, type IngestOptions } from './routes/ingest';
import { addMeRoute } from './routes/me';

declare module 'fastify' {
  interface FastifyInstance {
    hubLogger: Logger;
  }
}

export interface HubOptions {
  pool: Pick<Pool, 'query'>;
  /** Shared with whoever signs identities: Grafana's stand-in, the preview. */
  identityKey: string;
  /** Port that callers use; requests for another host are refused. */
  getPort: () => number;
  /** Further names, as `name:port`, under which Grafana calls the hub in a network of its own. */
  allowedHosts?: readonly string[];
  logger: Logger;
  version: string;
  /** Where rows are loaded to; without it the hub takes none */
  ingest?: IngestOptions;
}

/** The hub's HTTP server, not listening yet. Errors are RFC 9457 documents. */
export async function buildHub(options: HubOptions): Promise<FastifyInstance> {
  const { pool, identityKey, getPort, allowedHosts, logger, version, ingest } = options;
  const app = fastify({ logger: false, bodyLimit: 1024 * 1024, trustProxy: false, forceCloseConnections: true });
  app.decorate('hubLogger', logger);

  app.setErrorHandler((error: unknown, request, reply) => {
    const problem = toProblem(error, request.url);
    if (problem.status === 500) {
      logger.error('request failed', { method: request.method, url: request.url, error });
    }
    // Serialised here: a route's response schema may not know this status.
    return reply.code(problem.status).type(problemMediaType).serializer(JSON.stringify).send(problem);
  });
  app.setNotFoundHandler(() => {
    throw new ProblemError(404, 'There is no such resource.');
  });

  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Branchlight action hub', version, license: { name: 'Apache-2.0' } },
      components: {
        securitySchemes: { ingestToken: { type: 'http', scheme: 'bearer', description: 'HUB_INGEST_TOKEN' } },
      },
    },
  });
  addHostCheck(app, getPort, allowedHosts);
  const people = new PeopleDirectory(pool);
  addIdentity(app, people, identityKey);
  addHealthRoute(app, pool);
  addMeRoute(app, people);
  if (ingest) {
    await addIngestRoute(app, ingest);
  }
  app.get('/api/openapi.json', { config: { isOpen: true }, schema: { hide: true } }, async () => app.swagger());
  await app.ready();
  return app;
}
