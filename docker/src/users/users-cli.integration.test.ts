import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findRepositoryRoot } from '@branchlight/runtime';
import { ensureCubeRole } from '@branchlight/warehouse';
import { createTestDatabase, type TestDatabase } from '@branchlight/warehouse/src/testing';
import { z } from 'zod';
import { FakeGrafana } from './testing/fake-grafana';

const adminPassword = 'the-password-of-the-boss';
let grafana: FakeGrafana;
let url: string;
let database: TestDatabase;
let databaseUrl: string;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.client.query(`
    INSERT INTO core.org_unit (unit_code, level, parent_code, name, sort_order) VALUES
      ('BANK', 'bank', NULL, 'Test bank', 0), ('R02', 'region', 'BANK', 'South', 1), ('R01', 'region', 'BANK', 'North', 2),
      ('B0001', 'outlet', 'R01', 'One', 0);
    INSERT INTO ops.viewer (login, role, unit_code, display_name) VALUES
      ('hq.exec', 'executive', 'BANK', 'Executive'), ('hq.analyst', 'analyst', 'BANK', 'Analyst'),
      ('region.R01', 'region_manager', 'R01', 'North'), ('region.R02', 'region_manager', 'R02', 'South'),
      ('branch.B0001', 'branch_manager', 'B0001', 'One'), ('grafana_scheduler', 'executive', 'BANK', 'Alert rules');`);
  databaseUrl = await ensureCubeRole(database.url, 'p'.repeat(40));
});
afterAll(() => database.drop());

beforeEach(async () => {
  grafana = new FakeGrafana('branchlight-admin', adminPassword);
  url = await grafana.start();
  folder = mkdtempSync(path.join(tmpdir(), 'bl-users-'));
  writeFileSync(path.join(folder, 'env'), `GRAFANA_ADMIN_PASSWORD=${adminPassword}\nCUBE_DB_PASSWORD=unused\n`, {
    mode: 0o600,
  });
});
afterEach(async () => {
  await grafana.stop();
  rmSync(folder, { recursive: true });
});

function run(...args: string[]) {
  const files = ['--url', url, '--env', path.join(folder, 'env'), '--file', path.join(folder, 'users.json')];
  return promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'docker/src/users/users-cli.ts', ...files, ...args],
    {
      cwd: findRepositoryRoot(),
      env: { ...process.env, DATABASE_URL: databaseUrl },
    }
  );
}

async function failing(...args: string[]): Promise<string> {
  const failure: unknown = await run(...args).then(
    () => undefined,
    (error: unknown) => error
  );
  const { code, stderr } = z.object({ code: z.number(), stderr: z.string() }).parse(failure);
  expect(code).toBe(1);
  return stderr;
}

const logins = () => grafana.users.map(({ login }) => login);

it('makes one of every role by default, those of the guides first, and prints no password', async () => {
  const { stdout, stderr } = await run();
  expect(logins()).toEqual(['hq.exec', 'hq.analyst', 'region.R01', 'branch.B0001']);
  expect(stdout).toContain('4 logins made');
  for (const { password } of grafana.users) {
    expect(stdout + stderr).not.toContain(password);
    expect(readFileSync(path.join(folder, 'users.json'), 'utf8')).toContain(password);
  }
});

it('makes those named, or all, but never the login of alert rules', async () => {
  await run('--login', 'region.R01', '--login', 'hq.exec');
  expect(logins()).toEqual(['region.R01', 'hq.exec']);
  await run('--all');
  expect(logins().sort()).toEqual(['branch.B0001', 'hq.analyst', 'hq.exec', 'region.R01', 'region.R02']);
  expect(await failing('--login', 'grafana_scheduler')).toMatch(/no person may have it/);
});

it('refuses a login without unit, options that exclude each other, and a wrong administrator', async () => {
  expect(await failing('--login', 'nobody')).toMatch(/nobody is bound to no unit in ops.viewer/);
  expect(await failing('--login', 'hq.exec', '--all')).toMatch(/exclude each other/);
  writeFileSync(path.join(folder, 'env'), 'GRAFANA_ADMIN_PASSWORD=another-word\n', { mode: 0o600 });
  const said = await failing();
  expect(said).toMatch(/refuses its administrator's password/);
  expect(said).not.toContain('another-word');
  expect(logins()).toEqual([]);
});
