import fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { bootSchema } from '../shared/boot';
import { buildApp } from './app';
import { BackendUnavailableError } from './datasource-backend';
import {
  makeContext,
  makeProvisioning,
  RecordingBackend,
  removePlugins,
  testHost,
  testViewers,
} from './testing/make-context';

let app: FastifyInstance;
let backend: RecordingBackend;

beforeEach(async () => {
  backend = new RecordingBackend();
  app = await buildApp(makeContext({ backend }));
});
afterEach(async () => {
  await app.close();
  removePlugins();
});

const exec = { 'x-webauth-user': 'hq.exec' };

function ask(url: string, options: InjectOptions = {}) {
  return app.inject({ url, ...options, headers: { host: testHost, ...options.headers } });
}

function query(payload: object, headers: Record<string, string> = exec) {
  return ask('/api/ds/query', { method: 'POST', payload, headers });
}

const one = { refId: 'A', datasource: { uid: 'cube', type: 'cube-datasource' } };

describe('identity', () => {
  it.each([
    '/api/user',
    '/api/search',
    '/api/plugins',
    '/api/datasources',
    '/preview/boot',
    '/api/nothing',
    '/api/plugin-proxy/some-app/hub/x',
  ])('answers 401 at %s without session and header', async (url) => {
    expect((await ask(url)).statusCode).toBe(401);
  });

  it.each(['/%61pi/search', '/a%70i/plugins', '/%70review/viewers', '/%61pi/datasources', '/%61pi/%75ser'])(
    'answers 401 at %s, which is one of them written otherwise',
    async (url) => {
      expect((await ask(url)).statusCode).toBe(401);
    }
  );

  it('opens no session without one, however the address is written', async () => {
    for (const url of ['/preview/session', '/%70review/session', '/preview/%73ession']) {
      const answer = await ask(url, { method: 'POST', payload: { login: 'hq.exec' } });
      expect([url, answer.statusCode, answer.cookies]).toEqual([url, 401, []]);
    }
  });

  it('answers 401 to an unknown login and to a login that is not from loopback', async () => {
    expect((await ask('/api/user', { headers: { 'x-webauth-user': 'nobody' } })).statusCode).toBe(401);
    expect((await ask('/api/user', { headers: exec, remoteAddress: '192.0.2.7' })).statusCode).toBe(401);
    expect((await ask('/api/user', { headers: { 'x-webauth-user': '' } })).statusCode).toBe(401);
  });

  it('says who the header names', async () => {
    expect((await ask('/api/user', { headers: exec })).json()).toMatchObject({ login: 'hq.exec', orgRole: 'Viewer' });
  });

  it('opens a session for the page and switches it', async () => {
    const page = await ask('/');
    const [cookie] = page.cookies;
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
    const session = { [cookie?.name ?? '']: cookie?.value ?? '' };
    expect((await ask('/api/user', { cookies: session })).json()).toMatchObject({ login: 'hq.exec' });
    expect((await ask('/', { cookies: session })).cookies).toEqual([]);

    const changed = await ask('/preview/session', {
      method: 'POST',
      payload: { login: 'branch.B0001' },
      cookies: session,
      headers: { origin: `http://${testHost}` },
    });
    const [next] = changed.cookies;
    const asBranch = { [next?.name ?? '']: next?.value ?? '' };
    expect((await ask('/api/user', { cookies: asBranch })).json()).toMatchObject({ login: 'branch.B0001' });
    expect((await ask('/', { cookies: asBranch })).cookies).toEqual([]);
  });

  it('opens as whoever stands highest where a bank has no logins to try with', async () => {
    await app.close();
    const people = testViewers.filter(({ login }) => login !== 'hq.exec');
    const viewers = {
      find: async (login: string) => people.find((viewer) => viewer.login === login),
      search: async () => ({ items: people, total: people.length }),
    };
    app = await buildApp(makeContext({ backend, viewers }));
    const [cookie] = (await ask('/')).cookies;
    const session = { [cookie?.name ?? '']: cookie?.value ?? '' };
    expect((await ask('/api/user', { cookies: session })).json()).toMatchObject({ login: 'branch.B0001' });
  });

  it('refuses forged sessions, sessions for nobody and bodies that are no JSON', async () => {
    const [cookie] = (await ask('/')).cookies;
    const name = cookie?.name ?? '';
    const forged = `${Buffer.from('{"login":"hq.exec","expires":9999999999}').toString('base64url')}.c2lnbmF0dXJl`;
    expect((await ask('/api/user', { cookies: { [name]: forged } })).statusCode).toBe(401);
    const session = { [name]: cookie?.value ?? '' };
    const send = (payload: string, type: string) =>
      ask('/preview/session', { method: 'POST', payload, cookies: session, headers: { 'content-type': type } });
    expect((await send('{"login":"nobody"}', 'application/json')).statusCode).toBe(401);
    expect((await send('{"login":"hq.exec"}', 'text/plain')).statusCode).toBe(415);
    expect((await send('login=hq.exec', 'application/x-www-form-urlencoded')).statusCode).toBe(415);
    expect((await send('{"login":1}', 'application/json')).statusCode).toBe(400);
  });
});

