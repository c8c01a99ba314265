import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findRepositoryRoot } from '@branchlight/runtime';
import { createTestDatabase, type TestDatabase } from '../testing';
import { loadViewers } from './load-viewers';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'blview-'));
  database = await createTestDatabase();
  await database.client.query(`
    INSERT INTO ops.bank VALUES ('northbank', 'North Bank', 'EUR', 'Europe/Madrid', 'ES');
    INSERT INTO core.org_unit VALUES ('BANK', 'bank', NULL, 'North Bank', 0), ('R01', 'region', 'BANK', 'North', 1),
      ('B0001', 'outlet', 'R01', 'First', 1), ('B0002', 'outlet', 'R01', 'Second', 2);`);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await database.client.query(`
    TRUNCATE ops.viewer;
    INSERT INTO ops.viewer (login, role, unit_code, display_name, origin) VALUES
      ('breakglass', 'executive', 'BANK', 'By hand', 'manual'), ('branch.B0001', 'branch_manager', 'B0001', 'Demo', 'demo')`);
});

const people = {
  all: 'login,name,groups\nana,Ana,board\nben,Ben,branch-B0001\ncem,Cem,branch-B0002\ndee,Dee,branch-B0002\neve,Eve,none\n',
  without: (login: string) => people.all.replace(new RegExp(`^${login},.*\n`, 'm'), ''),
};
const rules = `bank: northbank
groups:
  - { group: board, role: executive }
  - { group: 'branch-{unit}', role: branch_manager }
`;

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

function load(csv: string, { dryRun = false, maxRemoved = 50, file = rules } = {}) {
  return loadViewers(database.client, {
    file: write('viewers.yml', file),
    directory: write('people.csv', csv),
    dryRun,
    maxRemoved,
  });
}

async function list(): Promise<string[]> {
  const { rows } = await database.client.query<{ text: string }>(
    `SELECT login || ' ' || role || ' ' || unit_code || ' ' || origin AS text FROM ops.viewer ORDER BY login`
  );
  return rows.map(({ text }) => text);
}

const loaded = [
  'ana executive BANK file',
  'ben branch_manager B0001 file',
  'branch.B0001 branch_manager B0001 demo',
  'breakglass executive BANK manual',
  'cem branch_manager B0002 file',
  'dee branch_manager B0002 file',
];

it('adds people, leaves those of other origin, and does nothing the second time', async () => {
  const first = await load(people.all);
  expect(first).toMatchObject({ changed: [], removed: [], unchanged: 0, kept: 1, unbound: 1 });
  expect(first.added.map(({ login }) => login)).toEqual(['ana', 'ben', 'cem', 'dee']);
  expect(await list()).toEqual(loaded);
  expect(await load(people.all)).toMatchObject({ added: [], changed: [], removed: [], unchanged: 4 });
});

it('moves and removes people, after a dry run that says the same and changes nothing', async () => {
  await load(people.all);
  const next = people.without('dee').replace('branch-B0001', 'branch-B0002');
  const expected = {
    removed: [expect.objectContaining({ login: 'dee' })],
    changed: [
      { before: expect.objectContaining({ unit: 'B0001' }), after: expect.objectContaining({ unit: 'B0002' }) },
    ],
  };
  expect(await load(next, { dryRun: true })).toMatchObject(expected);
  expect(await list()).toEqual(loaded);
  expect(await load(next)).toMatchObject(expected);
  expect(await list()).toEqual(
    loaded
      .filter((line) => !line.startsWith('dee'))
      .map((line) => line.replace('ben branch_manager B0001', 'ben branch_manager B0002'))
  );
});

it('takes over a login that was there by hand or to try with', async () => {
  const file = `bank: northbank\nviewers: [{ login: breakglass, role: analyst }, { login: BRANCH.B0001x, role: analyst }]\n`;
  await load(people.all, { file });
  expect(await list()).toEqual([
    'branch.B0001 branch_manager B0001 demo',
    'branch.b0001x analyst BANK file',
    'breakglass analyst BANK file',
  ]);
});

it('grants and takes back the sight of personal data', async () => {
  const grants = async () => {
    const { rows } = await database.client.query<{ text: string }>(
      `SELECT login || ' ' || coalesce(sees_personal_data::text, 'as the role') AS text FROM ops.viewer WHERE origin = 'file' ORDER BY login`
    );
    return rows.map(({ text }) => text);
  };
  const file = rules.replace('role: executive', 'role: executive, personal_data: true');
  const declared = '\nviewers: [{ login: dee, role: branch_manager, unit: B0002, personal_data: false }]\n';
  await load(people.all, { file: file + declared });
  expect(await grants()).toEqual(['ana true', 'ben as the role', 'cem as the role', 'dee false']);
  const { changed } = await load(people.all);
  expect(changed.map(({ after }) => after.login)).toEqual(['ana', 'dee']);
  expect(await grants()).toEqual(['ana as the role', 'ben as the role', 'cem as the role', 'dee as the role']);
});

it('refuses to lock out most people unless told to', async () => {
  await load(people.all);
  const empty = 'login,name,groups\nana,Ana,board\n';
  await expect(load(empty)).rejects.toThrow(/3 of 4 people would lose.*Remedy: .*--max-removed 75/);
  expect(await list()).toEqual(loaded);
  expect((await load(empty, { maxRemoved: 75 })).removed).toHaveLength(3);
});

it('changes nothing when one person cannot be bound', async () => {
  await load(people.all);
  const broken = `${people.without('dee')}fay,Fay,branch-B7777\n`;
  await expect(load(broken)).rejects.toThrow(/nothing was changed:\n {2}fay .*no unit "B7777"/);
  expect(await list()).toEqual(loaded);
});

it('says what is missing', async () => {
  const file = write('viewers.yml', rules);
  const options = { file, dryRun: false, maxRemoved: 50 };
  await expect(loadViewers(database.client, options)).rejects.toThrow(/Remedy: --directory people\.csv/);
  await expect(load(people.all, { file: 'bank: southbank\n' })).rejects.toThrow(
    /for the bank "southbank".*holds "northbank"/
  );
  const empty = await createTestDatabase();
  try {
    await expect(loadViewers(empty.client, { ...options, directory: write('people.csv', people.all) })).rejects.toThrow(
      /is empty\. Remedy: load the bank's outlets first/
    );
  } finally {
    await empty.drop();
  }
});

describe('npm run viewers', () => {
  function run(...args: string[]) {
    const root = findRepositoryRoot();
    const script = path.join(root, 'warehouse', 'src', 'viewers-cli.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, ...args], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: database.url },
    });
    return { status, lastLine: stdout.trimEnd().split('\n').at(-1), stderr };
  }

  it('prints changes for people and counts for scripts', async () => {
    const files = ['--file', write('viewers.yml', rules), '--directory', write('people.csv', people.all)];
    const { status, lastLine, stderr } = run(...files);
    expect(stderr).toMatch(/^\+ ana: executive BANK \(Ana\)$/m);
    expect({ status, counts: JSON.parse(lastLine ?? '') }).toEqual({
      status: 0,
      counts: { added: 4, changed: 0, removed: 0, unchanged: 0, kept: 1, unbound: 1, dryRun: false },
    });
    expect(await list()).toEqual(loaded);
  });

  it.each([
    [['--file', '/nowhere.yml'], /\/nowhere\.yml:1: does not exist\. Remedy/],
    [['--max-removed', 'all'], /--max-removed "all" is not a whole number/],
    [['--colour'], /Unknown option '--colour'/],
  ])('ends with 1 and the remedy for %j', (args, says) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(1);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
