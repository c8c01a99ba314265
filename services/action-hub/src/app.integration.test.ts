import { createLogger } from '@branchlight/runtime';
import { createTestDatabase, type TestDatabase } from '@branchlight/warehouse/src/testing';
import { type FastifyInstance } from 'fastify';
import { Pool } from 'pg';
import { buildHub } from './app';
import { signIdentity } from './identity/token';

const key = 'k'.repeat(32);
const host = '127.0.0.1:38124';

let database: TestDatabase;
let pool: Pool;
let hub: FastifyInstance;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.client.query(`
    INSERT INTO core.org_unit (unit_code, level, parent_code, name, sort_order) VALUES
      ('BANK', 'bank', NULL, 'Test bank', 0),
      ('R01', 'region', 'BANK', 'North', 2),
      ('R02', 'region', 'BANK', 'South', 1),
      ('B0001', 'outlet', 'R01', 'One', 0),
      ('B0002', 'outlet', 'R02', 'Two', 0);
    INSERT INTO ops.viewer (login, role, unit_code, display_name) VALUES
      ('hq.exec', 'executive', 'BANK', 'Executive'),
      ('region.R01', 'region_manager', 'R01', 'Region North'),
      ('branch.B0001', 'branch_manager', 'B0001', 'Branch One');
  `);
  pool = new Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => undefined);
  hub = await buildHub({
    pool,
    identityKey: key,
    getPort: () => 38124,
    logger: createLogger('hub', { level: 'error', write: () => undefined }),
    version: '0.0.0',
  });
});

afterAll(async () => {
  await hub.close();
  await pool.end();
  await database.drop();
});

function ask(url: string, headers: Record<string, string> = {}) {
  return hub.inject({ url, headers: { host, ...headers } });
}

function as(login: string) {
  return { 'x-grafana-id': signIdentity(login, key) };
}

describe('GET /api/me', () => {
  it("gives the bank's head the regions, in their order, and nobody above", async () => {
    expect((await ask('/api/me', as('hq.exec'))).json()).toEqual({
      login: 'hq.exec',
      name: 'Executive',
      role: 'executive',
      unit: { level: 'bank', code: 'BANK', name: 'Test bank' },
      parents: [],
      children: [
        { level: 'region', code: 'R02', name: 'South' },
        { level: 'region', code: 'R01', name: 'North' },
      ],
    });
  });

  it('gives a branch manager the way up and no other outlet', async () => {
    const answer = await ask('/api/me', as('branch.B0001'));
    expect(answer.json()).toMatchObject({
      unit: { code: 'B0001' },
      parents: [
        { level: 'region', code: 'R01' },
        { level: 'bank', code: 'BANK' },
      ],
      children: [],
    });
    expect(answer.body).not.toMatch(/B0002|R02/);
  });

  it.each([
    ['no identity', {}, 401],
    ['a login instead of a token', { 'x-grafana-id': 'hq.exec' }, 401],
    ['a token of another key', { 'x-grafana-id': signIdentity('hq.exec', 'x'.repeat(32)) }, 401],
    ['the header of the preview', { 'x-webauth-user': 'hq.exec' }, 401],
    ['a login that is no viewer', as('nobody'), 403],
    ['another host', { ...as('hq.exec'), host: 'evil.example' }, 403],
    ['the origin of a page', { ...as('hq.exec'), origin: 'http://127.0.0.1:3000' }, 403],
  ])('refuses %s with a problem document', async (_what, headers, status) => {
    const answer = await ask('/api/me', headers);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({
      status,
      type: 'about:blank',
      title: expect.any(String),
      instance: '/api/me',
    });
    expect(answer.json().detail).toMatch(/\S/);
  });
});

it('denies what is not there, first by identity', async () => {
  expect((await ask('/api/tasks')).statusCode).toBe(401);
  expect((await ask('/api/tasks', as('hq.exec'))).json()).toMatchObject({ status: 404 });
});

it('publishes its paths', async () => {
  const { openapi, paths } = (await ask('/api/openapi.json')).json();
  expect(openapi).toMatch(/^3\.1/);
  expect(Object.keys(paths)).toEqual(['/api/health', '/api/me']);
  expect(Object.keys(paths['/api/me'].get.responses)).toEqual(['200', '401', '403']);
});

it('is healthy while the database answers', async () => {
  expect((await ask('/api/health')).json()).toEqual({ status: 'ok', database: 'ok' });
  const broken = new Pool({ connectionString: 'postgres://nobody:x@127.0.0.1:1/none' });
  const other = await buildHub({
    pool: broken,
    identityKey: key,
    getPort: () => 38124,
    logger: createLogger('hub', { level: 'error', write: () => undefined }),
    version: '0.0.0',
  });
  const answer = await other.inject({ url: '/api/health', headers: { host } });
  await other.close();
  await broken.end();
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toMatchObject({ status: 503, detail: 'The database does not answer.' });
});

it('answers under the name that it has in a network of its own, and under no other', async () => {
  const inside = await buildHub({
    pool,
    identityKey: key,
    getPort: () => 4100,
    allowedHosts: ['action-hub:4100'],
    logger: createLogger('hub', { level: 'error', write: () => undefined }),
    version: '0.0.0',
  });
  const ask = (name: string) => inside.inject({ url: '/api/me', headers: { host: name, ...as('hq.exec') } });
  expect((await ask('Action-Hub:4100')).statusCode).toBe(200);
  expect((await ask('127.0.0.1:4100')).statusCode).toBe(200);
  expect((await ask('action-hub')).statusCode).toBe(403);
  await inside.close();
});