describe('host and origin', () => {
  it.each(['evil.example', 'evil.example:38123', '127.0.0.1', '127.0.0.1:3000', 'localhost.evil.example:38123', ''])(
    'refuses the host %p',
    async (host) => {
      for (const url of ['/', '/api/health', '/api/user', '/public/host/main.js']) {
        expect((await ask(url, { headers: { ...exec, host } })).statusCode).toBe(403);
      }
    }
  );

  it.each(['http://evil.example', 'https://127.0.0.1:38123', 'http://127.0.0.1:38124', 'null'])(
    'refuses the origin %p',
    async (origin) => {
      expect((await ask('/api/user', { headers: { ...exec, origin } })).statusCode).toBe(403);
      expect((await query({ queries: [one] }, { ...exec, origin })).statusCode).toBe(403);
    }
  );

  it('refuses what browsers mark as coming from elsewhere, except for opening the page', async () => {
    expect((await ask('/api/user', { headers: { ...exec, 'sec-fetch-site': 'cross-site' } })).statusCode).toBe(403);
    expect(
      (await ask('/', { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } })).statusCode
    ).toBe(200);
  });

  it('takes localhost and its own origin', async () => {
    const headers = { ...exec, host: 'localhost:38123', origin: 'http://localhost:38123' };
    expect((await ask('/api/user', { headers })).statusCode).toBe(200);
  });

  it('sets a policy whose nonce the page carries', async () => {
    const page = await ask('/a/branchlight-command-app/overview');
    const nonce = /'nonce-([^']+)'/.exec(String(page.headers['content-security-policy']))?.[1];
    expect(nonce).toBeTruthy();
    expect(page.body).toContain(`nonce="${nonce}"`);
    expect(page.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
    expect((await ask('/')).headers['content-security-policy']).not.toContain(nonce);
  });
});

describe('POST /api/ds/query', () => {
  it('passes the caller and the resolved range on and answers by refId', async () => {
    const answer = await query(
      { from: 'now-1M', to: 'now', queries: [one, { ...one, refId: 'B', user: 'hq.exec' }] },
      {
        'x-webauth-user': 'branch.B0001',
      }
    );
    expect(answer.statusCode).toBe(200);
    expect(Object.keys(answer.json().results)).toEqual(['A', 'B']);
    expect(backend.calls).toHaveLength(1);
    expect(backend.calls[0]?.user).toEqual({ login: 'branch.B0001', name: 'Manager of B0001', orgRole: 'Viewer' });
    expect(backend.calls[0]?.queries[0]).toMatchObject({
      refId: 'A',
      from: Date.parse('1994-03-01T00:00:00+01:00'),
      to: Date.parse('1994-03-31T23:59:59.999+02:00'),
    });
  });

  it('takes null for a field that may be left out', async () => {
    const nothing = {
      refId: null,
      hide: null,
      queryType: null,
      maxDataPoints: null,
      intervalMs: null,
      timeRange: null,
    };
    const answer = await query({ from: null, to: null, queries: [{ ...one, ...nothing }] });
    expect(answer.statusCode).toBe(200);
    expect(backend.calls[0]?.queries[0]).toMatchObject({ refId: 'A', maxDataPoints: 100, intervalMs: 1_000 });
  });

  it('answers 400 to a range that is no time and names the field', async () => {
    const answer = await query({ from: {}, queries: [one] });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().message).toMatch(/from: must be epoch milliseconds/);
  });

  it('answers 400 to a query that is nested without end', async () => {
    // As text: JSON.stringify would give up.
    const nested = `${'{"and":['.repeat(20_000)}${']}'.repeat(20_000)}`;
    const payload = JSON.stringify({ queries: [{ ...one, query: 'nested' }] }).replace('"nested"', nested);
    const headers = { ...exec, 'content-type': 'application/json' };
    const answer = await ask('/api/ds/query', { method: 'POST', payload, headers });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().message).toMatch(/queries\.0: is nested deeper than 64 levels/);
  });

  it("takes all the bank's days without a range", async () => {
    await query({ queries: [one] });
    expect(backend.calls[0]?.queries[0]?.from).toBe(Date.parse('1993-01-01T00:00:00+01:00'));
  });

  it('answers 207 when some queries fail and 400 when all do', async () => {
    const some = await query({ from: '0', to: '1', queries: [one, { ...one, refId: 'B', fail: true }] });
    expect(some.statusCode).toBe(207);
    expect(some.json().results.B).toMatchObject({ status: 400, error: 'no such member', frames: [] });
    expect((await query({ from: '0', to: '1', queries: [{ ...one, fail: true }] })).statusCode).toBe(400);
  });

  it.each([
    [{ queries: [] }, 400, /No queries/],
    [{}, 400, /queries/],
    [{ queries: [{ refId: 'A' }] }, 400, /valid data source identifier/],
    [{ queries: [{ refId: 'A', datasource: { uid: 'other' } }] }, 404, /Data source not found/],
    [{ queries: [{ refId: 'A', datasource: { uid: 'cube', type: 'other' } }] }, 404, /Data source not found/],
    [{ queries: [one, one] }, 400, /refId "A" occurs twice/],
    [{ from: 'x', queries: [one] }, 400, /^from: /],
    [{ from: '5', to: '4', queries: [one] }, 400, /after to/],
    ['[', 400, /JSON/],
  ])('refuses %j', async (payload, status, message) => {
    const answer = await ask('/api/ds/query', {
      method: 'POST',
      payload,
      headers: { ...exec, 'content-type': 'application/json' },
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.json().message).toMatch(message);
  });

  it('answers 503 while the backend does not run and hides what broke inside', async () => {
    backend.queryData = async () => {
      throw new BackendUnavailableError('The datasource starts again; try in a moment.');
    };
    expect((await query({ queries: [one] })).statusCode).toBe(503);
    backend.queryData = async () => {
      throw new Error('password=secret');
    };
    const answer = await query({ queries: [one] });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
  });
});

