import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLogger } from '@branchlight/runtime';
import { createTestDatabase, type TestDatabase } from '@branchlight/warehouse/src/testing';
import { type FastifyInstance } from 'fastify';
import { Pool } from 'pg';
import { buildHub } from '../app';

const token = 't'.repeat(40);
const host = '127.0.0.1:38125';
const mapping = `
source: core
bank: sample
max_rejects: 70%
defaults: { decimal: ',', delimiter: ';' }
products: [{ code: current, title: Current, line: deposit }]
files:
  - name: accounts
    pattern: accounts*.csv
    domain: deposits
    key: [code]
    into: [{ table: account, fields: { account_code: code, outlet_code: outlet, product_code: { value: current }, opened_on: opened } }]
  - name: transactions
    pattern: postings*.csv
    domain: deposits
    key: [id]
    into:
      - table: transaction
        fields:
          transaction_code: id
          account_code: account
          day: day
          direction: { column: sign, codes: { C: credit, D: debit } }
          amount: { column: amount, min: 0 }
          own_initiated: { value: true }
`;

let database: TestDatabase;
let pool: Pool;
let hub: FastifyInstance;
let folder: string;
let said = '';

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'branchlight-mappings-'));
  writeFileSync(path.join(folder, 'core.yml'), mapping);
  writeFileSync(path.join(folder, 'other.yml'), mapping.replace('bank: sample', 'bank: elsewhere'));
  writeFileSync(path.join(folder, 'broken.yml'), mapping.replace('opened_on', 'opened_in'));
  writeFileSync(path.join(folder, '..secret.yml'), mapping);
  database = await createTestDatabase();
  await database.client.query(`
    INSERT INTO ops.bank VALUES ('sample', 'Sample', 'EUR', 'Europe/Madrid', 'ES', true, true);
    INSERT INTO core.org_unit (unit_code, level, parent_code, name) VALUES
      ('BANK', 'bank', NULL, 'Sample'), ('R01', 'region', 'BANK', 'North'), ('B0001', 'outlet', 'R01', 'One');
    INSERT INTO core.outlet (outlet_code, source_key) VALUES ('B0001', '1');
    INSERT INTO core.tier VALUES ('mass', 'Mass', 1, 0);
    INSERT INTO core.product (product_code, title, product_line) VALUES ('current', 'Current', 'deposit');
    INSERT INTO core.account (account_code, outlet_code, product_code, opened_on) VALUES ('A1', 'B0001', 'current', '2024-01-01');
  `);
  pool = new Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => undefined);
  hub = await buildHub({
    pool,
    identityKey: 'k'.repeat(32),
    getPort: () => 38125,
    logger: createLogger('hub', { level: 'debug', write: (text) => (said += text) }),
    version: '0.0.0',
    ingest: { databaseUrl: database.url, mappingsFolder: folder, token },
  });
});

afterAll(async () => {
  await hub.close();
  await pool.end();
  await database.drop();
  rmSync(folder, { recursive: true });
  expect(said).not.toContain(token);
});

beforeEach(() => database.client.query('TRUNCATE core.transaction, ops.ingest'));

interface Send {
  to?: string;
  type?: string;
  headers?: Record<string, string>;
}

function send(
  body: string | Buffer,
  { to = 'core?file=transactions', type = 'application/json', headers = {} }: Send = {}
) {
  return hub.inject({
    method: 'POST',
    url: `/api/ingest/${to}`,
    headers: { host, authorization: `Bearer ${token}`, 'content-type': type, ...headers },
    body,
  });
}

async function readAll(): Promise<Array<{ code: string; amount: string }>> {
  const { rows } = await database.client.query<{ code: string; amount: string }>(
    'SELECT transaction_code AS code, amount::text FROM core.transaction ORDER BY 1'
  );
  return rows;
}

