import { readdirSync } from 'node:fs';
import path from 'node:path';
import { UserError, createLogger, describeError, type Logger } from '@branchlight/runtime';
import { runner } from 'node-pg-migrate';
import { type Client } from 'pg';
import { readErrorCode, withClient } from '../postgres/connection';

/** Folder of the SQL files, one per step, in the order of their numbers. */
export const migrationsFolder = path.join(__dirname, '..', '..', 'migrations');

const insufficientPrivilege = '42501';
const historySchema = 'branchlight';
const historyTable = 'migration';

export interface MigrateOptions {
  /** Folder with the SQL files; by default that of this repository */
  folder?: string;
  logger?: Logger;
}

/**
 * Brings a database to the structure that this code needs, in one transaction. Forward only. Several processes may call it at once:
 * they wait for one another.
 *
 * @param url - connection URL of the bank's database
 * @returns names of the steps that were applied, empty when it was up to date
 * @throws UserError when the database is newer than this code (nothing is touched) or a step fails (nothing is kept)
 */
export async function migrateDatabase(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const folder = options.folder ?? migrationsFolder;
  const logger = options.logger ?? createLogger('migrate');
  const known = listSteps(folder);
  return withClient(url, async (client) => {
    const newer = (await readHistory(client)).filter((name) => !known.includes(name));
    if (newer.length > 0) {
      throw new UserError(
        `The database was made by a newer version of Branchlight (it has ${newer.join(', ')}). Nothing was changed. ` +
          'Remedy: run that version, or choose another folder with --dir.'
      );
    }
    const applied = await applySteps(client, folder, logger);
    if (applied.length > 0) {
      logger.info('Brought the database up to date', { steps: applied.join(', ') });
    }
    return applied;
  });
}

function listSteps(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => path.basename(name, '.sql'));
}

async function readHistory(client: Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
    `${historySchema}.${historyTable}`,
  ]);
  if (!tables[0]?.found) {
    return [];
  }
  const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${historySchema}.${historyTable}`);
  return rows.map(({ name }) => name);
}

async function applySteps(client: Client, folder: string, logger: Logger): Promise<string[]> {
  try {
    const applied = await runner({
      dbClient: client,
      dir: folder,
      direction: 'up',
      migrationsSchema: historySchema,
      migrationsTable: historyTable,
      createMigrationsSchema: true,
      checkOrder: true,
      singleTransaction: true,
      advisoryLockMode: 'wait',
      ignorePattern: String.raw`(?!.*\.sql$).*`,
      log: (message) => logger.debug(message),
    });
    return applied.map(({ name }) => name);
  } catch (error) {
    const remedy =
      readErrorCode(error) === insufficientPrivilege
        ? '. Remedy: make the user of DATABASE_URL the owner of its database (ALTER DATABASE ... OWNER TO ...)'
        : '';
    throw new UserError(
      `The database could not be brought up to date; nothing was changed: ${describeError(error)}${remedy}`,
      { cause: error }
    );
  }
}
