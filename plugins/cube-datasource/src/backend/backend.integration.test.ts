import { buildBackend } from '@branchlight/plugin-build/src/backend';
import {
  type HealthResponse,
  type PluginContext,
  type PluginExit,
  type PluginLogLine,
  type PluginProcess,
  type QueryDataRequest,
  type QueryResult,
  startPluginProcess,
} from '@branchlight/plugin-protocol';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { CubePeer } from './testing/cube-peer';

const secret = 'a-secret-of-the-tests-0123456789abcdef';
const folder = mkdtempSync(path.join(tmpdir(), 'bld-'));
const executable = path.join(folder, 'gpx_branchlight_cube_linux_amd64');
const cube = new CubePeer(secret);
const logs: PluginLogLine[] = [];
let cubeApiUrl = '';
let plugin: PluginProcess;

const range = { from: Date.parse('1993-01-01T00:00:00+01:00'), to: Date.parse('1994-01-01T00:00:00+01:00') };
const byMonth = {
  measures: ['deposits.credits'],
  dimensions: ['deposits.outlet_code'],
  timeDimensions: [{ dimension: 'deposits.date', granularity: 'month' }],
};

interface Overrides {
  url?: string;
  key?: string;
}

function contextOf(login: string | undefined, { key = secret, url = cubeApiUrl }: Overrides = {}): PluginContext {
  return {
    orgId: 1,
    pluginId: 'branchlight-cube-datasource',
    pluginVersion: '0.1.0',
    grafanaConfig: {},
    ...(login !== undefined && { user: { login, name: login, email: '', role: 'Viewer' } }),
    datasource: {
      uid: 'branchlight-cube',
      name: 'Branchlight',
      url: '',
      jsonData: { cubeApiUrl: url },
      secureJsonData: key ? { cubeApiSecret: key } : {},
      updated: 0,
    },
  };
}

function requestOf(login: string | undefined, models: unknown[], overrides?: Overrides): QueryDataRequest {
  return {
    context: contextOf(login, overrides),
    headers: {},
    queries: models.map((model, index) => ({
      refId: String.fromCharCode(65 + index),
      queryType: '',
      maxDataPoints: 1_000,
      intervalMs: 86_400_000,
      timeRange: range,
      model,
    })),
  };
}

async function ask(
  login: string | undefined,
  query: unknown,
  more: object = {},
  overrides?: Overrides
): Promise<QueryResult> {
  const results = await plugin.queryData(
    requestOf(login, [{ query, format: 'table', version: 1, ...more }], overrides)
  );
  const result = results.get('A');
  if (!result) {
    throw new Error('no answer for A');
  }
  return result;
}

async function waitUntil(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !condition(); tries += 1) {
    await sleep(20);
  }
  expect(condition()).toBe(true);
}

const start = (onExit?: (exit: PluginExit) => void) =>
  startPluginProcess({ executable, onLog: (line) => logs.push(line), ...(onExit && { onExit }) });

