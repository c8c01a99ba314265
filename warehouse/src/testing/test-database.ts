import { createHash, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLogger, findRepositoryRoot } from '@branchlight/runtime';
import { Client } from 'pg';
import { migrateDatabase } from '../migrations/migrate';
import { startPostgres } from '../postgres/start-postgres';
import { isAlive } from '../postgres/users';
import { withClient } from '../postgres/connection';

/** A database of one test file. */
export interface TestDatabase {
  /** Connection URL with password */
  url: string;
  /** An open connection, in UTC like every other */
  client: Client;
  /** Drops the database and gives up the server; the last test file that leaves stops it. */
  drop(): Promise<void>;
}

const prefix = 'branchlight_test_';

/**
 * A fresh, migrated database on the embedded Postgres that all test files of this checkout share (its cluster stays in the temporary
 * folder between runs). Call it in `beforeAll` and `drop` in `afterAll`. DATABASE_URL is ignored.
 */
export async function createTestDatabase(options: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const logger = createLogger('test', { level: 'warn' });
  const postgres = await startPostgres({ dir: sharedDir(), port: 0, databaseUrl: '', logger });
  try {
    const code = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
    const url = await postgres.ensureDatabase(code);
    await dropLeftOvers(url);
    if (options.migrated ?? true) {
      await migrateDatabase(url, { logger });
    }
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    return {
      url,
      client,
      async drop() {
        await client.end();
        await withClient(maintenanceUrl(url), (admin) =>
          admin.query(`DROP DATABASE ${admin.escapeIdentifier(`branchlight_${code}`)} WITH (FORCE)`)
        );
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

function sharedDir(): string {
  const checkout = createHash('sha256').update(findRepositoryRoot()).digest('hex').slice(0, 8);
  return path.join(tmpdir(), `branchlight-test-${process.getuid?.() ?? 0}-${checkout}`);
}

/** Databases of test runs that were killed. */
async function dropLeftOvers(url: string): Promise<void> {
  await withClient(maintenanceUrl(url), async (admin) => {
    const { rows } = await admin.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname LIKE $1', [
      `${prefix.replaceAll('_', String.raw`\_`)}%`,
    ]);
    for (const { datname } of rows) {
      const pid = Number(datname.slice(prefix.length).split('_')[0]);
      if (!isAlive(pid)) {
        await admin.query(`DROP DATABASE IF EXISTS ${admin.escapeIdentifier(datname)} WITH (FORCE)`);
      }
    }
  });
}

function maintenanceUrl(url: string): string {
  const other = new URL(url);
  other.pathname = '/postgres';
  return other.toString();
}
