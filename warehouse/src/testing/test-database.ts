import { createHash, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLogger, findRepositoryRoot, type Logger } from '@branchlight/runtime';
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

export interface TestDatabaseOptions {
  /** False leaves it empty */
  migrated?: boolean;
  /** What a migrated database is filled with; those of the same name are filled once in a run, and copied from then on */
  content?: { name: string; fill(client: Client): Promise<void> };
}

/**
 * A fresh, migrated database on the embedded Postgres that all test files of this checkout share (its cluster stays in the temporary
 * folder between runs). Call it in `beforeAll` and `drop` in `afterAll`. DATABASE_URL is ignored.
 */
export async function createTestDatabase({
  migrated = true,
  content,
}: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const logger = createLogger('test', { level: 'warn' });
  const postgres = await startPostgres({ dir: sharedDir(), port: 0, databaseUrl: '', logger });
  try {
    const admin = maintenanceUrl(await postgres.ensureDatabase('tests'));
    await withClient(admin, async (client) => {
      await client.query('SELECT pg_advisory_lock(0)');
      await spareTheDisk(client);
      await dropLeftOvers(client);
    });
    const name = drawName();
    await withClient(admin, async (client) => {
      // The files of one run that ask for the same content at the same time make one template.
      await client.query('SELECT pg_advisory_lock($1)', [process.pid]);
      const template = migrated ? await ensureTemplate(client, admin, content, logger) : 'template0';
      await copyDatabase(client, template, name);
    });
    const url = toDatabase(admin, name);
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    return {
      url,
      client,
      async drop() {
        await client.end();
        await withClient(admin, (other) => other.query(`DROP DATABASE ${other.escapeIdentifier(name)} WITH (FORCE)`));
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** Nothing here outlives a crash of the machine, so no test has to wait for the disk. */
async function spareTheDisk(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ fsync: string }>('SHOW fsync');
  if (rows[0]?.fsync === 'on') {
    await admin.query('ALTER SYSTEM SET fsync = off');
    await admin.query('ALTER SYSTEM SET full_page_writes = off');
    await admin.query('SELECT pg_reload_conf()');
  }
}

/** The migrated, perhaps filled database that those of this run are copied from; none of an earlier run, whose code may have been another. */
async function ensureTemplate(
  client: Client,
  admin: string,
  content: TestDatabaseOptions['content'],
  logger: Logger
): Promise<string> {
  const part = content ? `_${createHash('sha256').update(content.name).digest('hex').slice(0, 12)}` : '';
  const name = `${prefix}${process.pid}_template${part}`;
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount === 1) {
    return name;
  }
  const draft = drawName();
  if (content) {
    await copyDatabase(client, await ensureTemplate(client, admin, undefined, logger), draft);
    await withClient(toDatabase(admin, draft), (filled) => content.fill(filled));
  } else {
    await copyDatabase(client, 'template0', draft);
    await migrateDatabase(toDatabase(admin, draft), { logger });
  }
  await client.query(`ALTER DATABASE ${client.escapeIdentifier(draft)} RENAME TO ${client.escapeIdentifier(name)}`);
  return name;
}

async function copyDatabase(client: Client, template: string, name: string): Promise<void> {
  await client.query(
    `CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE ${client.escapeIdentifier(template)} STRATEGY file_copy`
  );
}

function drawName(): string {
  return `${prefix}${process.pid}_${randomBytes(4).toString('hex')}`;
}

function sharedDir(): string {
  const checkout = createHash('sha256').update(findRepositoryRoot()).digest('hex').slice(0, 8);
  return path.join(tmpdir(), `branchlight-test-${process.getuid?.() ?? 0}-${checkout}`);
}

/** Databases of test runs that have ended or were killed. */
async function dropLeftOvers(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname LIKE $1', [
    `${prefix.replaceAll('_', String.raw`\_`)}%`,
  ]);
  for (const { datname } of rows) {
    const pid = Number(datname.slice(prefix.length).split('_')[0]);
    if (!isAlive(pid)) {
      await admin.query(`DROP DATABASE IF EXISTS ${admin.escapeIdentifier(datname)} WITH (FORCE)`);
    }
  }
}

function maintenanceUrl(url: string): string {
  return toDatabase(url, 'postgres');
}

function toDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.toString();
}
