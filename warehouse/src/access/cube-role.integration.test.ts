import { createLogger, findRepositoryRoot } from '@branchlight/runtime';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { migrateDatabase } from '../migrations/migrate';
import { withClient } from '../postgres/connection';
import { createTestDatabase, type TestDatabase } from '../testing';
import { cubeRole, ensureCubeRole, readableOpsTables } from './cube-role';

const password = 'p'.repeat(40);

describe("the semantic layer's role", () => {
  let database: TestDatabase;
  let url: string;
  const ask = (sql: string) => withClient(url, (client) => client.query(sql));

  beforeAll(async () => {
    database = await createTestDatabase();
    await database.client.query(
      `INSERT INTO ops.bank (bank_code, name, currency, time_zone, calendar) VALUES ('t', 'Test', 'EUR', 'UTC', 'ES')`
    );
    url = await ensureCubeRole(database.url, password);
  });
  afterAll(() => database.drop());

  it('reads the facts, the marts and who may look', async () => {
    for (const table of ['mart.deposit_day', 'mart.horizon', 'core.org_unit', 'ops.viewer', 'ops.data_version']) {
      await expect(ask(`SELECT FROM ${table}`)).resolves.toBeDefined();
    }
    expect((await ask('SELECT current_user AS name, bank_code FROM ops.bank')).rows).toEqual([
      { name: cubeRole, bank_code: 't' },
    ]);
  });

  it.each([
    'INSERT INTO core.area (area_code, name, region_name) VALUES (1, 2, 3)',
    `UPDATE ops.viewer SET role = 'executive'`,
    'DELETE FROM mart.deposit_day',
    'TRUNCATE mart.deposit_day',
    'CREATE TABLE mart.mine (a integer)',
    'CREATE TABLE public.mine (a integer)',
    'DROP TABLE mart.deposit_day',
  ])('is refused %s, also in a session that it made writable', async (sql) => {
    await expect(ask(sql)).rejects.toThrow(/read-only transaction/);
    await expect(
      withClient(url, async (client) => {
        await client.query('SET default_transaction_read_only = off');
        await client.query(sql);
      })
    ).rejects.toThrow(/permission denied|must be owner/);
  });

  it.each(['ops.rejected_row', 'ops.field_warning', 'branchlight.migration'])('may not read %s', async (table) => {
    await expect(ask(`SELECT FROM ${table}`)).rejects.toThrow(/permission denied/);
  });

  it('reads tables that later migrations add to the marts, but nothing new in ops', async () => {
    await database.client.query('CREATE TABLE mart.later (a integer); CREATE TABLE ops.later (secret text)');
    await expect(ask('SELECT FROM mart.later')).resolves.toBeDefined();
    await expect(ask('SELECT FROM ops.later')).rejects.toThrow(/permission denied/);
  });

  it('takes a right back that somebody gave, and keeps working when it is made again by two at once', async () => {
    await database.client.query(`GRANT SELECT ON ops.rejected_row TO ${cubeRole}`);
    await Promise.all([ensureCubeRole(database.url, password), ensureCubeRole(database.url, password)]);
    await expect(ask('SELECT FROM ops.rejected_row')).rejects.toThrow(/permission denied/);
    await expect(ask('SELECT FROM ops.viewer')).resolves.toBeDefined();
  });

  it('needs a password that cannot be guessed', async () => {
    await expect(ensureCubeRole(database.url, 'short')).rejects.toThrow('at least 32 characters');
  });

  it('can be brought up to date by an owner who may make roles and is no superuser', async () => {
    const owner = `branchlight_owner_${process.pid}`;
    const own = await createTestDatabase({ migrated: false });
    const name = new URL(own.url).pathname.slice(1);
    const ownerUrl = new URL(own.url);
    ownerUrl.username = owner;
    ownerUrl.password = password;
    try {
      await own.client.query(`
        CREATE ROLE ${owner} LOGIN CREATEROLE PASSWORD '${password}';
        GRANT ${cubeRole} TO ${owner} WITH ADMIN OPTION;
        ALTER DATABASE ${own.client.escapeIdentifier(name)} OWNER TO ${owner}`);
      await migrateDatabase(ownerUrl.toString(), { logger: createLogger('test', { level: 'error' }) });
      await ensureCubeRole(ownerUrl.toString(), password);
      const cubeUrl = await ensureCubeRole(ownerUrl.toString(), password);
      await expect(
        withClient(cubeUrl, (client) => client.query('SELECT FROM mart.deposit_day'))
      ).resolves.toBeDefined();
    } finally {
      await own.drop();
      await database.client.query(`REVOKE ${cubeRole} FROM ${owner}; DROP ROLE ${owner}`);
    }
  });

  it('says what to do where the owner may not make roles', async () => {
    const plain = `branchlight_plain_${process.pid}`;
    await database.client.query(`CREATE ROLE ${plain} LOGIN PASSWORD '${password}'`);
    const plainUrl = new URL(database.url);
    plainUrl.username = plain;
    plainUrl.password = password;
    try {
      await expect(ensureCubeRole(plainUrl.toString(), password)).rejects.toThrow(
        /may not make or change the role branchlight_cube. Remedy/
      );
    } finally {
      await database.client.query(`DROP ROLE ${plain}`);
    }
  });
});

describe('the list of readable tables in ops', () => {
  it('holds every one that the semantic layer names', () => {
    const folder = path.join(findRepositoryRoot(), 'cube-schema');
    const named = globSync('{model,config}/**/*.{js,yml}', { cwd: folder }).flatMap((file) =>
      [...readFileSync(path.join(folder, file), 'utf8').matchAll(/\bops\.([a-z_]+)\b(?!\.yml)/g)].map(
        ([, table]) => table
      )
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((table) => table !== undefined && !readableOpsTables.includes(table))).toEqual([]);
  });
});
