import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureSecrets } from '@branchlight/runtime';
import { Client } from 'pg';
import { findBasePort, isFree, pause, SuiteProcess, waitForEnd } from './testing/suite-process';

jest.setTimeout(400_000);

let folder: string;
let base: number;
let suite: SuiteProcess | undefined;

const small = ['--scale', '1'];
const deposits = { measures: ['deposits.balance_end'] };

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'bl-demo-'));
  base = await findBasePort();
});

afterAll(async () => {
  if (suite) {
    await endAll(suite, () => suite?.kill());
  }
  rmSync(folder, { recursive: true, force: true });
});

function start(...args: string[]): Promise<SuiteProcess> {
  return SuiteProcess.start([...args, '--dir', path.join(folder, 'suite')], base);
}

/** Ends a suite and expects that no process of it and no port stays behind. */
async function endAll(running: SuiteProcess, end: () => unknown): Promise<void> {
  const processes = running.listProcesses();
  await end();
  expect(await waitForEnd(processes)).toEqual([]);
  for (const offset of [0, 1_000, 1_100, 51_320]) {
    expect([offset, await isFree(base + offset)]).toEqual([offset, true]);
  }
}

async function refuse(...args: string[]): Promise<string> {
  const refused = SuiteProcess.launch([...args, '--dir', path.join(folder, 'suite')], base);
  expect(await refused.waitForExit()).toBe(1);
  expect(refused.output).not.toMatch(/^\s+at /m);
  for (const offset of [0, 1_000, 1_100, 51_320]) {
    expect(await isFree(base + offset)).toBe(true);
  }
  return refused.output;
}

async function changeDatabase(sql: string): Promise<void> {
  const { postgresPassword } = ensureSecrets(path.join(folder, 'suite'));
  const client = new Client({
    connectionString: `postgres://branchlight:${postgresPassword}@127.0.0.1:${base + 51_320}/branchlight_demo`,
  });
  await client.connect();
  await client.query(sql);
  await client.end();
}

function killWhere(running: SuiteProcess, matches: (command: string, environment: string) => boolean): void {
  const found = running.listProcesses().filter((pid) => {
    try {
      return matches(readFileSync(`/proc/${pid}/cmdline`, 'utf8'), readFileSync(`/proc/${pid}/environ`, 'utf8'));
    } catch {
      return false;
    }
  });
  expect(found.length).toBeGreaterThan(0);
  found.forEach((pid) => process.kill(pid, 'SIGKILL'));
}

async function waitUntilItWorksAgain(running: SuiteProcess): Promise<number[]> {
  const states: number[] = [];
  const deadline = Date.now() + 90_000;
  while (!(states.some((status) => status === 503) && states.at(-1) === 200) && Date.now() < deadline) {
    states.push((await running.fetch('/api/health')).status);
    await pause(50);
  }
  return [...new Set(states)].sort();
}

it('opens the demo bank, with something for everybody, on its last day', async () => {
  suite = await start(...small);
  expect(await (await suite.fetch('/api/health')).json()).toMatchObject({
    database: 'ok',
    cube: 'ok',
    hub: 'ok',
    bank: 'demo',
  });
  const [bank] = await suite.rows('hq.exec', deposits);
  expect(Number(bank?.balance_end)).toBeGreaterThan(1_000_000);
  for (const login of ['region.R01', 'branch.B0101', 'hq.analyst']) {
    expect(Number((await suite.rows(login, deposits))[0]?.balance_end)).toBeGreaterThan(0);
  }
  expect((await suite.fetch('/api/user', 'staff.S010101')).status).toBe(200);
  const places = await suite.rows('hq.exec', {
    measures: ['outlets.outlets'],
    dimensions: ['outlets.outlet_code', 'outlets.latitude', 'outlets.longitude'],
  });
  expect(places).toHaveLength(60);
  expect(await (await suite.fetch('/preview/boot', 'hq.exec')).json()).toMatchObject({
    today: '2026-06-30',
    bank: { code: 'demo', currency: 'EUR', timeZone: 'Europe/Madrid' },
  });
});

it.each<[string, (command: string, environment: string) => boolean]>([
  ['semantic layer', (_command, environment) => environment.includes(`BRANCHLIGHT_CUBE_PORT=${base + 1_000}`)],
  ['datasource', (command) => command.includes('gpx_branchlight_cube')],
  ['database', (command) => /bin\/postgres\0-D/.test(command)],
])('starts the killed %s again, with all data', async (_part, matches) => {
  const running = suite ?? (await start());
  const before = await running.rows('hq.exec', deposits);
  killWhere(running, matches);
  expect(await waitUntilItWorksAgain(running)).toEqual([200, 503]);
  expect(await running.rows('hq.exec', deposits)).toEqual(before);
});

it('is not another bank by other options, and says what to do', async () => {
  await endAll(suite ?? (await start()), () => suite?.interrupt());
  suite = undefined;
  expect(await refuse('--scale', '2')).toMatch(/--scale 2: .* has scale 1\..*leave --scale out.*--reset.*--dir/);
  expect(await refuse('--seed', '5')).toMatch(/--seed 5: .* has seed 1/);
});

it('opens what is there without options, on another day when asked to', async () => {
  suite = await start('--today', '2025-12-31');
  expect(suite.output).toContain('1 thousand customers from seed 1 is there already');
  expect(await (await suite.fetch('/preview/boot', 'hq.exec')).json()).toMatchObject({ today: '2025-12-31' });
  const query = {
    measures: ['deposits.credits'],
    timeDimensions: [{ dimension: 'deposits.date', granularity: 'month' }],
  };
  const rows = await suite.rows('hq.exec', query, { from: 'now/M', to: 'now' });
  expect(rows.map(({ date }) => date)).toEqual([Date.parse('2025-12-01T00:00:00+01:00')]);
});

it('leaves a database of a newer version alone', async () => {
  await changeDatabase(`INSERT INTO branchlight.migration (name, run_on) VALUES ('9999_from_the_future', now())`);
  await endAll(suite ?? (await start()), () => suite?.interrupt());
  suite = undefined;
  expect(await refuse()).toMatch(
    /newer version of Branchlight \(it has 9999_from_the_future\). Nothing was changed.*--dir/
  );
});

it('makes the bank anew with --reset, also after Ctrl-C and a kill in the middle of it', async () => {
  for (const [stop, stage] of [
    ['interrupt', 'Making the demo bank'],
    ['kill', 'Making the demo bank'],
    // One long statement follows another here: none of them is waited for.
    ['interrupt', 'transactions ('],
  ] as const) {
    const stopped = SuiteProcess.launch(['--reset', '--scale', '5', '--dir', path.join(folder, 'suite')], base);
    await stopped.waitFor(stage);
    await pause(1_000);
    await endAll(stopped, () => stopped[stop]());
    expect(stopped.output).not.toMatch(/Worked out the figures|^\s+at /m);
  }
  suite = await start(...small, '--seed', '3');
  expect(suite.output).toContain('Making the demo bank of 1 thousand customers from seed 3');
  expect(Number((await suite.rows('hq.exec', deposits))[0]?.balance_end)).toBeGreaterThan(1_000_000);
});
