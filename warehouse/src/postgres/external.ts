import { UserError, describeError } from '@branchlight/runtime';
import { readErrorCode, withClient } from './connection';
import { type PostgresHandle } from './handle';

const oldestVersion = 15;
const remedies: Record<string, string> = {
  ECONNREFUSED: 'start that server, or correct its host and port',
  ENOTFOUND: 'correct its host',
  ETIMEDOUT: 'correct its host, or open the way to it',
  '28P01': 'correct the user or the password',
  '28000': 'let that user in from here, or name another one',
  '3D000': 'create that database first, owned by its user',
  '42501': 'let that user connect to the database',
};

/** Uses a Postgres that is run by somebody else. Messages never repeat the URL, which holds a password. */
export async function connectExternal(databaseUrl: string): Promise<PostgresHandle> {
  if (!URL.canParse(databaseUrl) || !/^postgres(ql)?:$/.test(new URL(databaseUrl).protocol)) {
    throw new UserError(
      'DATABASE_URL is not a URL of the form postgres://USER:PASSWORD@HOST:PORT/DATABASE. Remedy: correct it.'
    );
  }
  const { hostname, port } = new URL(databaseUrl);
  const place = `${hostname}:${port || '5432'}`;
  let version: number;
  try {
    version = await withClient(databaseUrl, async (client) => {
      const { rows } = await client.query<{ version: number }>(
        `SELECT current_setting('server_version_num')::integer / 10000 AS version`
      );
      return rows[0]?.version ?? 0;
    });
  } catch (error) {
    const remedy = remedies[readErrorCode(error) ?? ''] ?? 'correct DATABASE_URL';
    throw new UserError(
      `The Postgres of DATABASE_URL at ${place} cannot be used: ${describeError(error)}. Remedy: ${remedy}, or leave ` +
        'DATABASE_URL out to use the one that comes with the suite.'
    );
  }
  if (version < oldestVersion) {
    throw new UserError(
      `The Postgres of DATABASE_URL at ${place} is version ${version}; ${oldestVersion} is the oldest. Remedy: use a newer one.`
    );
  }
  return {
    kind: 'external',
    host: hostname,
    port: Number(port || '5432'),
    ensureDatabase: () => Promise.resolve(databaseUrl),
    isRunning: () => true,
    stop: () => Promise.resolve(),
  };
}
