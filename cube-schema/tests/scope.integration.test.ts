import { get, request } from 'node:http';
import { WebSocket } from 'ws';
import jwt from 'jsonwebtoken';
import { Pool } from 'pg';
import { type TestDatabase } from '../../warehouse/src/testing';
import { createCubeConfig } from '../config/create-config.js';
import { apiSecret, signToken, startCubeProcess, type CubeProcess } from './support/cube-process';
import { createTestBank, readFixture } from './support/test-bank';

const issuer = 'branchlight-cube-datasource';
/** What a branch manager of B0101 must never read. */
const foreign = [
  'B0102',
  'B0103',
  'B0201',
  'B0202',
  'B0203',
  'B0301',
  'R02',
  'R03',
  'Market',
  'Castle',
  'Bridge',
  'South',
];
const views = [
  'deposits',
  'customers',
  'loans',
  'cards',
  'outlets',
  'targets',
  'funnel',
  'campaigns',
  'contacts',
  'referrals',
  'salary',
  'signals',
  'customer_360',
];
/** What managers may ask: their own rows of the views above, and all rows of what is public. */
const openToManagers = [...views, 'competitor_rates'];
const openToStaff = ['contacts', 'customer_360', 'referrals', 'signals', 'targets'];
const measureOf: Record<string, string> = {
  deposits: 'deposits.accounts',
  customers: 'customers.customers',
  loans: 'loans.loans',
  cards: 'cards.cards',
  outlets: 'outlets.outlets',
  targets: 'targets.targets',
  funnel: 'funnel.sessions',
  campaigns: 'campaigns.contacted',
  contacts: 'contacts.contacts',
  referrals: 'referrals.invitations',
  salary: 'salary.payroll_customers',
  signals: 'signals.signals',
  customer_360: 'customer_360.customers',
};

let database: TestDatabase;
let cube: CubeProcess;

beforeAll(async () => {
  database = await createTestBank({ mart: 'derived', facts: readFixture('sales.sql') });
  cube = await startCubeProcess(database.url);
});
afterAll(async () => {
  await cube?.stop();
  await database?.drop();
});

const byOutlet = (view: string, extra: object = {}) => ({
  measures: [measureOf[view]],
  dimensions: [`${view}.region_code`, `${view}.outlet_code`],
  ...extra,
});

describe('a web page', () => {
  const ask = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const authorization = signToken('hq.exec');
      get(`${cube.url}/cubejs-api/v1/meta`, { headers: { authorization, ...headers } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });

  test('is refused by another host and by its origin, even with a token', async () => {
    const { host, port } = new URL(cube.url);
    expect(await ask({ host })).toBe(200);
    expect(await ask({ host: `localhost:${port}` })).toBe(200);
    expect(await ask({ host: `rebound.example:${port}` })).toBe(403);
    expect(await ask({ host: '127.0.0.1:1' })).toBe(403);
    expect(await ask({ host, origin: 'http://page.example' })).toBe(403);
  });
});