describe('datasources, plugins, dashboards', () => {
  it('shows datasources without secrets and addresses', async () => {
    for (const url of ['/api/datasources', '/api/datasources/uid/cube', '/preview/boot']) {
      const { body, statusCode } = await ask(url, { headers: exec });
      expect(statusCode).toBe(200);
      expect(body).not.toMatch(/hidden-secret|http:\/\/inside|127\.0\.0\.1:9/);
    }
    expect((await ask('/api/datasources/uid/other', { headers: exec })).statusCode).toBe(404);
  });

  it('calls a resource with the caller but without their headers', async () => {
    const answer = await ask('/api/datasources/uid/cube/resources/meta?x=1', {
      headers: { ...exec, 'x-grafana-id': 'forged', accept: 'application/json' },
    });
    expect(answer.json()).toEqual({ cubes: [] });
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(backend.resources).toEqual([
      {
        user: { login: 'hq.exec', name: 'Head office', orgRole: 'Viewer' },
        path: 'meta',
        url: 'meta?x=1',
        headers: { accept: ['application/json'] },
      },
    ]);
    expect((await ask('/api/datasources/uid/cube/resources/..%2fx', { headers: exec })).statusCode).toBe(400);
  });

  it('gives the host what it starts with', async () => {
    const boot = bootSchema.parse(
      (await ask('/preview/boot', { headers: { 'x-webauth-user': 'branch.B0001' } })).json()
    );
    expect(boot.user).toMatchObject({ login: 'branch.B0001', unit: { code: 'B0001' } });
    expect(boot.plugins).toMatchObject([{ id: 'some-app', jsonData: { shown: 'yes' }, enabled: true }]);
    expect(boot.viewersTotal).toBe(2);
  });

  it('lists plugins and their settings', async () => {
    expect((await ask('/api/plugins', { headers: exec })).json()).toMatchObject([{ id: 'some-app', enabled: true }]);
    expect((await ask('/api/plugins/some-app/settings', { headers: exec })).json()).toMatchObject({
      jsonData: { shown: 'yes' },
    });
    expect((await ask('/api/plugins/none/settings', { headers: exec })).statusCode).toBe(404);
  });

  it('takes the first of a parameter that is given twice', async () => {
    const answer = await ask('/api/search?query=one&query=nothing&limit=5&limit=x', { headers: exec });
    expect(answer.json()).toMatchObject([{ uid: 'board' }]);
    expect((await ask('/preview/viewers?search=B0001&search=x', { headers: exec })).json()).toMatchObject({ total: 1 });
  });

  it('finds and shows dashboards', async () => {
    expect((await ask('/api/search?query=one', { headers: exec })).json()).toMatchObject([
      { uid: 'board', url: '/d/board/bo-ard-one' },
    ]);
    expect((await ask('/api/search?tag=other', { headers: exec })).json()).toEqual([]);
    expect((await ask('/api/dashboards/uid/board', { headers: exec })).json()).toMatchObject({
      meta: { provisioned: true, canSave: false },
      dashboard: { uid: 'board' },
    });
    expect((await ask('/api/dashboards/uid/none', { headers: exec })).statusCode).toBe(404);
  });

  it('shows a dashboard as its file is now, and says what is wrong in a broken one', async () => {
    const boards = makeProvisioning('http://127.0.0.1:9').dashboards;
    let read = () => boards;
    const editing = await buildApp(makeContext({ readDashboards: () => read() }));
    const get = () => editing.inject({ url: '/api/dashboards/uid/board', headers: { host: testHost, ...exec } });
    try {
      expect((await get()).json()).toMatchObject({ dashboard: { title: 'Böard One' } });
      read = () => boards.map((board) => ({ ...board, model: { ...board.model, title: 'Renamed' } }));
      expect((await get()).json()).toMatchObject({ dashboard: { title: 'Renamed' } });
      read = () => {
        throw new Error('trial.json: title: expected string');
      };
      const broken = await get();
      expect(broken.statusCode).toBe(500);
      expect(broken.json()).toEqual({ message: 'trial.json: title: expected string' });
    } finally {
      await editing.close();
    }
  });
});

