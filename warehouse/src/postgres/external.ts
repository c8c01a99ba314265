import { UserError, describeError } from '@branchlight/runtime';
import { withClient } from './connection';
import { type PostgresHandle } from './handle';

const oldestVersion = 15;

/** Uses a Postgres that is run by somebody else. Messages never repeat the URL, which holds a password. */
export async function connectExternal(databaseUrl: string): Promise<PostgresHandle> {
  if (!URL.canParse(databaseUrl) || !/^postgres(ql)?:$/.test(new URL(databaseUrl).protocol)) {
    throw new UserError('DATABASE_URL is not a URL of the form postgres://USER:PASSWORD@HOST:PORT/DATABASE.');
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
    throw new UserError(`The Postgres of DATABASE_URL at ${place} cannot be used: ${describeError(error)}`);
  }
  if (version < oldestVersion) {
    throw new UserError(
      `The Postgres of DATABASE_URL at ${place} is version ${version}; ${oldestVersion} is the oldest.`
    );
  }
  return {
    kind: 'external',
    host: hostname,
    port: Number(port || '5432'),
    ensureDatabase: () => Promise.resolve(databaseUrl),
    stop: () => Promise.resolve(),
  };
}
