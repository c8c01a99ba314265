import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ensureSecrets, findRepositoryRoot } from '@branchlight/runtime';
import { Agent, request } from 'node:http';
import { Client } from 'pg';
import { findBasePort, isFree, pause, SuiteProcess, waitForEnd } from './testing/suite-process';
import { writeBank, writeMarch } from './testing/write-bank';

const run = promisify(execFile);
jest.setTimeout(300_000);

let folder: string;
let base: number;
let suite: SuiteProcess;

const pragueMidnight = (day: string) => Date.parse(`${day}T00:00:00+01:00`);
const byOutletAndMonth = {
  measures: ['deposits.balance_end', 'deposits.credits', 'deposits.debits', 'deposits.net_inflow'],
  dimensions: ['deposits.region_code', 'deposits.outlet_code'],
  timeDimensions: [{ dimension: 'deposits.date', granularity: 'month', dateRange: ['1993-01-01', '1993-02-28'] }],
  order: { 'deposits.date': 'asc', 'deposits.outlet_code': 'asc' },
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'bl-start-'));
  writeBank(path.join(folder, 'files'));
  base = await findBasePort();
  suite = await start();
});

afterAll(async () => {
  if (process.env.BRANCHLIGHT_KEEP_LOGS) {
    cpSync(path.join(folder, 'suite', 'logs'), process.env.BRANCHLIGHT_KEEP_LOGS, { recursive: true });
  }
  if (suite) {
    const processes = suite.listProcesses();
    await suite.kill();
    await waitForEnd(processes);
  }
  rmSync(folder, { recursive: true, force: true });
});

function start(): Promise<SuiteProcess> {
  return SuiteProcess.start(
    ['--bank', 'pkdd99', '--data', path.join(folder, 'files'), '--dir', path.join(folder, 'suite')],
    base
  );
}

it('says that every part works', async () => {
  const health = await suite.fetch('/api/health');
  expect(health.status).toBe(200);
  expect(await health.json()).toMatchObject({ database: 'ok', cube: 'ok', hub: 'ok', bank: 'pkdd99' });
  expect(suite.output).toContain(`http://localhost:${base}`);
  expect(statSync(path.join(folder, 'suite', 'secrets.json')).mode & 0o777).toBe(0o600);
});

it('answers the figures of the files, counted by hand', async () => {
  const rows = await suite.rows('hq.exec', byOutletAndMonth);
  const january = pragueMidnight('1993-01-01');
  const february = pragueMidnight('1993-02-01');
  expect(rows).toEqual([
    row('R01', 'B0001', january, 1100, 1300, 200),
    row('R02', 'B0002', january, 300, 300, 0),
    row('R02', 'B0003', january, 2000, 2000, 0),
    row('R01', 'B0001', february, 1600, 500, 0),
    row('R02', 'B0002', february, 200, 0, 100),
    row('R02', 'B0003', february, 2050, 50, 0),
  ]);
});

function row(
  region_code: string,
  outlet_code: string,
  date: number,
  balance_end: number,
  credits: number,
  debits: number
) {
  return { region_code, outlet_code, date, balance_end, credits, debits, net_inflow: credits - debits };
}

