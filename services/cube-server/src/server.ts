import { createLogger, describeError, UserError } from '@branchlight/runtime';
import { z } from 'zod';
import { startCubeServer } from './start';

const environmentSchema = z.object({
  BRANCHLIGHT_CUBE_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  DATABASE_URL: z.string().min(1),
  CUBEJS_API_SECRET: z.string().min(32),
  BRANCHLIGHT_TODAY: z.iso.date().optional(),
  BRANCHLIGHT_CUBE_CACHE_DIR: z.string().optional(),
  BRANCHLIGHT_CUBE_DUCKDB_FILE: z.string().optional(),
});

const logger = createLogger('cube');

async function main(): Promise<void> {
  const environment = environmentSchema.safeParse(process.env);
  if (!environment.success) {
    const faults = environment.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new UserError(`The semantic layer's environment is not complete (${faults.join('; ')}).`);
  }
  const settings = environment.data;
  const server = await startCubeServer({
    port: settings.BRANCHLIGHT_CUBE_PORT,
    databaseUrl: settings.DATABASE_URL,
    apiSecret: settings.CUBEJS_API_SECRET,
    today: settings.BRANCHLIGHT_TODAY,
    cacheDir: settings.BRANCHLIGHT_CUBE_CACHE_DIR,
    duckdbFile: settings.BRANCHLIGHT_CUBE_DUCKDB_FILE,
    logger,
  });
  let stopping = false;
  const stop = () => {
    if (!stopping) {
      stopping = true;
      server.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error('stopping failed', { error });
          process.exit(1);
        }
      );
    }
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Whoever started this process is gone.
  process.once('disconnect', stop);
  process.send?.({ type: 'ready', port: server.port });
}

main().catch((error: unknown) => {
  if (error instanceof UserError) {
    process.stderr.write(`${describeError(error)}\n`);
  } else {
    logger.error('the semantic layer did not start', { error });
  }
  process.exit(1);
});