describe('a branch manager', () => {
  const orEverything = (view: string) => [
    {
      or: [
        { member: `${view}.outlet_code`, operator: 'set' },
        { member: `${view}.region_code`, operator: 'equals', values: ['R02'] },
      ],
    },
  ];

  test.each(views)('sees the own outlet only in %s', async (view) => {
    const answer = await cube.load('branch.B0101', byOutlet(view));
    expect(answer.rows).toMatchObject([{ region_code: 'R01', outlet_code: 'B0101' }]);
  });

  test.each(views)('gets no more of %s by filters with "or"', async (view) => {
    const answer = await cube.load('branch.B0101', byOutlet(view, { filters: orEverything(view), total: true }));
    expect(answer.rows.map((row) => row.outlet_code)).toEqual(['B0101']);
    expect(answer.total).toBe(1);
  });

  test.each(views)('gets nothing of %s elsewhere, and total does not tell', async (view) => {
    for (const values of [['B0102'], ['B0202', 'B0203'], ['B9999']]) {
      const answer = await cube.load(
        'branch.B0101',
        byOutlet(view, { filters: [{ member: `${view}.outlet_code`, operator: 'equals', values }], total: true })
      );
      expect(answer).toMatchObject({ status: 200, rows: [], total: 0 });
    }
  });

  test('asks for sums of the own outlet without naming it', async () => {
    const own = await cube.load('branch.B0101', { measures: ['deposits.balance_end', 'deposits.accounts'] });
    const seenByBank = await cube.load('hq.exec', {
      measures: ['deposits.balance_end', 'deposits.accounts'],
      filters: [{ member: 'deposits.outlet_code', operator: 'equals', values: ['B0101'] }],
    });
    expect(own.rows).toHaveLength(1);
    expect(own.rows).toEqual(seenByBank.rows);
  });

  test('gets no more by comparing ranges', async () => {
    const answer = await cube.load('branch.B0101', {
      ...byOutlet('deposits'),
      timeDimensions: [
        {
          dimension: 'deposits.date',
          compareDateRange: [
            ['1990-03-01', '1990-03-31'],
            ['1990-10-01', '1990-10-31'],
          ],
        },
      ],
    });
    expect(answer.rows).toHaveLength(2);
    expectNothingForeign(answer.text);
  });

  test('finds an answer of the cache of the bank, another branch or region no help', async () => {
    const query = byOutlet('deposits');
    const bank = await cube.load('hq.exec', query);
    const region = await cube.load('region.R01', query);
    const other = await cube.load('branch.B0203', query);
    const own = await cube.load('branch.B0101', query);
    expect(bank.rows).toHaveLength(6);
    expect(region.rows.map((row) => row.outlet_code).sort()).toEqual(['B0101', 'B0102', 'B0103']);
    expect(other.rows.map((row) => row.outlet_code)).toEqual(['B0203']);
    expect(own.rows.map((row) => row.outlet_code)).toEqual(['B0101']);
  });

  test('is refused the sources, with or without rows, and does not see them in the model', async () => {
    const one = await cube.load('branch.B0101', { measures: ['sources.rows_loaded'] });
    const none = await cube.load('branch.B0101', {
      dimensions: ['sources.source'],
      filters: [{ member: 'sources.source', operator: 'equals', values: ['nothing'] }],
    });
    for (const answer of [one, none]) {
      expect(answer).toMatchObject({ status: 403, rows: [] });
      expect(answer.error).toMatch(/The view sources is not open to the role branch_manager/);
    }
    const probed = await cube.load('branch.B0101', {
      measures: ['deposits.accounts'],
      filters: [{ member: 'sources.source', operator: 'set' }],
    });
    expect(probed.status).toBe(400);
    const meta = await cube.send('branch.B0101', '/cubejs-api/v1/meta');
    expect(readViews(meta.text)).toEqual([...openToManagers].sort());
    expect(readViews((await cube.send('hq.exec', '/cubejs-api/v1/meta')).text)).toEqual(
      [...openToManagers, 'sources'].sort()
    );
  });
});

describe('targets of other units', () => {
  const ask = (login: string, query: object) =>
    cube.load(login, {
      measures: ['targets.target', 'targets.actual', 'targets.score'],
      dimensions: [
        'targets.metric',
        'targets.level',
        'targets.region_code',
        'targets.outlet_code',
        'targets.staff_code',
      ],
      ...query,
    });
  const unitsOf = ({ rows }: Awaited<ReturnType<typeof ask>>) =>
    [...new Set(rows.map((row) => String(row.staff_code ?? row.outlet_code ?? row.region_code ?? 'HQ')))].sort();

  test.each([
    ['branch.B0101', ['B0101', 'S010101', 'S010102']],
    ['branch.B0203', ['B0203']],
    ['region.R01', ['B0101', 'B0102', 'B0103', 'R01', 'S010101', 'S010102']],
    ['region.R02', ['B0201', 'B0202', 'B0203', 'R02']],
  ])('%s sees the own unit and those below, at whatever level is asked', async (login, own) => {
    expect(unitsOf(await ask(login, {}))).toEqual(own);
    const everything = [
      {
        or: [
          { member: 'targets.region_code', operator: 'set' },
          { member: 'targets.region_code', operator: 'notSet' },
        ],
      },
    ];
    expect(unitsOf(await ask(login, { filters: everything }))).toEqual(own);
    for (const level of ['bank', 'region', 'outlet', 'staff']) {
      const filters = [{ member: 'targets.level', operator: 'equals', values: [level] }];
      const units = unitsOf(await ask(login, { filters }));
      expect(units.filter((unit) => !own.includes(unit))).toEqual([]);
      expect(units).toHaveLength(
        own.filter((unit) => unit.startsWith({ bank: 'HQ', region: 'R', outlet: 'B' }[level] ?? 'S')).length
      );
    }
  });

  test('are in no sum, and no answer for headquarters helps to get at them', async () => {
    const filters = [
      { member: 'targets.metric', operator: 'equals', values: ['net_inflow'] },
      { member: 'targets.level', operator: 'equals', values: ['outlet'] },
    ];
    const query = { measures: ['targets.target'], filters };
    const bank = await cube.load('hq.exec', query);
    const branch = await cube.load('branch.B0101', query);
    const { rows } = await database.client.query(
      `SELECT target FROM core.target WHERE metric = 'net_inflow' AND unit_code = 'B0101' AND period = '1991-Q1'`
    );
    expect(branch.rows).toEqual(rows);
    expect(Number(bank.rows[0]?.target)).toBeGreaterThan(Number(rows[0]?.target));
  });
});

