import { z } from 'zod';
import { type HealthResponse } from '@branchlight/plugin-protocol';
import {
  type Overrides,
  ask,
  byMonth,
  contextOf,
  cube,
  cubeApiUrl,
  expectNoSecretInLog,
  plugin,
  requestOf,
  secret,
  startBackend,
} from './testing/backend-process';

startBackend();

/** Status by stage. */
function stagesOf({ details }: HealthResponse): Record<string, string> {
  const { stages } = z
    .object({ stages: z.array(z.object({ stage: z.string(), status: z.string(), message: z.string() })) })
    .parse(details);
  return Object.fromEntries(stages.map(({ stage, status }) => [stage, status]));
}

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

expectNoSecretInLog();