it('lets the semantic layer into the database by a role that only reads', async () => {
  const { postgresPassword } = ensureSecrets(path.join(folder, 'suite'));
  const client = new Client({
    connectionString: `postgres://branchlight:${postgresPassword}@127.0.0.1:${base + 51_320}/branchlight_pkdd99`,
  });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT DISTINCT usename FROM pg_stat_activity WHERE application_name LIKE 'branchlight-cube%'`
    );
    expect(rows).toEqual([{ usename: 'branchlight_cube' }]);
  } finally {
    await client.end();
  }
});

it('resolves relative ranges from the last day with data', async () => {
  const query = {
    measures: ['deposits.credits'],
    timeDimensions: [{ dimension: 'deposits.date', granularity: 'month' }],
  };
  expect(await suite.rows('hq.exec', query, { from: 'now/M', to: 'now' })).toEqual([
    { date: pragueMidnight('1993-02-01'), credits: 550 },
  ]);
  // One month back from 28 February begins on 29 January, whose three days had no credits.
  expect(await suite.rows('hq.exec', query, { from: 'now-1M', to: 'now' })).toEqual([
    { date: pragueMidnight('1993-01-01'), credits: 0 },
    { date: pragueMidnight('1993-02-01'), credits: 550 },
  ]);
});

it('shows a branch manager only the own outlet, and a region manager only the own region', async () => {
  const query = { measures: ['deposits.balance_end'], dimensions: ['deposits.outlet_code'] };
  expect(await suite.rows('branch.B0002', query)).toEqual([{ outlet_code: 'B0002', balance_end: 200 }]);
  expect(await suite.rows('region.R02', { ...query, order: { 'deposits.outlet_code': 'asc' } })).toEqual([
    { outlet_code: 'B0002', balance_end: 200 },
    { outlet_code: 'B0003', balance_end: 2050 },
  ]);
  const filters = [{ member: 'deposits.outlet_code', operator: 'equals', values: ['B0001'] }];
  expect(await suite.rows('branch.B0002', { ...query, filters })).toEqual([]);
  const either = [{ or: [...filters, { member: 'deposits.outlet_code', operator: 'set' }] }];
  expect(await suite.rows('branch.B0002', { ...query, filters: either })).toEqual([
    { outlet_code: 'B0002', balance_end: 200 },
  ]);
});

it("says who somebody is through the app's way to the hub", async () => {
  const response = await suite.fetch('/api/plugin-proxy/branchlight-command-app/hub/api/me', 'branch.B0002');
  expect(await response.json()).toMatchObject({
    login: 'branch.B0002',
    unit: { code: 'B0002' },
    parents: [{ code: 'R02' }, { level: 'bank' }],
  });
});

it('refuses who cannot say who they are', async () => {
  expect((await suite.fetch('/api/user')).status).toBe(401);
  expect((await suite.query('nobody', byOutletAndMonth)).status).toBe(401);
  expect((await suite.fetch('/api/datasources/uid/branchlight-cube/resources/meta')).status).toBe(401);
  expect(
    (await fetch(`http://127.0.0.1:${base + 1_100}/api/me`, { headers: { 'X-WEBAUTH-USER': 'hq.exec' } })).status
  ).toBe(401);
  expect((await fetch(`http://127.0.0.1:${base + 1_000}/cubejs-api/v1/meta`)).status).toBe(403);
});

it('refuses pages of another host or origin', async () => {
  expect(await askAs({ host: 'evil.example' })).toBe(403);
  expect(await askAs({ host: `127.0.0.1:${base}`, origin: 'http://evil.example' })).toBe(403);
  expect(await askAs({ host: `127.0.0.1:${base}` })).toBe(200);
});

function askAs(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(
      {
        port: base,
        host: '127.0.0.1',
        path: '/api/user',
        headers: { 'x-webauth-user': 'hq.exec', ...headers },
        agent: new Agent(),
      },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      }
    )
      .on('error', reject)
      .end();
  });
}

it('serves the page and every plugin', async () => {
  const page = await (await suite.fetch('/')).text();
  const script = /src="([^"]+)"/.exec(page)?.[1] ?? '';
  expect((await suite.fetch(script)).headers.get('content-type')).toMatch(/javascript/);
  const boot = await (await suite.fetch('/preview/boot', 'hq.exec')).json();
  expect(boot).toMatchObject({
    today: '1993-02-28',
    bank: { currency: 'CZK', timeZone: 'Europe/Prague' },
    viewersTotal: 7,
  });
  expect(boot.plugins.map(({ id }: { id: string }) => id).sort()).toEqual([
    'branchlight-command-app',
    'branchlight-cube-datasource',
    'branchlight-scorecard-panel',
  ]);
  for (const { module } of boot.plugins) {
    expect((await suite.fetch(module)).status).toBe(200);
  }
});

it('lets nobody start a second time in the same folder', async () => {
  const args = [
    'start',
    '--silent',
    '--',
    '--bank',
    'pkdd99',
    '--dir',
    path.join(folder, 'suite'),
    '--port',
    String(base + 1),
  ];
  await expect(run('npm', args, { cwd: findRepositoryRoot() })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(new RegExp(`already runs in .*localhost:${base}`)),
  });
});

it('says which port is taken', async () => {
  const args = [
    'start',
    '--silent',
    '--',
    '--bank',
    'pkdd99',
    '--dir',
    path.join(folder, 'other'),
    '--port',
    String(base),
  ];
  await expect(run('npm', args, { cwd: findRepositoryRoot() })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(new RegExp(`Port ${base} \\(page\\) is taken.*--port`)),
  });
});

it('shows rows that are loaded while it runs', async () => {
  writeMarch(path.join(folder, 'march'));
  const mapping = path.join(findRepositoryRoot(), 'bank', 'mappings', 'pkdd99.yml');
  const { stdout } = await run(
    'npm',
    [
      'run',
      '--silent',
      'load',
      '--',
      '--mapping',
      mapping,
      '--data',
      path.join(folder, 'march'),
      '--dir',
      path.join(folder, 'suite'),
      '--port',
      String(base),
    ],
    { cwd: findRepositoryRoot() }
  );
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({ read: 2, loaded: 2, rejected: 0 });
  const query = { measures: ['deposits.balance_end'], dimensions: ['deposits.outlet_code'] };
  const expected = [{ outlet_code: 'B0002', balance_end: 1200 }];
  const deadline = Date.now() + 30_000;
  let rows: unknown[] = [];
  while (JSON.stringify(rows) !== JSON.stringify(expected) && Date.now() < deadline) {
    rows = await suite.rows('branch.B0002', query);
    await pause(500);
  }
  expect(rows).toEqual(expected);
});