describe('staff', () => {
  const staff = 'staff.S010101';
  const ofTargets = {
    measures: ['targets.targets', 'targets.score'],
    dimensions: ['targets.staff_code', 'targets.level'],
  };

  test('see their own targets only, at whatever level they ask', async () => {
    expect((await cube.load(staff, ofTargets)).rows).toMatchObject([{ staff_code: 'S010101', level: 'staff' }]);
    const own = await cube.load(staff, { measures: ['targets.score'] });
    const seenByBank = await cube.load('hq.exec', {
      measures: ['targets.score'],
      filters: [{ member: 'targets.staff_code', operator: 'equals', values: ['S010101'] }],
    });
    expect(own.rows).toHaveLength(1);
    expect(own.rows).toEqual(seenByBank.rows);
    for (const level of ['bank', 'region', 'outlet', 'staff']) {
      const filters = [{ member: 'targets.level', operator: 'equals', values: [level] }];
      const { status, rows } = await cube.load(staff, { ...ofTargets, filters, total: true });
      expect(status).toBe(200);
      expect(rows).toHaveLength(level === 'staff' ? 1 : 0);
    }
    const others = {
      or: [
        { member: 'targets.staff_code', operator: 'set' },
        { member: 'targets.level', operator: 'set' },
      ],
    };
    expect((await cube.load(staff, { ...ofTargets, filters: [others] })).rows).toHaveLength(1);
  });

  test.each(['deposits', 'customers', 'loans', 'cards', 'outlets', 'sources'])(
    'are told that %s is not open to them',
    async (view) => {
      const answer = await cube.load(staff, { measures: [measureOf[view] ?? 'sources.rows_loaded'] });
      expect(answer).toMatchObject({ status: 403, rows: [] });
      expect(answer.error).toMatch(`The view ${view} is not open to the role staff: ask`);
      expectNothingForeign(answer.text);
    }
  );

  test('see in the model what is open to them', async () => {
    expect(readViews((await cube.send(staff, '/cubejs-api/v1/meta')).text)).toEqual(openToStaff);
    const viewer = await cube.send(staff, '/branchlight/v1/viewer');
    expect(JSON.parse(viewer.text)).toMatchObject({
      scopeKey: 'staff:S010101+personal',
      seesPersonalData: true,
      unit: {
        level: 'staff',
        parents: [
          { level: 'outlet', code: 'B0101', name: 'Harbour' },
          { level: 'region', code: 'R01', name: 'North' },
          { level: 'bank', code: 'HQ', name: 'Test Bank' },
        ],
      },
    });
  });
});