beforeAll(async () => {
  await buildBackend(path.join(__dirname, '..', '..'), folder, 'gpx_branchlight_cube');
  cubeApiUrl = await cube.start();
});
beforeEach(async () => {
  cube.reset();
  plugin = await start();
});
afterEach(() => plugin.stop());
afterAll(async () => {
  await cube.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a query', () => {
  it("asks Cube in the viewer's name, for the bank's days, and answers the contract's fields", async () => {
    const result = await ask('branch.B0101', byMonth);
    expect(result.error).toBeUndefined();
    expect(result.frames[0]?.fields.map(({ name, type, values }) => [name, type, values])).toEqual([
      ['outlet_code', 'string', ['B0', 'B1', 'B2']],
      ['date', 'time', [0, 1, 2].map((day) => range.from + day * 86_400_000)],
      ['credits', 'number', [0.5, 1.5, 2.5]],
    ]);
    expect(cube.loads()).toEqual([
      {
        login: 'branch.B0101',
        path: '/cubejs-api/v1/load',
        body: {
          cache: 'must-revalidate',
          query: {
            ...byMonth,
            limit: 10_001,
            responseFormat: 'compact',
            timeDimensions: [{ ...byMonth.timeDimensions[0], dateRange: ['1993-01-01', '1993-12-31'] }],
          },
        },
      },
    ]);
  });

  it('answers as a time series too', async () => {
    const result = await ask('hq.exec', byMonth, { format: 'timeseries' });
    expect(result.frames[0]?.fields.map(({ labels, values }) => [labels, values.length])).toEqual([
      [undefined, 3],
      [{ outlet_code: 'B0' }, 3],
      [{ outlet_code: 'B1' }, 3],
      [{ outlet_code: 'B2' }, 3],
    ]);
  });

  it('waits while Cube computes', async () => {
    cube.waits = 3;
    expect((await ask('hq.exec', byMonth)).status).toBe(200);
    expect(cube.loads()).toHaveLength(4);
  });

  it('is cut at its limit with a notice', async () => {
    cube.rows = 100;
    const [frame] = (await ask('hq.exec', { ...byMonth, limit: 5 })).frames;
    expect(frame?.fields[0]?.values).toHaveLength(5);
    expect(frame?.meta?.notices).toEqual([{ severity: 'warning', text: expect.stringContaining('first 5 rows') }]);
  });

  it('may bring 50,000 rows', async () => {
    cube.rows = 60_000;
    const [frame] = (await ask('hq.exec', { ...byMonth, limit: 50_000 })).frames;
    expect(frame?.fields[0]?.values).toHaveLength(50_000);
    expect(frame?.meta?.notices).toHaveLength(1);
  });

  it('compares ranges in a frame each', async () => {
    const timeDimensions = [
      { dimension: 'deposits.date', granularity: 'month', compareDateRange: ['this quarter', 'last quarter'] },
    ];
    const { frames } = await ask('hq.exec', { ...byMonth, timeDimensions });
    expect(frames.map((frame) => frame.name)).toEqual(['1994-01-01 - 1994-03-31', '1993-10-01 - 1993-12-31']);
  });
});

describe('several queries and viewers', () => {
  it('are sent together', async () => {
    cube.delayMs = 300;
    const models = Array.from({ length: 20 }, (_, index) => ({ query: { ...byMonth, limit: index + 1 } }));
    const begin = Date.now();
    const results = await plugin.queryData(requestOf('hq.exec', models));
    expect([...results.values()].every((result) => result.status === 200)).toBe(true);
    expect(Date.now() - begin).toBeLessThan(2_500);
    expect(cube.loads()).toHaveLength(20);
    expect(cube.seen.filter((request) => request.path.endsWith('/viewer'))).toHaveLength(1);
  });

  it('share one request in all languages', async () => {
    const byTier = { ...byMonth, dimensions: ['deposits.tier'] };
    const inLanguage = async (locale?: string) => {
      const [, tier, , credits] = [undefined, ...((await ask('hq.exec', byTier, { locale })).frames[0]?.fields ?? [])];
      return [credits?.config?.displayNameFromDS, tier?.values[0], tier?.config?.mappings];
    };
    const word = (text: string) => [{ type: 'value', options: { B0: { text, index: 0 } } }];
    expect(await inLanguage('es-ES')).toEqual(['Abonos', 'B0', word('Básico')]);
    expect(await inLanguage('es-MX')).toEqual(['Abonos', 'B0', word('Básico')]);
    // Alert rules are evaluated on the server, where no language is known.
    expect(await inLanguage()).toEqual(['credits', 'B0', word('Basic')]);
    expect(await inLanguage('fr-FR')).toEqual(['credits', 'B0', word('Basic')]);
    expect(cube.loads()).toHaveLength(1);
    expect(cube.seen.filter(({ path: route }) => route.endsWith('/texts')).length).toBeLessThanOrEqual(1);
  });

  it('are answered in the model’s language by a Cube server without texts', async () => {
    cube.hasTexts = false;
    // Another address is another instance, which has not asked for texts yet.
    const { status, frames } = await ask(
      'hq.exec',
      byMonth,
      { locale: 'es-ES' },
      { url: cubeApiUrl.replace('127.0.0.1', 'localhost') }
    );
    expect([status, frames[0]?.fields.at(-1)?.config?.displayNameFromDS]).toEqual([200, 'credits']);
  });

  it('refuse a language that is no text', async () => {
    expect((await ask('hq.exec', byMonth, { locale: 5 })).error).toMatch(/^locale: must be a language such as/);
  });

  it('share one request within a scope and none across scopes', async () => {
    const logins = ['hq.exec', 'hq.other', 'branch.B0101', 'hq.exec', 'branch.B0101'];
    cube.delayMs = 100;
    const results = await Promise.all(logins.map((login) => ask(login, byMonth)));
    expect(results.map((result) => result.status)).toEqual([200, 200, 200, 200, 200]);
    expect(
      cube
        .loads()
        .map((load) => load.login)
        .sort()
    ).toEqual(['branch.B0101', expect.stringMatching(/^hq\./)]);
    await ask('hq.other', byMonth);
    expect(cube.loads()).toHaveLength(2);
  });

  it('keep answers when one of them fails', async () => {
    const results = await plugin.queryData(
      requestOf('hq.exec', [
        { query: byMonth },
        { query: { measures: ['x'] } },
        { query: byMonth, format: 'graph' },
        'text',
      ])
    );
    expect([...results.values()].map((result) => result.status)).toEqual([200, 400, 400, 400]);
    expect(results.get('B')?.error).toMatch(/^query\.measures\[0\]: "x" is not a member/);
    expect(results.get('C')?.error).toBe('format: must be "table" or "timeseries".');
  });
});