it('answers rows that are sent to the hub, within the same run and in every place', async () => {
  const { hubIngestToken } = ensureSecrets(path.join(folder, 'suite'));
  const body =
    '"trans_id";"account_id";"date";"type";"operation";"amount";"balance";"k_symbol";"bank";"account"\n' +
    '900001;1;930331;"PRIJEM";"VKLAD";50.0;1650.0;"";"";\n';
  const send = (token: string) =>
    fetch(`http://127.0.0.1:${base + 1100}/api/ingest/pkdd99?file=transactions`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/csv', 'Idempotency-Key': 'march-1' },
      body,
    });
  expect((await send('x'.repeat(43))).status).toBe(401);
  const viewer = async () => {
    const answer = await suite.fetch('/api/datasources/uid/branchlight-cube/resources/viewer', 'branch.B0001');
    return (await answer.json()) as { dataVersion: number };
  };
  const { dataVersion } = await viewer();
  const query = { measures: ['deposits.balance_end'], dimensions: ['deposits.outlet_code'] };
  const before = await suite.rows('branch.B0001', query);
  const answers = [await (await send(hubIngestToken)).json(), await (await send(hubIngestToken)).json()];
  expect(answers).toEqual([{ read: 1, loaded: 1, rejected: 0, unchanged: 0, rejects: [] }, answers[0]]);
  // In this order: the version tells that there are new data, and from then on the old figure comes only for moments.
  await waitUntil(async () => (await viewer()).dataVersion > dataVersion);
  await waitUntil(async () => JSON.stringify(await suite.rows('branch.B0001', query)) !== JSON.stringify(before));
  expect(await suite.rows('branch.B0001', query)).toEqual([{ outlet_code: 'B0001', balance_end: 1650 }]);
  for (const name of await readdir(path.join(folder, 'suite', 'logs'))) {
    expect(readFileSync(path.join(folder, 'suite', 'logs', name), 'utf8')).not.toContain(hubIngestToken);
  }
});

async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    expect(Date.now()).toBeLessThan(deadline);
    await pause(250);
  }
}

it('starts a killed part again and says so meanwhile', async () => {
  const hub = findHub(base + 1_100);
  process.kill(hub, 'SIGKILL');
  const states: number[] = [];
  const deadline = Date.now() + 30_000;
  while (!(states.includes(503) && states.at(-1) === 200) && Date.now() < deadline) {
    states.push((await suite.fetch('/api/health')).status);
    await pause(50);
  }
  expect(states).toContain(503);
  expect(states.at(-1)).toBe(200);
});

/** The hub's process: the one of the suite whose environment holds the hub's port. */
function findHub(port: number): number {
  const found = suite
    .listProcesses()
    .find((pid) => readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`HUB_PORT=${port}`));
  if (found === undefined) {
    throw new Error('no process has the port of the hub');
  }
  return found;
}

it('ends everything on Ctrl-C, keeps the data and starts faster again', async () => {
  const processes = suite.listProcesses();
  const stopping = Date.now();
  await suite.interrupt();
  expect(await waitForEnd(processes)).toEqual([]);
  expect(Date.now() - stopping).toBeLessThan(10_000);
  for (const offset of [0, 1_000, 1_100, 51_320]) {
    expect(await isFree(base + offset)).toBe(true);
  }
  suite = await start();
  expect(suite.output).toContain('loaded already and unchanged');
  const query = { measures: ['deposits.balance_end'] };
  expect(await suite.rows('hq.exec', query)).toEqual([{ balance_end: 1650 + 1200 + 2000 }]);
});

it('ends everything when npm is asked to end, and when it is killed', async () => {
  for (const end of [() => suite.terminate(), () => suite.kill()]) {
    const processes = suite.listProcesses();
    expect(processes.length).toBeGreaterThan(5);
    await end();
    expect(await waitForEnd(processes)).toEqual([]);
    expect(await isFree(base + 51_320)).toBe(true);
    suite = await start();
  }
});

it('leaves nothing behind when the suite itself is killed', async () => {
  const processes = suite.listProcesses();
  const main = processes.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('preview/src/main.ts'));
  main.forEach((pid) => process.kill(pid, 'SIGKILL'));
  expect(await waitForEnd(processes)).toEqual([]);
  expect(await isFree(base + 51_320)).toBe(true);
});
