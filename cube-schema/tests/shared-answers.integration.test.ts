import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildBackend } from '@branchlight/plugin-build/src/backend';
import { startPluginProcess, type PluginProcess, type QueryResult } from '@branchlight/plugin-protocol';
import { findRepositoryRoot } from '@branchlight/runtime';
import { type TestDatabase } from '../../warehouse/src/testing';
import { startCountingProxy, type CountingProxy } from './support/counting-proxy';
import { apiSecret, startCubeProcess, type CubeProcess } from './support/cube-process';
import { createRandom } from './support/attack/random';
import { createTestBank, readFixture } from './support/test-bank';

// The datasource's own process before a real Cube: answers are kept and shared, and each viewer gets the own ones all the same.
const folder = mkdtempSync(path.join(tmpdir(), 'blshare-'));
const executable = path.join(folder, 'gpx_branchlight_cube_linux_amd64');

let database: TestDatabase;
let cube: CubeProcess;
let proxy: CountingProxy;
let plugin: PluginProcess;

/** Several people for each scope, some with and some without personal data. */
const scopes: Record<string, string[]> = {
  'HQ executive': ['hq.exec', 'hq.exec.2'],
  'HQ analyst': ['hq.analyst', 'hq.analyst.2'],
  'HQ executive, sees names': ['hq.names', 'hq.names.2'],
  R01: ['region.R01', 'region.R01.2'],
  R02: ['region.R02', 'region.R02.2'],
  B0101: ['branch.B0101', 'branch.B0101.2'],
  'B0101, sees no names': ['branch.noname', 'branch.noname.2'],
  B0203: ['branch.B0203', 'branch.B0203.2'],
  S010101: ['staff.S010101', 'staff.S010101.2'],
};
const queries = {
  deposits: { measures: ['deposits.accounts', 'deposits.balance_end'], dimensions: ['deposits.outlet_code'] },
  customers: { measures: ['customers.customers'], dimensions: ['customers.outlet_code'] },
  people: { measures: ['customer_360.customers'], dimensions: ['customer_360.outlet_code'] },
  names: { dimensions: ['customer_360.name'] },
  targets: { measures: ['targets.target'], dimensions: ['targets.metric'] },
};
type QueryName = keyof typeof queries;
const names = Object.keys(queries) as QueryName[];