describe('who asks', () => {
  it('is refused when nobody is known by the login', async () => {
    expect(await ask('stranger', byMonth)).toMatchObject({
      status: 403,
      frames: [],
      error: 'Not allowed for "stranger": Nobody is known as "stranger": ask for an entry in ops.viewer.',
      errorSource: 'downstream',
    });
    expect(cube.loads()).toEqual([]);
  });

  it('is the service identity where Grafana asks by itself, whatever headers say', async () => {
    const request = requestOf(undefined, [{ query: byMonth }]);
    const answer = await plugin.queryData({ ...request, headers: { FromAlert: 'true', 'X-WEBAUTH-USER': 'hq.exec' } });
    expect(answer.get('A')).toMatchObject({ status: 403, error: expect.stringContaining('"grafana_scheduler"') });
  });

  it('get what their new scope shows with the next request, and nothing that was kept of the former one', async () => {
    expect((await ask('branch.B0101', byMonth)).status).toBe(200);
    cube.movedTo.set('branch.B0101', 'hq');
    expect((await ask('branch.B0101', byMonth)).status).toBe(200);
    expect(cube.loads()).toHaveLength(2);
    expect((await ask('hq.exec', byMonth)).status).toBe(200);
    expect(cube.loads()).toHaveLength(3);
  });

  it('get no answer where their scope changes while they ask, nor leave one for others of the former scope', async () => {
    cube.afterViewer = () => cube.movedTo.set('branch.B0101', 'hq');
    const moved = await ask('branch.B0101', byMonth);
    expect(moved).toMatchObject({ status: 409, error: expect.stringMatching(/has just changed: ask again/) });
    expect(cube.loads()).toEqual([]);
    expect((await ask('branch.B0101', byMonth)).status).toBe(200);
  });

  it('read nothing of each other in a refusal that they share', async () => {
    Object.assign(cube, { delayMs: 100, failure: { status: 403, body: { error: 'Not "hq.exec", not "hq.other".' } } });
    const answers = await Promise.all(['hq.exec', 'hq.other'].map((login) => ask(login, byMonth)));
    expect(cube.loads()).toHaveLength(1);
    const asked = cube.loads()[0]?.login ?? '';
    expect(answers.map(({ error }) => error?.includes(asked))).toEqual([false, false]);
    expect(answers[0]?.error).toMatch(/^Not allowed: .*this login/);
  });

  it('stays the signed-in user with the header of an alert', async () => {
    const answer = await plugin.queryData({
      ...requestOf('branch.B0101', [{ query: byMonth }]),
      headers: { FromAlert: 'true' },
    });
    expect(answer.get('A')?.status).toBe(200);
    expect(cube.loads()[0]?.login).toBe('branch.B0101');
  });
});

