import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { findRepositoryRoot } from '@branchlight/runtime';
import { z } from 'zod';
import { cubeRole } from './access';
import { fixtures } from './loader/fixtures';
import { withClient } from './postgres';
import { createTestDatabase, type TestDatabase } from './testing';

const root = findRepositoryRoot();
const password = 'p'.repeat(40);
const failureSchema = z.object({ code: z.number(), stderr: z.string() });

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ migrated: false });
});
afterAll(() => database.drop());

/** Runs the loader as docker-compose.yml does. */
function prepare(changed: Record<string, string | undefined> = {}) {
  return promisify(execFile)(process.execPath, ['--import', 'tsx', 'warehouse/src/prepare-cli.ts'], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      CUBE_DB_PASSWORD: password,
      BRANCHLIGHT_BANK: 'pkdd99',
      BRANCHLIGHT_DATA: fixtures.pkdd99,
      ...changed,
    },
  });
}

async function failingPrepare(changed: Record<string, string | undefined>) {
  const failure: unknown = await prepare(changed).then(
    () => undefined,
    (error: unknown) => error
  );
  return failureSchema.parse(failure);
}

it('makes an empty database one that Cube can read, and does no harm the second time', async () => {
  const first = await prepare();
  expect(JSON.parse(first.stdout.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ read: 91, rejected: 0 });
  const asCube = new URL(database.url);
  asCube.username = cubeRole;
  asCube.password = password;
  const count = async () =>
    (
      await withClient(asCube.toString(), (client) =>
        client.query(
          'SELECT (SELECT count(*) FROM core.transaction) AS rows, (SELECT count(*) FROM ops.viewer) AS viewers'
        )
      )
    ).rows[0];
  const before = await count();
  expect(Number(before.rows)).toBeGreaterThan(0);
  expect(Number(before.viewers)).toBeGreaterThan(2);
  await prepare();
  expect(await count()).toEqual(before);
});

it('makes the demo bank where it is asked for, and only once', async () => {
  const other = await createTestDatabase({ migrated: false });
  try {
    const demo = { DATABASE_URL: other.url, BRANCHLIGHT_BANK: 'demo', BRANCHLIGHT_DATA: '', BRANCHLIGHT_SCALE: '1' };
    await prepare(demo);
    const { rows } = await other.client.query(
      `SELECT (SELECT bank_code FROM ops.bank) AS bank, (SELECT count(*) FROM core.customer) > 500 AS has_customers`
    );
    expect(rows).toEqual([{ bank: 'demo', has_customers: true }]);
    expect((await prepare(demo)).stderr).toContain('there already');
  } finally {
    await other.drop();
  }
});

it.each([
  ['no password of Cube', { CUBE_DB_PASSWORD: '' }, /CUBE_DB_PASSWORD/],
  ['a bank without mapping', { BRANCHLIGHT_BANK: 'nowhere' }, /no mapping for the bank "nowhere".*pkdd99/],
  [
    'files that are not there',
    { BRANCHLIGHT_DATA: path.join(root, 'none') },
    /There are no files at ".*none".*BRANCHLIGHT_DATA/,
  ],
  ['a database that does not answer', { DATABASE_URL: 'postgres://a:secret-word@127.0.0.1:1/b' }, /ECONNREFUSED/],
])('ends with 1 and a reason for %s', async (_what, changed, reason) => {
  const { code, stderr } = await failingPrepare(changed);
  expect(code).toBe(1);
  expect(stderr).toMatch(reason);
  expect(stderr).not.toContain('secret-word');
});