describe('files', () => {
  it.each(['/public/plugins/some-app/module.js', '/public/host/main.js'])('serves %s', async (url) => {
    const answer = await ask(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toMatch(/javascript/);
  });

  it.each([
    '/public/plugins/some-app/gpx_some_linux_amd64',
    '/public/plugins/some-app/.env.json',
    '/public/plugins/some-app/',
    '/public/plugins/some-app',
    '/public/plugins/some-app/../../../secret.json',
    '/public/plugins/some-app/%2e%2e/%2e%2e/%2e%2e/secret.json',
    '/public/plugins/some-app/..%2f..%2f..%2fsecret.json',
    '/public/plugins/some-app/..%5c..%5csecret.json',
    '/public/plugins/../secret.json',
    '/public/host/%00.js',
    '/public/host/none.js',
    '/public/host/',
    '/etc/passwd',
  ])('does not serve %s', async (url) => {
    const answer = await ask(url);
    expect([400, 403, 404]).toContain(answer.statusCode);
    expect(answer.body).not.toContain('/tmp');
  });
});

describe('plugin proxy', () => {
  it("reaches the route's service with a signed identity and nothing else of the browser's", async () => {
    const seen: unknown[] = [];
    const hub = fastify();
    hub.all('/*', async (request, reply) => {
      seen.push({
        url: request.url,
        body: request.body,
        id: request.headers['x-grafana-id'],
        cookie: request.headers.cookie,
        login: request.headers['x-webauth-user'],
      });
      return reply.code(202).header('set-cookie', 'a=b').send({ ok: true });
    });
    const base = await hub.listen({ host: '127.0.0.1', port: 0 });
    await app.close();
    app = await buildApp(makeContext({ provisioning: makeProvisioning(base) }));
    const answer = await ask('/api/plugin-proxy/some-app/hub/api/me?x=%20y', {
      method: 'POST',
      payload: { a: 1 },
      headers: { ...exec, 'x-grafana-id': 'forged', cookie: 'c=d' },
    });
    await hub.close();
    expect(answer.statusCode).toBe(202);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(seen).toEqual([{ url: '/api/me?x=%20y', body: { a: 1 }, id: 'signed:hq.exec' }]);
  });

  it.each([
    ['/api/plugin-proxy/some-app/other/x', 404],
    ['/api/plugin-proxy/some-app/hubx', 404],
    ['/api/plugin-proxy/none/hub/x', 404],
    ['/api/plugin-proxy/some-app/hub/..%2f..%2fx', 400],
    ['/api/plugin-proxy/some-app/hub/x', 502],
  ])('%s answers %d', async (url, status) => {
    expect((await ask(url, { headers: exec })).statusCode).toBe(status);
  });
});

describe('an unknown address', () => {
  it('gives a person the page with status 404, and a program JSON', async () => {
    const page = await ask('/no/such/page', { headers: { accept: 'text/html,*/*' } });
    expect(page.statusCode).toBe(404);
    expect(page.headers['content-type']).toContain('text/html');
    const json = await ask('/no/such/page', { headers: { accept: 'application/json' } });
    expect(json.statusCode).toBe(404);
    expect(json.json()).toEqual({ message: 'Not found' });
    expect((await ask('/api/none', { headers: { ...exec, accept: 'text/html' } })).json()).toEqual({
      message: 'Not found',
    });
  });
});

describe('health', () => {
  it('is open and says which part is missing', async () => {
    expect((await ask('/api/health')).json()).toMatchObject({ database: 'ok', cube: 'ok', hub: 'ok', bank: 'test' });
    await app.close();
    app = await buildApp(
      makeContext({
        getHealth: async () => ({ database: 'ok', cube: 'restarting', hub: 'ok', datasource: 'ok', bank: 'test' }),
      })
    );
    const answer = await ask('/api/health');
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ cube: 'restarting' });
  });
});