describe('the query that is checked is the one that is answered', () => {
  const evil = {
    measures: ['deposits.accounts'],
    subqueryJoins: [{ sql: 'SELECT 1', on: '1 = 1', joinType: 'LEFT', alias: 'x' }],
  };
  const harmless = { measures: ['deposits.accounts'] };
  const ask = (method: string, inAddress: object | undefined, inBody: object | undefined) =>
    new Promise<number | undefined>((resolve, reject) => {
      const address = inAddress ? `?query=${encodeURIComponent(JSON.stringify(inAddress))}` : '';
      const body = inBody ? JSON.stringify({ query: inBody }) : '';
      const headers = {
        authorization: signToken('branch.B0101'),
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      };
      const sent = request(`${cube.url}/cubejs-api/v1/load${address}`, { method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject);
      sent.end(body);
    });

  test.each<[string, object | undefined, object | undefined, number]>([
    ['GET', harmless, undefined, 200],
    ['GET', harmless, evil, 200],
    ['GET', evil, harmless, 400],
    ['GET', undefined, harmless, 400],
    ['POST', undefined, harmless, 200],
    ['POST', harmless, evil, 400],
    ['POST', evil, undefined, 400],
  ])('%s with %j in the address and %j in the body', async (method, inAddress, inBody, status) => {
    expect(await ask(method, inAddress, inBody)).toBe(status);
  });
});

describe('members that are not of a public view are refused wherever they stand, also when nothing would come', () => {
  const hidden = [
    'deposit_period.balance_end',
    'deposit_period.period',
    'deposits.period',
    'deposits.grain',
    'card_period.is_issued',
    'last_load.file_name',
    'target_progress.is_default',
    'targets.is_current',
    'targets.unit_code',
    'deposits.balance',
    'deposits.__proto__',
    'constructor.name',
    'pg_user.name',
  ];
  const empty = { member: 'deposits.outlet_code', operator: 'equals', values: ['B9999'] };
  const measures = ['deposits.accounts'];

  test.each(hidden)('%s', async (member) => {
    const queries = [
      { measures: [member] },
      { dimensions: [member] },
      { dimensions: [member], filters: [empty] },
      { measures, dimensions: [member], filters: [empty] },
      { measures, filters: [{ member, operator: 'equals', values: ['month'] }] },
      { measures, filters: [{ or: [empty, { and: [{ member, operator: 'set' }] }] }] },
      { measures, filters: [{ dimension: member, operator: 'set' }] },
      { measures, timeDimensions: [{ dimension: member, granularity: 'month' }] },
      { measures, segments: [member] },
    ];
    for (const query of queries) {
      for (const login of ['hq.exec', 'branch.B0101']) {
        const answer = await cube.load(login, query);
        expect({ query, status: answer.status >= 400, rows: answer.rows }).toEqual({ query, status: true, rows: [] });
        expectNothingForeign(answer.text);
      }
    }
    const ordered = await cube.load('branch.B0101', { measures, order: [[member, 'asc']] });
    expect(ordered).toMatchObject({ status: 400, rows: [] });
    expectNothingForeign(ordered.text);
  });

  const expression = { cubeName: 'deposits', alias: 'x', expr: { type: 'SqlFunction', cubeParams: [], sql: 'SUM(1)' } };
  test.each<[string, object]>([
    ['SQL of its own as text', { measures: [JSON.stringify(expression)] }],
    ['SQL of its own as an object', { measures: [{ ...expression, expression: ['return `1`'], name: 'x' }] }],
    [
      'a join of its own',
      { measures, subqueryJoins: [{ sql: 'SELECT 1', on: '1 = 1', joinType: 'LEFT', alias: 'x' }] },
    ],
    ['hints for joins', { measures, joinHints: [['deposit_period', 'last_load']] }],
    ['masks', { measures, maskedMembers: [] }],
    ['a measure as filter tree with both', { measures, filters: [{ and: [empty], or: [empty] }] }],
    ['rows', { dimensions: ['deposits.outlet_code'], ungrouped: true }],
    ['two views', { measures: ['deposits.accounts', 'outlets.outlets'] }],
    ['nothing', {}],
  ])('%s', async (_name, query) => {
    const answer = await cube.load('branch.B0101', query);
    expect(answer.status).toBe(400);
    expect(answer.rows).toEqual([]);
    expectNothingForeign(answer.text);
  });

  test('several queries in one are refused, also where one of them is harmless', async () => {
    const answer = await cube.load('branch.B0101', [byOutlet('deposits'), { measures: ['last_load.rows_loaded'] }]);
    expect(answer).toMatchObject({ status: 400, rows: [] });
  });
});

describe('who is not known gets nothing', () => {
  const [header = '', body = ''] = signToken('hq.exec').split('.');
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seconds = Math.floor(Date.now() / 1000);
  const tokens: Array<[string, string | undefined]> = [
    ['no token', undefined],
    ['no JWT', 'hello'],
    ['a token without signature', `${header}.${body}.`],
    [
      'algorithm none',
      `${encode({ alg: 'none', typ: 'JWT' })}.${encode({ sub: 'hq.exec', iss: issuer, exp: seconds + 60 })}.`,
    ],
    ['another algorithm', jwt.sign({ sub: 'hq.exec' }, apiSecret, { algorithm: 'HS512', issuer, expiresIn: 60 })],
    [
      'another key',
      jwt.sign({ sub: 'hq.exec' }, 'another-secret-of-sufficient-length-0123456789', { issuer, expiresIn: 60 }),
    ],
    ['an expired token', jwt.sign({ sub: 'hq.exec', exp: seconds - 60 }, apiSecret, { issuer })],
    ['a token that never expires', jwt.sign({ sub: 'hq.exec' }, apiSecret, { issuer })],
    ['a token for a year', jwt.sign({ sub: 'hq.exec' }, apiSecret, { issuer, expiresIn: '1y' })],
    ['another issuer', jwt.sign({ sub: 'hq.exec' }, apiSecret, { issuer: 'somebody', expiresIn: 60 })],
    ['no issuer', jwt.sign({ sub: 'hq.exec' }, apiSecret, { expiresIn: 60 })],
    ['no login', jwt.sign({}, apiSecret, { issuer, expiresIn: 60 })],
    ['an unknown login', signToken('nobody')],
    ['a login with SQL', signToken(`' OR true --`)],
    [
      'claims of scope instead of a login',
      jwt.sign({ group: 'hq', role: 'executive' }, apiSecret, { issuer, expiresIn: 60 }),
    ],
    [
      'an unknown login with claims',
      jwt.sign({ sub: 'x', u: { group: 'hq' }, groups: ['hq'] }, apiSecret, { issuer, expiresIn: 60 }),
    ],
  ];

  test.each(tokens)('%s', async (_name, token) => {
    for (const route of [
      '/cubejs-api/v1/meta',
      '/branchlight/v1/viewer',
      '/cubejs-api/v1/load?query={"measures":["outlets.outlets"]}',
    ]) {
      const answer = await cube.send({ token }, route);
      expect(answer.status).toBe(403);
      expect(answer.rows).toEqual([]);
    }
    expect((await cube.load({ token }, byOutlet('deposits'))).status).toBe(403);
  });

  test('claims in the token do not widen the scope of a known login', async () => {
    const token = jwt.sign(
      { sub: 'branch.B0101', group: 'hq', groups: ['hq'], role: 'executive', outletCode: 'B0203', u: { group: 'hq' } },
      apiSecret,
      { issuer, expiresIn: 60 }
    );
    const answer = await cube.load({ token }, byOutlet('deposits'));
    expect(answer.rows.map((row) => row.outlet_code)).toEqual(['B0101']);
  });

  test('a token for another scope than the present one is refused, so that no answer is shared by it', async () => {
    const sign = (scopeKey: string) =>
      jwt.sign({ sub: 'branch.B0101', scope_key: scopeKey }, apiSecret, { issuer, expiresIn: 60 });
    for (const scopeKey of ['branch:B0102+personal', 'branch:B0101', 'hq', '']) {
      expect(await cube.load({ token: sign(scopeKey) }, byOutlet('deposits'))).toMatchObject({ status: 409, rows: [] });
      expect((await cube.send({ token: sign(scopeKey) }, '/cubejs-api/v1/meta')).status).toBe(409);
    }
    expect((await cube.load({ token: sign('branch:B0101+personal') }, byOutlet('deposits'))).status).toBe(200);
  });

  test('a role that does not fit its unit has no scope', async () => {
    const answer = await cube.load('odd.manager', byOutlet('deposits'));
    expect(answer).toMatchObject({ status: 403, rows: [] });
    expect(answer.error).toMatch(/does not fit/);
  });

  test('a viewer who is removed is out within fifteen seconds', async () => {
    await database.client.query(`INSERT INTO ops.viewer VALUES ('leaver', 'executive', 'HQ', 'Leaver')`);
    expect((await cube.load('leaver', byOutlet('outlets'))).status).toBe(200);
    await database.client.query(`DELETE FROM ops.viewer WHERE login = 'leaver'`);
    await new Promise((resolve) => setTimeout(resolve, 11_000));
    expect((await cube.load('leaver', byOutlet('outlets'))).status).toBe(403);
  });
});

describe('the rest of the API is shut', () => {
  test.each([
    ['POST', '/cubejs-api/graphql'],
    ['GET', '/cubejs-api/graphql'],
    ['POST', '/cubejs-api/v1/graphql-to-json'],
    ['POST', '/cubejs-api/v1/dry-run'],
    ['POST', '/cubejs-api/v1/subscribe'],
    ['GET', '/cubejs-api/v1/subscribe'],
    ['POST', '/cubejs-api/v1/cubesql'],
    ['POST', '/cubejs-api/v1/convert-query'],
    ['POST', '/cubejs-api/v1/pre-aggregations/jobs'],
    ['POST', '/cubejs-api/v1/pre-aggregations/can-use'],
    ['GET', '/cubejs-api/v1/dry-run'],
    ['POST', '/cubejs-api/v2/load'],
    ['GET', '/cubejs-api/v2/meta'],
    ['GET', '/cubejs-api/v1/run-scheduled-refresh'],
    ['POST', '/cubejs-api/v1/pre-aggregations'],
    ['GET', '/cubejs-api/v1/pre-aggregations/jobs'],
    ['GET', '/cubejs-api/v1/cubesql'],
    ['GET', '/cubejs-system/v1/pre-aggregations'],
    ['POST', '/cubejs-system/v1/pre-aggregations/preview'],
    ['PUT', '/cubejs-api/v1/load'],
    ['PATCH', '/cubejs-api/v1/load'],
    ['OPTIONS', '/cubejs-api/v1/load'],
    ['POST', '/cubejs-api/v1/meta'],
    ['GET', '/cubejs-api/v1/load/'],
    ['GET', '/cubejs-api/v1/%6coad'],
    ['GET', '/metrics'],
    ['GET', '/branchlight/v1/viewer/../../../cubejs-api/v1/subscribe'],
    ['GET', '/cubejs-system/v1/context'],
    ['DELETE', '/cubejs-api/v1/running-query/1'],
    ['GET', '/playground/context'],
    ['GET', '/'],
    ['POST', '/CUBEJS-API/v1/Dry-Run'],
    ['POST', '//cubejs-api/v1/dry-run'],
    ['POST', '/cubejs-api/v1/dry-run/'],
  ])('%s %s', async (method, route) => {
    const query = byOutlet('deposits');
    const answer = await cube.send('hq.analyst', route, {
      method,
      body: method === 'POST' ? JSON.stringify({ query, format: 'sql', action: 'post' }) : undefined,
    });
    expect(answer.status).toBe(404);
    expectNothingForeign(answer.text);
  });

  test.each(['/', '/cubejs-api/v1/load', '/cubejs-api/v1/subscribe', '/cubejs-api/v1/ws'])(
    'a WebSocket is not opened at %s, nor subscribed to',
    async (route) => {
      const socket = new WebSocket(`${cube.url.replace('http', 'ws')}${route}`, {
        headers: { authorization: signToken('hq.exec') },
      });
      const outcome = await new Promise((resolve) => {
        socket.on('open', () => resolve('open'));
        socket.on('error', () => resolve('refused'));
      });
      expect(outcome).toBe('refused');
    }
  );

  test.each(['/readyz', '/livez'])('%s tells nobody more than that it works', async (route) => {
    const answer = await cube.send({ token: undefined }, route);
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: '{"health":"HEALTH"}' });
  });

  test('SQL is shown to analysts only, and not that of refused queries', async () => {
    const ask = (login: string, query: object) =>
      cube.send(login, '/cubejs-api/v1/sql', { method: 'POST', body: JSON.stringify({ query }) });
    const shown = await ask('hq.analyst', byOutlet('deposits'));
    expect(shown.status).toBe(200);
    expect(shown.text).toMatch(/mart\.deposit_day/);
    for (const login of ['hq.exec', 'region.R01', 'branch.B0101', 'staff.S010101']) {
      const answer = await ask(login, byOutlet('deposits'));
      expect(answer.status).toBe(403);
      expect(answer.text).not.toMatch(/mart|SELECT/i);
    }
    expect((await ask('hq.analyst', { measures: ['last_load.rows_loaded'] })).status).toBe(400);
  });

  test('private cubes are not in the model, nor is their SQL', async () => {
    for (const route of [
      '/cubejs-api/v1/meta',
      '/cubejs-api/v1/meta?extended',
      '/cubejs-api/v1/meta?extended=true&onlyViews=false',
    ]) {
      const meta = await cube.send('branch.B0101', route);
      expect(readViews(meta.text).every((name) => openToManagers.includes(name))).toBe(true);
      expect(meta.text).not.toMatch(/period_edge|SELECT|core\./);
    }
  });

  test('sessions cannot write', async () => {
    const { config, viewers } = createCubeConfig({ databaseUrl: database.url, apiSecret });
    const pool = new Pool(config.driverFactory());
    await expect(pool.query('CREATE TABLE mart.mine (x integer)')).rejects.toThrow(/read-only transaction/);
    await expect(pool.query('UPDATE ops.viewer SET role = $1', ['executive'])).rejects.toThrow(/read-only transaction/);
    await pool.end();
    await viewers.close();
  });
});

function expectNothingForeign(text: string): void {
  expect(foreign.filter((word) => text.includes(word))).toEqual([]);
}

function readViews(meta: string): string[] {
  const { cubes = [] }: { cubes?: Array<{ name: string }> } = JSON.parse(meta);
  return cubes.map(({ name }) => name).sort();
}