beforeAll(async () => {
  await buildBackend(path.join(findRepositoryRoot(), 'plugins/cube-datasource'), folder, 'gpx_branchlight_cube');
  database = await createTestBank({ mart: 'derived', facts: readFixture('sales.sql') });
  await database.client.query(`
    INSERT INTO ops.viewer (login, role, unit_code, display_name, sees_personal_data) VALUES
      ('hq.names', 'executive', 'HQ', 'Names', true), ('branch.noname', 'branch_manager', 'B0101', 'No names', false);
    INSERT INTO ops.viewer (login, role, unit_code, display_name, sees_personal_data)
    SELECT login || '.2', role, unit_code, display_name, sees_personal_data FROM ops.viewer WHERE login <> 'odd.manager';
    INSERT INTO core.customer_identity (customer_code, full_name)
    SELECT customer_code, 'Name of ' || customer_code FROM core.customer ON CONFLICT DO NOTHING;
    UPDATE ops.data_version SET version = version + 1, changed_at = now() - interval '1 hour'`);
  cube = await startCubeProcess(database.url);
  proxy = await startCountingProxy(cube.url);
  plugin = await startPluginProcess({ executable, onLog: () => undefined });
});
afterAll(async () => {
  await plugin?.stop();
  await proxy?.stop();
  await cube?.stop();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** What a viewer is told, as one text. */
async function ask(login: string, name: QueryName, url = proxy.url): Promise<string> {
  const results = await plugin.queryData({
    context: {
      orgId: 1,
      pluginId: 'branchlight-cube-datasource',
      pluginVersion: '0.1.0',
      grafanaConfig: {},
      user: { login, name: login, email: '', role: 'Viewer' },
      datasource: {
        uid: 'branchlight-cube',
        name: 'Branchlight',
        url: '',
        jsonData: { cubeApiUrl: url },
        secureJsonData: { cubeApiSecret: apiSecret },
        updated: 0,
      },
    },
    headers: {},
    queries: [
      {
        refId: 'A',
        queryType: '',
        maxDataPoints: 1000,
        intervalMs: 86_400_000,
        timeRange: { from: Date.parse('1990-01-01T00:00:00Z'), to: Date.parse('1990-12-31T00:00:00Z') },
        model: { query: queries[name], format: 'table' },
      },
    ],
  });
  return describeAnswer(results.get('A'));
}

function describeAnswer(result: QueryResult | undefined): string {
  const values = result?.frames.flatMap(({ fields }) => fields.map((field) => [field.name, [...field.values]]));
  return JSON.stringify([result?.status, result?.error, values]);
}

test('hundreds of equal queries of different viewers at once: everybody gets the own answer, and those of a scope share it', async () => {
  // Another address is another instance of the datasource: asked alone there, nobody's answer can be another's.
  const alone = new Map<string, string>();
  for (const [scope, [login = '']] of Object.entries(scopes)) {
    for (const name of names) {
      alone.set(`${scope} ${name}`, await ask(login, name, cube.url));
    }
  }
  const differing = (name: QueryName) =>
    new Set(Object.keys(scopes).map((scope) => alone.get(`${scope} ${name}`))).size;
  expect(names.map(differing)).toEqual([6, 6, 6, 5, 6]);
  expect(alone.get('HQ analyst names')).toMatch(/^\[403/);
  expect(alone.get('B0101, sees no names names')).toMatch(/^\[403/);
  expect(alone.get('S010101 deposits')).toMatch(/^\[403/);
  expect(alone.get('B0101 deposits')).not.toMatch(/B0[23]|B010[23]/);
  expect(alone.get('HQ executive, sees names names')).toMatch(/Name of/);

  const asks = Object.entries(scopes).flatMap(([scope, logins]) =>
    logins.flatMap((login) => names.flatMap((name) => Array.from({ length: 5 }, () => ({ scope, login, name }))))
  );
  const shuffled = createRandom(7).some(asks, asks.length);
  const wrong = await Promise.all(
    shuffled.map(async ({ scope, login, name }) => {
      const answer = await ask(login, name);
      return answer === alone.get(`${scope} ${name}`) ? [] : [{ login, name, answer }];
    })
  );
  expect(shuffled).toHaveLength(450);
  expect(wrong.flat()).toEqual([]);
  // One of Cube's for each scope and query that is answered; more only where a machine is so slow that answers are asked for anew meanwhile.
  const answered = [...alone.values()].filter((answer) => answer.startsWith('[200')).length;
  expect(proxy.countLoads()).toBeGreaterThanOrEqual(answered);
  expect(proxy.countLoads()).toBeLessThan(shuffled.length / 3);
});

describe('what changes in ops.viewer holds for the next request, whatever is kept', () => {
  const change = (sql: string) => database.client.query(sql);
  const all = () => Promise.all(names.map((name) => ask('mover', name)));
  const like = (login: string) => Promise.all(names.map((name) => ask(login, name, cube.url)));

  test('another unit, another role, personal data given and taken, and leaving', async () => {
    await change(`INSERT INTO ops.viewer VALUES ('mover', 'branch_manager', 'B0101', 'Mover')`);
    expect(await all()).toEqual(await like('branch.B0101'));
    for (const [update, login] of [
      [`unit_code = 'B0203'`, 'branch.B0203'],
      [`unit_code = 'B0101', sees_personal_data = false`, 'branch.noname'],
      [`sees_personal_data = NULL`, 'branch.B0101'],
      [`role = 'region_manager', unit_code = 'R02'`, 'region.R02'],
      [`role = 'executive', unit_code = 'HQ', sees_personal_data = true`, 'hq.names'],
      [`sees_personal_data = false`, 'hq.exec'],
      [`role = 'staff', unit_code = 'S010101', sees_personal_data = NULL`, 'staff.S010101'],
    ] as const) {
      const wanted = await like(login);
      await change(`UPDATE ops.viewer SET ${update} WHERE login = 'mover'`);
      expect([login, ...(await all())]).toEqual([login, ...wanted]);
    }
    await change(`DELETE FROM ops.viewer WHERE login = 'mover'`);
    expect((await all()).map((answer) => answer.slice(0, 4))).toEqual(names.map(() => '[403'));
  });

  test('also for those who ask while many of the same login wait', async () => {
    await change(`INSERT INTO ops.viewer VALUES ('mover', 'executive', 'HQ', 'Mover')`);
    const [before, after] = [
      await ask('hq.exec', 'deposits', cube.url),
      await ask('branch.B0203', 'deposits', cube.url),
    ];
    const early = Array.from({ length: 60 }, () => ask('mover', 'deposits'));
    await change(`UPDATE ops.viewer SET role = 'branch_manager', unit_code = 'B0203' WHERE login = 'mover'`);
    const late = await Promise.all(Array.from({ length: 60 }, () => ask('mover', 'deposits')));
    expect([...new Set(late)]).toEqual([after]);
    const told = [before, after].map((answer) => answer.slice(0, 200));
    const others = (await Promise.all(early)).filter((answer) => !told.includes(answer.slice(0, 200)));
    expect(others.filter((answer) => !answer.startsWith('[409'))).toEqual([]);
  });
});
