import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLogger } from '@branchlight/runtime';
import { createTestDatabase, type TestDatabase } from '../testing';
import { migrateDatabase, migrationsFolder } from './migrate';

const logger = createLogger('test', { level: 'error' });
let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase({ migrated: false });
  folder = mkdtempSync(path.join(tmpdir(), 'branchlight-migrations-'));
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

async function listTables(): Promise<string[]> {
  const { rows } = await database.client.query<{ name: string }>(
    `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
     WHERE table_schema IN ('core', 'mart', 'ops', 'public') ORDER BY name`
  );
  return rows.map(({ name }) => name);
}

describe('migrateDatabase', () => {
  it('makes everything once, also when two do it at the same moment', async () => {
    const applied = await Promise.all([
      migrateDatabase(database.url, { logger }),
      migrateDatabase(database.url, { logger }),
    ]);
    expect(applied.flat().sort()).toEqual(readdirSync(migrationsFolder).map((name) => path.basename(name, '.sql')));
    expect(await listTables()).toEqual(expect.arrayContaining(['core.transaction', 'mart.deposit_day', 'ops.viewer']));
    expect(await migrateDatabase(database.url, { logger })).toEqual([]);
  });

  it('says what every table is for', async () => {
    await migrateDatabase(database.url, { logger });
    const { rows } = await database.client.query(
      `SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname IN ('core', 'mart', 'ops') AND c.relkind IN ('r', 'v', 'm') AND obj_description(c.oid) IS NULL`
    );
    expect(rows).toEqual([]);
  });

  it("keeps no floating-point numbers that figures add up: their sum would tell of the order of others' rows", async () => {
    await migrateDatabase(database.url, { logger });
    const { rows } = await database.client.query<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'mart' AND data_type IN ('double precision', 'real') ORDER BY name`
    );
    // Places on a map, and minutes that are only put in order.
    expect(rows.map(({ name }) => name)).toEqual(['funnel_step.minutes', 'outlet.latitude', 'outlet.longitude']);
  });

  it('touches nothing of a database that is newer than the code', async () => {
    for (const name of readdirSync(migrationsFolder)) {
      copyFileSync(path.join(migrationsFolder, name), path.join(folder, name));
    }
    writeFileSync(
      path.join(folder, '9000_from_the_future.sql'),
      '-- Up Migration\nCREATE TABLE ops.future (id integer);\n'
    );
    await migrateDatabase(database.url, { folder, logger });
    const before = await listTables();
    await expect(migrateDatabase(database.url, { logger })).rejects.toThrow(
      /newer version of Branchlight \(it has 9000_from_the_future\).*Nothing was changed.*Remedy/
    );
    expect(await listTables()).toEqual(before);
  });

  it('keeps nothing when a step fails', async () => {
    writeFileSync(path.join(folder, '0001_good.sql'), '-- Up Migration\nCREATE TABLE public.good (id integer);\n');
    writeFileSync(path.join(folder, '0002_bad.sql'), '-- Up Migration\nCREATE TABLE public.bad (id nonsense);\n');
    await expect(migrateDatabase(database.url, { folder, logger })).rejects.toThrow(/nothing was changed: .*nonsense/);
    expect(await listTables()).toEqual([]);
  });
});