describe('errors', () => {
  it.each<[string, number, unknown, number, RegExp]>([
    [
      'a refusal',
      403,
      { error: 'Error: No view is open to staff yet.' },
      403,
      /^Not allowed: No view is open to staff yet\.$/,
    ],
    [
      'a wrong query',
      400,
      { error: "'x' not found for path 'deposits.x'" },
      400,
      /^Cube cannot answer the query: "deposits\.x" is no measure or dimension/,
    ],
    [
      'a member that the viewer may not see',
      500,
      { error: "Error: You requested hidden member: 'sources.source'. Please make it visible using `public: true`." },
      403,
      /^Not allowed: "sources\.source" is not open to you/,
    ],
    [
      'a failure',
      500,
      { error: 'Error: relation does not exist' },
      502,
      /^Cube failed \(HTTP 500\): relation does not exist\. See the log/,
    ],
    ['an answer that is no JSON', 502, 'Bad gateway', 502, /^Cube failed \(HTTP 502\)\. See the log/],
    ['an answer of something else', 200, { hello: 1 }, 502, /not one of \/v1\/load/],
    [
      'a secret in the message',
      500,
      { error: `key ${secret} and eyJhbGciOi.eyJzdWIi.sig` },
      502,
      /key \*\*\* and \*\*\*/,
    ],
  ])('say what to do after %s', async (_name, status, body, shown, message) => {
    cube.failure = { status, body };
    const result = await ask('hq.exec', byMonth);
    expect(result.status).toBe(shown);
    expect(result.error).toMatch(message);
    cube.failure = undefined;
    expect((await ask('hq.exec', byMonth)).status).toBe(200);
  });

  it.each<[string, Overrides, RegExp]>([
    [
      'Cube does not run',
      { url: 'http://127.0.0.1:1' },
      /^Cube does not answer at http:\/\/127\.0\.0\.1:1 \(ECONNREFUSED|bad port/,
    ],
    [
      'the secret is wrong',
      { key: 'another-secret-of-the-tests-0123456789' },
      /^Cube refuses the datasource's tokens: enter Cube's CUBEJS_API_SECRET/,
    ],
    ['the secret is missing', { key: '' }, /has no Cube API secret: enter/],
    ['the URL is wrong', { url: 'ftp://x' }, /not an address that begins with http/],
  ])('and health say what to do when %s', async (_name, overrides, message) => {
    expect((await ask('hq.exec', byMonth, {}, overrides)).error).toMatch(message);
    const health = await plugin.checkHealth({ context: contextOf('hq.exec', overrides), headers: {} });
    expect(health.status).toBe('error');
    expect(health.message).toMatch(message);
    expect(health.message).not.toContain(secret);
  });
});

describe('a stored query', () => {
  const adhocFilters = [
    { key: 'tier', operator: '=', value: 'B1' },
    { key: 'sex', operator: '=', value: 'f' },
  ];

  it('is answered whatever version or make it is of', async () => {
    const models = [
      { query: byMonth, format: 'table', version: 1 },
      { query: byMonth, format: 'table', version: 2, editorMode: 'json', draft: '{' },
      { query: JSON.stringify(byMonth) },
      { ...byMonth },
    ];
    const results = await plugin.queryData(requestOf('hq.exec', models));
    expect([...results.values()].map(({ error }) => error)).toEqual(models.map(() => undefined));
    expect([...results.values()].map(({ frames }) => frames[0]?.fields.length)).toEqual([3, 3, 3, 3]);
    expect((await ask('hq.exec', byMonth, { version: 3 })).error).toMatch(
      /newer version.*\(3; this one reads up to 2\)/
    );
    expect((await ask('hq.exec', '{"measures":')).error).toMatch(/^query: the text is not valid JSON/);
  });

  it("is narrowed by the dashboard's ad-hoc filters, and says which of them do not fit", async () => {
    const result = await ask('hq.exec', byMonth, { adhocFilters });
    expect(result.error).toBeUndefined();
    expect(cube.loads()[0]?.body?.query.filters).toEqual([
      { member: 'deposits.tier', operator: 'equals', values: ['B1'] },
    ]);
    expect(result.frames[0]?.meta?.notices).toEqual([
      { severity: 'warning', text: 'The filter "sex = f" is not applied here: Deposits has no "sex".' },
    ]);
  });

  it('is refused with an ad-hoc filter that cannot be answered, rather than answered without it', async () => {
    const wrong = [{ key: 'tier', operator: '=~', value: 'B[12]' }];
    expect((await ask('hq.exec', byMonth, { adhocFilters: wrong })).error).toMatch(/cannot answer: write plain text/);
    expect(cube.loads()).toEqual([]);
  });

  it('is refused when a comparison has several numbers', async () => {
    const filters = [{ member: 'deposits.credits', operator: 'gt', values: ['1', '2'] }];
    expect((await ask('hq.exec', { ...byMonth, filters })).error).toMatch(
      /^query\.filters\[0\]\.values: .*takes one number/
    );
  });
});

describe('health', () => {
  it('names the bank, also for an administrator who may see no figures', async () => {
    const check = (login: string) => plugin.checkHealth({ context: contextOf(login), headers: {} });
    expect(await check('hq.exec')).toMatchObject({
      status: 'ok',
      message:
        'Cube answers for Test bank (CZK, Europe/Prague) with days from 1993-01-01 to 1994-03-31. 1 views are open to "hq.exec".',
    });
    const admin = await check('admin');
    expect(admin.status).toBe('ok');
    expect(admin.message).toContain('"admin" itself may see no figures');
    expect(stagesOf(admin)).toMatchObject({ secret: 'ok', login: 'warning', bank: 'not-reached' });
  });

  it('tells every stage, and the one that is broken', async () => {
    const check = (overrides: Overrides = {}) =>
      plugin.checkHealth({ context: contextOf('hq.exec', overrides), headers: {} });
    expect(stagesOf(await check())).toEqual({
      settings: 'ok',
      address: 'ok',
      server: 'ok',
      secret: 'ok',
      version: 'ok',
      login: 'ok',
      bank: 'ok',
      views: 'ok',
    });
    expect(stagesOf(await check({ key: '' }))).toMatchObject({ settings: 'failed', address: 'not-reached' });
    expect(stagesOf(await check({ url: 'http://127.0.0.1:9' }))).toMatchObject({ settings: 'ok', address: 'failed' });
    expect(stagesOf(await check({ url: `${cubeApiUrl}/elsewhere` }))).toMatchObject({
      address: 'ok',
      server: 'failed',
    });
    expect(stagesOf(await check({ key: `another-${secret}` }))).toMatchObject({ server: 'ok', secret: 'failed' });
  });

  it('says what a connection that fails means', async () => {
    const check = async (url: string) =>
      (await plugin.checkHealth({ context: contextOf('hq.exec', { url }), headers: {} })).message;
    expect(await check('http://no-such-host.invalid')).toMatch(/host name is not known/);
    expect(await check('http://127.0.0.1:9')).toMatch(/nothing listens there/);
    // The peer speaks no TLS.
    expect(await check(cubeApiUrl.replace('http:', 'https:'))).toMatch(/no TLS/);
  });

  it('tells an old Cube, one that does not tell its version, and a bank that is not loaded', async () => {
    const check = () => plugin.checkHealth({ context: contextOf('hq.exec'), headers: {} });
    cube.cubeVersion = '1.6.9';
    expect(await check()).toMatchObject({
      status: 'error',
      message: 'Cube 1.6.9 is too old: update it to 1.7 or newer.',
    });
    cube.cubeVersion = undefined;
    expect(stagesOf(await check())).toMatchObject({ version: 'warning', views: 'ok' });
    cube.bank = null;
    const empty = await check();
    expect(empty).toMatchObject({ status: 'ok', message: expect.stringContaining('No bank is loaded yet') });
    expect(stagesOf(empty)).toMatchObject({ bank: 'warning' });
  });
});

/** Status by stage. */
function stagesOf({ details }: HealthResponse): Record<string, string> {
  const { stages } = z
    .object({ stages: z.array(z.object({ stage: z.string(), status: z.string(), message: z.string() })) })
    .parse(details);
  return Object.fromEntries(stages.map(({ stage, status }) => [stage, status]));
}

describe('resources', () => {
  const call = async (
    login: string,
    resource: string,
    method = 'GET',
    headersSent: Record<string, string[]> = {},
    sent?: object
  ) => {
    const request = {
      context: contextOf(login),
      path: resource.replace(/\?.*/, ''),
      method,
      url: resource,
      headers: headersSent,
      body: sent ? Buffer.from(JSON.stringify(sent)) : new Uint8Array(),
    };
    const { body, headers, status } = await plugin.callResource(request);
    return { status, type: headers['Content-Type'], body: JSON.parse(Buffer.from(body).toString()) };
  };

  it.each([
    ['meta?locale=es-ES', {}, 'es-ES'],
    ['meta', { 'Accept-Language': ['es-MX,es;q=0.9,en;q=0.8'] }, 'es-ES'],
    ['meta?locale=en-US', { 'Accept-Language': ['es-ES'] }, 'en-US'],
    ['meta', {}, 'en-US'],
    ['meta?locale=%00', {}, 'en-US'],
  ])('describe the views in the language asked for: %s %j', async (resource, headersSent, language) => {
    const { body } = await call('hq.exec', resource, 'GET', headersSent);
    const inSpanish = language === 'es-ES';
    expect(body.cubes).toEqual([
      expect.objectContaining({
        name: 'deposits',
        title: inSpanish ? 'Depósitos' : 'Deposits',
        measures: [
          expect.objectContaining({
            name: 'deposits.credits',
            title: inSpanish ? 'Depósitos Abonos' : 'Deposits Credits',
            shortTitle: inSpanish ? 'Abonos' : 'Credits',
            type: 'number',
            meta: {
              unit: 'currency',
              owner: inSpanish ? 'Depósitos' : 'Deposits',
              formula: inSpanish ? 'Suma' : 'Sum',
            },
          }),
        ],
        dimensions: [
          expect.objectContaining({
            name: 'deposits.tier',
            shortTitle: 'Tier',
            meta: { words: { B0: inSpanish ? 'Básico' : 'Basic' } },
          }),
        ],
      }),
    ]);
  });

  it('see new data soon, and are not held to what Cube still answered from before', async () => {
    const count = async () => (await ask('hq.exec', byMonth)).frames[0]?.fields[0]?.values.length;
    const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    expect(await count()).toBe(3);
    const bank = { ...cube.bank, lastDay: '1994-04-05' };
    Object.assign(cube, { dataVersion: cube.dataVersion + 1, dataAgeMs: 0, bank });
    await wait(1_100);
    const { body: viewer } = await call('hq.exec', 'viewer');
    expect(viewer).toMatchObject({ dataVersion: cube.dataVersion, feeds: 'ok', bank: { lastDay: '1994-04-05' } });
    expect(viewer.dataAgeMs).toBeLessThan(60_000);
    expect(await count()).toBe(3);
    expect(cube.loads()).toHaveLength(2);
    // Cube looks for new data every two seconds only.
    cube.rows = 4;
    await wait(600);
    expect(await count()).toBe(4);
  });

  it('name no member that Cube keeps from the caller', async () => {
    const { body } = await call('branch.B0101', 'meta');
    expect(body.cubes[0].hierarchies).toEqual([{ name: 'deposits.tiers', title: 'Tiers', levels: ['deposits.tier'] }]);
    expect(JSON.stringify(body)).not.toContain('deposits.phone');
  });

  it('pass meta and viewer on', async () => {
    expect(await call('hq.exec', 'meta')).toMatchObject({
      status: 200,
      body: { cubes: [{ name: 'deposits', for: 'hq.exec' }] },
    });
    expect(await call('branch.B0101', '/meta')).toMatchObject({ body: { cubes: [{ for: 'branch.B0101' }] } });
    expect(await call('branch.B0101', 'viewer')).toMatchObject({
      status: 200,
      body: { login: 'branch.B0101', scopeKey: 'branch:B0101', bank: { currency: 'CZK' } },
    });
  });

  it('put the catalogue together of the views that Cube describes, in the language asked for', async () => {
    const { body, status } = await call('hq.exec', 'catalogue?locale=es-ES');
    expect(status).toBe(200);
    expect(body.metrics).toEqual([
      {
        member: 'deposits.credits',
        view: 'deposits',
        viewTitle: 'Depósitos',
        title: 'Abonos',
        description: 'Importes',
        formula: 'Suma',
        unit: 'currency',
        direction: null,
        owner: 'Depósitos',
        certified: false,
        isSummable: false,
        hierarchies: [{ title: 'Tiers', levels: [{ member: 'deposits.tier', title: 'Tier' }] }],
        drillMembers: [{ member: 'deposits.tier', title: 'Tier' }],
        lineage: {
          cube: 'deposit_period',
          asks: ['mart.deposit_day'],
          through: ['mart.deposit_day'],
          loaded: [
            { table: 'core.account', filledBy: [], loadedAt: '2026-11-02T10:00:00.000Z' },
            {
              table: 'core.transaction',
              filledBy: [{ source: 'pkdd99', files: ['trans*.asc'] }],
              loadedAt: '2026-11-01T10:00:00.000Z',
            },
          ],
        },
        loadedAt: '2026-11-02T10:00:00.000Z',
        usage: [{ kind: 'board', title: 'Scorecard' }],
      },
    ]);
    expect((await call('hq.exec', 'catalogue')).body.metrics[0]).toMatchObject({ title: 'Credits', formula: 'Sum' });
  });

  it.each([
    [undefined, /has no catalogue/],
    [{ views: 'all' }, /same version of Branchlight/],
  ])('say what to do about a Cube server whose catalogue is %j', async (catalogue, message) => {
    cube.catalogue = catalogue;
    expect(await call('hq.exec', 'catalogue')).toMatchObject({
      status: 502,
      body: { detail: expect.stringMatching(message) },
    });
  });

  it('show the SQL to analysts, and explain it to others', async () => {
    const body = { model: { query: byMonth }, from: range.from, to: range.to, intervalMs: 86_400_000 };
    expect(await call('hq.analyst', 'sql', 'POST', {}, body)).toMatchObject({
      status: 200,
      body: { statements: [{ sql: 'SELECT\n  1\nWHERE\n  $1 = $1', params: ['B1'] }] },
    });
    expect(await call('hq.exec', 'sql', 'POST', {}, body)).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('analysts of the head office only') },
    });
    expect(await call('hq.analyst', 'sql', 'POST', {}, { model: {} })).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/^from: is missing/) },
    });
    expect(await call('hq.analyst', 'sql')).toMatchObject({ status: 405 });
  });

  it('refuse the rest with problem documents', async () => {
    const type = ['application/problem+json'];
    expect(await call('hq.exec', 'nothing')).toMatchObject({
      status: 404,
      type,
      body: { status: 404, detail: expect.stringContaining('"nothing"') },
    });
    expect(await call('hq.exec', 'meta', 'POST')).toMatchObject({ status: 405, type });
    expect(await call('stranger', 'meta')).toMatchObject({ status: 403, type });
  });
});

