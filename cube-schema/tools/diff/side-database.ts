import { createLogger } from '@branchlight/runtime';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Client } from 'pg';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type generateDemoBank as GenerateDemoBank } from '../../../warehouse/src/demo-bank';
import { type refreshDerived as RefreshDerived } from '../../../warehouse/src/mart';
import { type migrateDatabase as MigrateDatabase } from '../../../warehouse/src/migrations/migrate';
import { type applyBankSettings as ApplyBankSettings } from '../../../warehouse/src/settings';

/** The warehouse's own code of a revision, as far as the comparison calls it. */
interface SideWarehouse {
  migrateDatabase: typeof MigrateDatabase;
  refreshDerived: typeof RefreshDerived;
  generateDemoBank: typeof GenerateDemoBank;
  applyBankSettings: typeof ApplyBankSettings;
}

const logger = createLogger('diff', { level: 'warn' });

/** Loads the warehouse of a checkout, not that of this one. */
export function loadWarehouse(root: string): SideWarehouse {
  const load = createRequire(path.join(root, 'warehouse/src/index.ts'));
  const [migrations, mart, demoBank, settings]: [
    Pick<SideWarehouse, 'migrateDatabase'>,
    Pick<SideWarehouse, 'refreshDerived'>,
    Pick<SideWarehouse, 'generateDemoBank'>,
    Pick<SideWarehouse, 'applyBankSettings'>,
  ] = [load('./migrations/migrate'), load('./mart'), load('./demo-bank'), load('./settings')];
  return { ...migrations, ...mart, ...demoBank, ...settings };
}

/** Makes the demo bank with the code of one side. */
export async function makeDemoBank(
  warehouse: SideWarehouse,
  url: string,
  client: Client,
  { scale, seed }: { scale: number; seed: number }
): Promise<void> {
  await warehouse.migrateDatabase(url, { logger });
  await warehouse.applyBankSettings(client, { bank: 'demo' });
  await warehouse.generateDemoBank({ client, scale, seed });
}

/**
 * Copies a bank's facts into a new database of one side and derives everything else with that side's own steps. Tables and columns that only
 * one of the databases has are left out.
 *
 * @param url - of the new database, to which `client` is connected
 */
export async function copyBank(warehouse: SideWarehouse, source: Client, url: string, client: Client): Promise<void> {
  await warehouse.migrateDatabase(url, { logger });
  const columns = await listCommonColumns(source, client);
  await client.query(`BEGIN; SET LOCAL session_replication_role = replica`);
  await client.query(`TRUNCATE ${[...columns.keys()].join(', ')} CASCADE`);
  for (const [table, names] of columns) {
    const list = names.map((name) => client.escapeIdentifier(name)).join(', ');
    await pipeline(
      source.query(copyTo(`COPY (SELECT ${list} FROM ${table}) TO STDOUT`)),
      client.query(copyFrom(`COPY ${table} (${list}) FROM STDIN`))
    );
  }
  await warehouse.refreshDerived(client);
  await client.query('COMMIT');
}

async function listCommonColumns(source: Client, target: Client): Promise<Map<string, string[]>> {
  const [from, to] = await Promise.all([listColumns(source), listColumns(target)]);
  return new Map(
    [...to].flatMap(([table, names]) => {
      const common = names.filter((name) => from.get(table)?.includes(name));
      return common.length > 0 ? [[table, common] as const] : [];
    })
  );
}

/** Of the facts, and of the tables that say what bank it is and who may see what. */
async function listColumns(client: Client): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.table_schema || '.' || c.table_name AS name, array_agg(c.column_name::text ORDER BY c.ordinal_position) AS columns
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
       AND (c.table_schema = 'core' OR (c.table_schema = 'ops' AND c.table_name IN ('bank', 'viewer', 'load_file')))
     GROUP BY 1 ORDER BY 1`
  );
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}
