import { createLogger, describeError, findRepositoryRoot } from '@branchlight/runtime';
import path from 'node:path';
import { FeedRunner } from '@branchlight/warehouse';
import { Pool } from 'pg';
import { z } from 'zod';
import { buildHub } from './app';

const environmentSchema = z.object({
  DATABASE_URL: z.string().min(1),
  HUB_PORT: z.coerce.number().int().min(1).max(65_535),
  HUB_IDENTITY_KEY: z.string().min(32),
  /** Token of programs that load rows (`POST /api/ingest/MAPPING`); without it nobody may */
  HUB_INGEST_TOKEN: z
    .string()
    .min(32)
    .optional()
    .or(z.literal('').transform(() => undefined)),
  /** Folder with the mappings */
  BRANCHLIGHT_MAPPINGS: z
    .string()
    .min(1)
    .default(() => path.join(findRepositoryRoot(), 'bank', 'mappings')),
  /** Address to listen on; in a container 0.0.0.0 */
  HUB_HOST: z.string().min(1).default('127.0.0.1'),
  /** Names, beside loopback's, under which the hub is called: `action-hub:4100,...` */
  HUB_ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .toLowerCase()
        .split(',')
        .map((host) => host.trim())
        .filter(Boolean)
    ),
});

const version = '0.1.0';
const stopWithinMs = 3_000;

/** Listens, by default on loopback only, until SIGTERM, or until the process that started it is gone. */
async function main(): Promise<void> {
  const logger = createLogger('hub', { format: 'json' });
  const environment = environmentSchema.safeParse(process.env);
  if (!environment.success) {
    const names = environment.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`environment: ${names.join('; ')}`);
  }
  const {
    DATABASE_URL,
    HUB_PORT,
    HUB_IDENTITY_KEY,
    HUB_HOST,
    HUB_ALLOWED_HOSTS,
    HUB_INGEST_TOKEN,
    BRANCHLIGHT_MAPPINGS,
  } = environment.data;
  const pool = new Pool({ connectionString: DATABASE_URL, max: 5, application_name: 'branchlight-hub' });
  pool.on('error', (error) => logger.warn('database connection lost', { error }));
  const app = await buildHub({
    pool,
    identityKey: HUB_IDENTITY_KEY,
    getPort: () => HUB_PORT,
    allowedHosts: HUB_ALLOWED_HOSTS,
    logger,
    version,
    ingest: { databaseUrl: DATABASE_URL, mappingsFolder: BRANCHLIGHT_MAPPINGS, token: HUB_INGEST_TOKEN },
  });
  await app.listen({ host: HUB_HOST, port: HUB_PORT });
  const feeds = new FeedRunner({
    databaseUrl: DATABASE_URL,
    mappingsFolder: BRANCHLIGHT_MAPPINGS,
    logger: logger.child('feeds'),
  });
  feeds.start();
  logger.info('listening', { port: HUB_PORT });
  process.send?.({ type: 'ready' });

  let isStopping = false;
  const stop = () => {
    if (isStopping) {
      return;
    }
    isStopping = true;
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    void Promise.all([app.close(), feeds.stop()])
      .then(() => pool.end())
      .then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  // Ctrl-C reaches the whole group; whoever started this process decides when it ends.
  process.on('SIGINT', () => (process.connected ? undefined : stop()));
  process.on('disconnect', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exit(1);
});
