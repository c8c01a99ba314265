import { type TestDatabase, createTestDatabase } from '@branchlight/warehouse/src/testing';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBasePort, isFree, SuiteProcess, waitForEnd } from './testing/suite-process';
import { writeBank } from './testing/write-bank';

jest.setTimeout(300_000);

let folder: string;
let base: number;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'bl-misuse-'));
  base = await findBasePort();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts what must not start: exit code 1, a message without a stack, nothing left running. Gives the message. */
async function refuse(args: string[], env: NodeJS.ProcessEnv = {}, port = base): Promise<string> {
  const suite = SuiteProcess.launch(
    [...args, ...(args.includes('--dir') ? [] : ['--dir', path.join(folder, 'suite')])],
    port,
    env
  );
  const processes = suite.listProcesses();
  expect(await suite.waitForExit()).toBe(1);
  expect(await waitForEnd(processes)).toEqual([]);
  expect(suite.output).not.toMatch(/^\s+at /m);
  return suite.output;
}

describe('options', () => {
  it.each<[string[], RegExp]>([
    [['--bank', 'nowhere'], /--bank nowhere: there is no such bank.*--bank chase --data PATH.*--bank demo/s],
    [['--bnak', 'demo'], /--bnak.*Usage/s],
    [['--scale', 'x'], /--scale x is not usable/],
    [['--bank', 'pkdd99'], /Nothing is loaded for pkdd99 yet.*--data PATH/],
    [['--bank', 'pkdd99', '--data', '/no/such/folder'], /--data \/no\/such\/folder: there is no such folder or file/],
    [
      ['--bank', 'pkdd99', '--data', '.'],
      /has no file of the mapping "pkdd99".*It has .*Remedy: name the folder that holds them with --data/,
    ],
    [['--bank', 'pkdd99', '--seed', '1'], /--seed is for the demo bank only/],
  ])('refuses %j', async (args, message) => {
    expect(await refuse(args)).toMatch(message);
  });

  it('refuses ports out of range, also those that only Postgres would lie beyond', async () => {
    expect(await refuse([], {}, 0)).toMatch(/--port 0 is not usable.*1 to 14215/);
    expect(await refuse([], {}, 14_216)).toMatch(/--port 14216 is not usable.*1 to 14215/);
  });

  it('refuses a folder that cannot be one', async () => {
    writeFileSync(path.join(folder, 'file'), '');
    expect(await refuse(['--dir', path.join(folder, 'file', 'suite')])).toMatch(
      /cannot be used .*choose another one with --dir/
    );
  });

  it('names the broken file', async () => {
    const data = path.join(folder, 'broken');
    mkdirSync(data);
    writeBank(data);
    writeFileSync(path.join(data, 'loan.asc'), '\u0000\u0001 no loans;at all\n1;2\n');
    expect(await refuse(['--bank', 'pkdd99', '--data', data])).toMatch(/loan\.asc.*refused.*Remedy/s);
  });

  it.each<[string, number]>([
    ['page', 0],
    ['semantic layer', 1_000],
    ['action hub', 1_100],
    ['Postgres', 51_320],
  ])('names the taken port of the %s', async (_part, offset) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(base + offset, '127.0.0.1', resolve));
    expect(await refuse(['--scale', '1'])).toMatch(new RegExp(`${base + offset}.*another program.*Remedy:.*--port`));
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('a Postgres of your own', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase({ migrated: false });
  });
  afterAll(() => database.drop());

  function change(set: (url: URL) => void): NodeJS.ProcessEnv {
    const url = new URL(database.url);
    set(url);
    return { DATABASE_URL: url.toString() };
  }

  it.each<[string, (url: URL) => void, RegExp]>([
    [
      'unreachable',
      (url) => (url.port = '1'),
      /127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED.*Remedy: start that server/,
    ],
    [
      'behind another password',
      (url) => (url.password = 'geheim'),
      /password authentication failed.*Remedy: correct the user or the password/,
    ],
    [
      'without that database',
      (url) => (url.pathname = '/nothing'),
      /"nothing" does not exist.*Remedy: create that database/,
    ],
  ])('is refused when it is %s, without its password', async (_what, set, message) => {
    const output = await refuse([], change(set));
    expect(output).toMatch(message);
    expect(output).not.toContain('geheim');
    expect(output).not.toContain(new URL(database.url).password);
  });

  it('is refused when its user may make nothing in it', async () => {
    await database.client.query(`CREATE ROLE looker LOGIN PASSWORD 'geheim-1234'`);
    try {
      const env = change((url) => Object.assign(url, { username: 'looker', password: 'geheim-1234' }));
      expect(await refuse([], env)).toMatch(
        /could not be brought up to date; nothing was changed: permission denied.*owner of its database/
      );
    } finally {
      await database.client.query('DROP ROLE looker');
    }
  });

  it('takes the demo bank, keeps it and leaves no Postgres in the folder', async () => {
    const dir = path.join(folder, 'external');
    const env = { DATABASE_URL: database.url };
    for (const args of [['--scale', '1'], []]) {
      const suite = await SuiteProcess.start([...args, '--dir', dir], base, env);
      expect(await isFree(base + 51_320)).toBe(true);
      expect(await (await suite.fetch('/api/health')).json()).toMatchObject({ database: 'ok', bank: 'demo' });
      expect(
        Number((await suite.rows('hq.exec', { measures: ['deposits.balance_end'] }))[0]?.balance_end)
      ).toBeGreaterThan(0);
      const processes = suite.listProcesses();
      await suite.interrupt();
      expect(await waitForEnd(processes)).toEqual([]);
    }
    expect(readdirSync(dir)).not.toContain('postgres');
    const { rows } = await database.client.query('SELECT scale FROM ops.demo_bank');
    expect(rows).toEqual([{ scale: 1 }]);
  });

  it('is refused for another bank than the one it holds', async () => {
    expect(await refuse(['--bank', 'chase'], { DATABASE_URL: database.url })).toMatch(
      /holds the bank "demo", not "chase".*another database; nothing was changed/
    );
  });
});
