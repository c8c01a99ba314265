import { createLogger, ensureSecrets, resolveSuitePorts, type Logger } from '@branchlight/runtime';
import { startEmbedded } from './embedded';
import { connectExternal } from './external';
import { type PostgresHandle } from './handle';

export interface PostgresOptions {
  /** The suite's folder (`--dir`) */
  dir: string;
  /** Port of the embedded server; 0 = any free one; by default that of the default suite */
  port?: number;
  /** Use this server and database instead of the embedded Postgres; by default the variable DATABASE_URL */
  databaseUrl?: string;
  logger?: Logger;
}

/**
 * Gives a Postgres that accepts connections: that of DATABASE_URL, else the embedded one of the suite's folder, which is made, started,
 * or joined when it runs already.
 *
 * @throws UserError with what is wrong and the remedy
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresHandle> {
  const logger = options.logger ?? createLogger('postgres');
  const databaseUrl = options.databaseUrl ?? process.env.DATABASE_URL;
  if (databaseUrl) {
    return connectExternal(databaseUrl);
  }
  const { postgresPassword } = ensureSecrets(options.dir);
  return startEmbedded({
    dir: options.dir,
    port: options.port ?? resolveSuitePorts().postgres,
    password: postgresPassword,
    logger,
  });
}