const row = (id: string, amount: number | string = 10.5) => ({
  id,
  account: 'A1',
  day: '2024-03-01',
  sign: 'C',
  amount,
});
const json = (...rows: object[]) => JSON.stringify(rows);

describe('POST /api/ingest/MAPPING', () => {
  it.each([
    ['a JSON array', json(row('T1'), row('T2', '7,25')), 'application/json'],
    [
      'an object with rows',
      JSON.stringify({ rows: [row('T1'), row('T2', '7,25')] }),
      'application/json; charset=utf-8',
    ],
    [
      'an object per line',
      `${JSON.stringify(row('T1'))}\n${JSON.stringify(row('T2', 7.25))}\n`,
      'application/x-ndjson',
    ],
    ['delimited text', 'sign;id;account;day;amount\nC;T1;A1;2024-03-01;10,5\nC;T2;A1;2024-03-01;7,25\n', 'text/csv'],
  ])('loads %s, with every figure that follows', async (_what, body, type) => {
    const answer = await send(body, { type });
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { read: 2, loaded: 2, rejected: 0, unchanged: 0, rejects: [] },
    ]);
    expect(await readAll()).toEqual([
      { code: 'T1', amount: '10.50' },
      { code: 'T2', amount: '7.25' },
    ]);
    const { rows } = await database.client.query(
      `SELECT sum(balance)::text AS balance FROM mart.deposit_day WHERE day = '2024-03-01'`
    );
    expect(rows).toEqual([{ balance: '17.75' }]);
  });

  it('tells the rows that it did not take, with place, field and reason', async () => {
    const answer = await send(json(row('T1'), { ...row('T2'), account: 'A9' }, row('T3', -4)));
    expect(answer.json()).toEqual({
      read: 3,
      loaded: 1,
      rejected: 2,
      unchanged: 0,
      rejects: [
        { line: 2, field: 'account_code', reason: 'column account: there is no account "A9"' },
        { line: 3, field: 'amount', reason: expect.stringMatching(/-4/) },
      ],
    });
    expect(await readAll()).toHaveLength(1);
  });

  it('loads nothing when more rows are faulty than the mapping allows, and says so with the counts', async () => {
    const answer = await send(json(row('T1', -1), row('T2', -1), row('T3', -1)));
    expect(answer.statusCode).toBe(422);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({
      status: 422,
      detail: expect.stringMatching(/max_rejects/),
      read: 3,
      loaded: 0,
      rejected: 3,
      rejects: [{ line: 1 }, { line: 2 }, { line: 3 }],
    });
    expect(await readAll()).toEqual([]);
  });

  describe('with an Idempotency-Key', () => {
    const key = { headers: { 'idempotency-key': 'order-1' } };

    it('gives the first answer again and loads once', async () => {
      const first = await send(json(row('T1')), key);
      await database.client.query('TRUNCATE core.transaction');
      const second = await send(json(row('T1')), key);
      expect(second.json()).toEqual(first.json());
      expect([first, second].map(({ headers }) => headers['idempotency-replayed'])).toEqual([undefined, 'true']);
      expect(await readAll()).toEqual([]);
    });

    it('refuses another body, or the same for another file', async () => {
      await send(json(row('T1')), key);
      expect((await send(json(row('T2')), key)).json()).toMatchObject({
        status: 422,
        detail: expect.stringMatching(/Remedy/),
      });
      expect((await send(json(row('T1')), { ...key, to: 'core?file=accounts' })).statusCode).toBe(422);
      expect(await readAll()).toHaveLength(1);
    });

    it('gives a refusal again as well', async () => {
      const answers = [await send(json(row('T1', -1)), key), await send(json(row('T1', -1)), key)];
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([422, 422]);
      expect(answers[1]?.json()).toEqual(answers[0]?.json());
    });

    it('makes one load of several at once', async () => {
      const { rows: before } = await database.client.query<{ n: string }>('SELECT count(*) AS n FROM ops.load_file');
      const answers = await Promise.all(Array.from({ length: 6 }, () => send(json(row('T1')), key)));
      expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
      expect(answers[0]?.json()).toMatchObject({ loaded: 1, unchanged: 0 });
      const { rows: after } = await database.client.query<{ n: string }>('SELECT count(*) AS n FROM ops.load_file');
      expect(Number(after[0]?.n) - Number(before[0]?.n)).toBe(1);
    });
  });

  it.each([
    ['no token', { headers: { authorization: '' } }, 401],
    ['another token', { headers: { authorization: `Bearer ${'x'.repeat(40)}` } }, 401],
    ['the token as Basic', { headers: { authorization: `Basic ${token}` } }, 401],
    ['another host', { headers: { host: 'evil.example' } }, 403],
    ['the origin of a page', { headers: { origin: 'http://127.0.0.1:3000' } }, 403],
    ['an unknown mapping', { to: 'nothing' }, 404],
    ['a way out of the folder', { to: '..%2Fsecret' }, 404],
    ['a mapping of another bank', { to: 'other?file=transactions' }, 404],
    ['an unknown file', { to: 'core?file=cards' }, 404],
    ['no file where there are several', { to: 'core' }, 400],
    ['a broken mapping', { to: 'broken?file=transactions' }, 409],
    ['another content type', { type: 'application/xml' }, 415],
    ['an unknown charset', { type: 'text/csv; charset=klingon' }, 415],
    ['a packed body', { headers: { 'content-encoding': 'gzip' } }, 415],
    ['a key with spaces', { headers: { 'idempotency-key': 'a b' } }, 400],
  ])('refuses %s', async (_what, options: Send, status) => {
    const answer = await send(json(row('T1')), options);
    expect([answer.statusCode, answer.json().status]).toEqual([status, status]);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(await readAll()).toEqual([]);
  });

  it.each([
    ['nothing', '', 400],
    ['broken JSON', '[{"id":', 422],
    ['no rows', '[]', 422],
  ])('refuses %s', async (_what, body, status) => {
    const answer = await send(body);
    expect([answer.statusCode, answer.json().status]).toEqual([status, status]);
  });

  it('says what to send instead of a type or a size that it does not take', async () => {
    const type = await send(json(row('T1')), { type: 'application/xml' });
    expect(type.json().detail).toMatch(/Content-Type has to be one of application\/json, .*text\/csv/);
    const size = await send(Buffer.alloc(16 * 1024 * 1024 + 1, ' '));
    expect(size.statusCode).toBe(413);
    expect(size.json().detail).toMatch(/larger than 16 MiB. Remedy: send the rows in several requests/);
  });

  it('stands in the published paths', async () => {
    const { paths, components } = (await hub.inject({ url: '/api/openapi.json', headers: { host } })).json();
    const { post } = paths['/api/ingest/{mapping}'];
    expect(Object.keys(post.responses)).toEqual(['200', '400', '401', '404', '413', '415', '422', '503']);
    expect(Object.keys(post.requestBody?.content ?? {})).toEqual(
      expect.arrayContaining(['application/json', 'text/csv'])
    );
    expect(post.security).toEqual([{ ingestToken: [] }]);
    expect(components.securitySchemes.ingestToken).toMatchObject({ type: 'http', scheme: 'bearer' });
  });
});

it('takes no rows where no token is set', async () => {
  const closed = await buildHub({
    pool,
    identityKey: 'k'.repeat(32),
    getPort: () => 38125,
    logger: createLogger('hub', { level: 'error', write: () => undefined }),
    version: '0.0.0',
    ingest: { databaseUrl: database.url, mappingsFolder: folder, token: undefined },
  });
  const answer = await closed.inject({
    method: 'POST',
    url: '/api/ingest/core',
    headers: { host, authorization: 'Bearer undefined', 'content-type': 'text/csv' },
    body: 'a',
  });
  await closed.close();
  expect(answer.statusCode).toBe(401);
});