describe('the process', () => {
  it('stops asking Cube when the only caller gives up, and goes on for the others', async () => {
    cube.delayMs = 1_000;
    const [alone, shared] = [new AbortController(), new AbortController()];
    const first = plugin.queryData(requestOf('hq.exec', [{ query: { ...byMonth, limit: 7 } }]), alone.signal);
    const second = plugin.queryData(requestOf('hq.exec', [{ query: byMonth }]), shared.signal);
    const third = plugin.queryData(requestOf('hq.other', [{ query: byMonth }]));
    await waitUntil(() => cube.loads().length === 2);
    alone.abort();
    shared.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    expect((await third).get('A')?.status).toBe(200);
    await waitUntil(() => cube.aborted === 1);
  });

  it('fails its calls when it is killed, and a new one answers', async () => {
    cube.delayMs = 5_000;
    const call = plugin.queryData(requestOf('hq.exec', [{ query: byMonth }]));
    await waitUntil(() => cube.loads().length === 1);
    process.kill(plugin.pid, 'SIGKILL');
    await expect(call).rejects.toMatchObject({
      name: 'PluginProcessError',
      message: expect.stringContaining('SIGKILL'),
    });
    cube.delayMs = 0;
    plugin = await start();
    expect((await ask('hq.exec', byMonth)).status).toBe(200);
  });

  it('ends within two seconds in the middle of a query and leaves no socket', async () => {
    const exits: PluginExit[] = [];
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('blplug-'));
    const other = await start((exit) => exits.push(exit));
    cube.delayMs = 5_000;
    const call = other.queryData(requestOf('hq.exec', [{ query: byMonth }])).catch((error: unknown) => error);
    await waitUntil(() => cube.loads().length === 1);
    const begin = Date.now();
    await other.stop();
    expect(Date.now() - begin).toBeLessThan(2_000);
    expect(exits).toEqual([{ code: 0, signal: null, wasAsked: true }]);
    expect(await call).toBeDefined();
    await waitUntil(
      () => readdirSync(tmpdir()).filter((name) => name.startsWith('blplug-') && !before.includes(name)).length === 0
    );
  });

  it('never wrote a secret or a token into its log', () => {
    const text = JSON.stringify(logs);
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });
});
