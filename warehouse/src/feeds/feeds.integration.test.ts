import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import path from 'node:path';
import { createLogger } from '@branchlight/runtime';
import { createTestDatabase, type TestDatabase } from '../testing';
import { WorkFolder } from '../loader/fixtures';
import { FeedRunner, type FeedRunnerOptions } from './feed-runner';

const secret = 'open-sesame-1234';
const header = 'id;account;day;amount\n';

let database: TestDatabase;
let work: WorkFolder;
let inbox: string;
let mappings: string;
let said: string;

beforeAll(async () => {
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
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.client.query('TRUNCATE core.transaction, ops.feed, ops.feed_file, ops.load_file CASCADE');
  work = new WorkFolder();
  inbox = path.join(work.path, 'in');
  mappings = path.join(work.path, 'mappings');
  mkdirSync(inbox);
  mkdirSync(mappings);
  said = '';
});
afterEach(() => work.delete());

function declare(feed: string, change: (text: string) => string = (text) => text): void {
  const text = `
source: core
bank: sample
${feed}
defaults: { delimiter: ';' }
products: [{ code: current, title: Current, line: deposit }]
files:
  - name: accounts
    pattern: accounts*.csv
    domain: deposits
    key: [code]
    into: [{ table: account, fields: { account_code: code, outlet_code: outlet, product_code: { value: current }, opened_on: opened } }]
  - name: transactions
    pattern: ['postings*.csv', 'postings*.json']
    domain: deposits
    key: [id]
    into:
      - table: transaction
        fields:
          transaction_code: id
          account_code: account
          day: day
          direction: { value: credit }
          amount: amount
          own_initiated: { value: true }
`;
  writeFileSync(path.join(mappings, 'core.yml'), change(text));
}

function makeRunner(options: Partial<FeedRunnerOptions> = {}): FeedRunner {
  return new FeedRunner({
    databaseUrl: database.url,
    mappingsFolder: mappings,
    logger: createLogger('feeds', { level: 'debug', write: (text) => (said += text) }),
    environment: { FEED_TOKEN: secret },
    settleMs: 0,
    ...options,
  });
}

const put = (name: string, content: string) => writeFileSync(path.join(inbox, name), content);

async function list(sql: string): Promise<unknown[]> {
  return (await database.client.query<Record<string, unknown>>(sql)).rows;
}

const readCodes = async () =>
  (await list('SELECT transaction_code AS code FROM core.transaction ORDER BY 1')).map((row) => JSON.stringify(row));
const codes = (...all: string[]) => all.map((code) => JSON.stringify({ code }));
const readState = async () => (await list('SELECT state, failures, due_at, last_succeeded_at FROM ops.feed_state'))[0];

describe('a watched folder', () => {
  const watch = (more = '') => `watch: { folder: ../in${more} }`;

  it('loads what is complete, in the order of the mapping, and files it away', async () => {
    declare(watch());
    put('postings_1.csv', `${header}T1;A2;2024-03-01;5\n`);
    put('accounts_1.csv', 'code;outlet;opened\nA2;B0001;2024-02-01\n');
    put('.postings_2.csv', `${header}T2;A1;2024-03-01;5\n`);
    put('postings_3.csv.part', `${header}T3;A1;2024-03-01;5\n`);
    put('notes.txt', 'not of this mapping');
    await makeRunner().runOnce();
    expect(await readCodes()).toEqual(codes('T1'));
    expect(readdirSync(inbox).sort()).toEqual(['.postings_2.csv', 'archive', 'notes.txt', 'postings_3.csv.part']);
    expect(readdirSync(path.join(inbox, 'archive')).sort()).toEqual(['accounts_1.csv', 'postings_1.csv']);
    expect(await readState()).toMatchObject({ state: 'ok', failures: 0, last_succeeded_at: expect.any(Date) });
  });

  it('waits until a file does not grow any more, and holds later kinds back', async () => {
    declare(watch());
    const runner = makeRunner({ settleMs: 60_000 });
    const ready = makeRunner();
    put('postings_1.csv', `${header}T1;A1;2024-03-01;5\n`);
    await runner.runOnce();
    await runner.runOnce();
    expect(await readCodes()).toEqual([]);
    await ready.runOnce();
    expect(await readCodes()).toEqual(codes('T1'));
  });

  it('never loads the same content twice, not after a restart, and not under another name', async () => {
    declare(watch(', after: keep'));
    put('postings_1.csv', `${header}T1;A1;2024-03-01;5\n`);
    const runner = makeRunner();
    await runner.runOnce();
    await runner.runOnce();
    put('postings_copy.csv', `${header}T1;A1;2024-03-01;5\n`);
    await makeRunner().runOnce();
    expect(await list('SELECT count(*)::int AS loads FROM ops.load_file')).toEqual([{ loads: 1 }]);
    expect(readdirSync(inbox).sort()).toEqual(['postings_1.csv', 'postings_copy.csv']);
  });

  it('puts a refused file aside with the reason, takes the others, and takes it again once it is corrected', async () => {
    declare(watch());
    put('postings_1.csv', `${header}T1;A1;2024-03-01;five\n`);
    put('postings_2.csv', `${header}T2;A1;2024-03-01;5\n`);
    const runner = makeRunner();
    await runner.runOnce();
    expect(await readCodes()).toEqual(codes('T2'));
    expect(readdirSync(path.join(inbox, 'rejected')).sort()).toEqual(['postings_1.csv', 'postings_1.csv.reason.txt']);
    expect(readFileSync(path.join(inbox, 'rejected', 'postings_1.csv.reason.txt'), 'utf8')).toMatch(
      /five.*\n.*Remedy/s
    );
    expect(await readState()).toMatchObject({ state: 'failing', failures: 1 });
    expect(said).toMatch(/The feed of \w+ failed.*max_rejects/);
    expect(said).not.toContain('five');
    put('postings_1.csv', `${header}T1;A1;2024-03-01;5\n`);
    await runner.runOnce();
    expect(await readCodes()).toEqual(codes('T1', 'T2'));
    expect(await readState()).toMatchObject({ state: 'ok', failures: 0 });
  });

  it('keeps files of the same name apart in the archive', async () => {
    declare(watch());
    for (const day of ['01', '02']) {
      put('postings.csv', `${header}T${day};A1;2024-03-${day};5\n`);
      await makeRunner().runOnce();
    }
    expect(readdirSync(path.join(inbox, 'archive')).sort()).toEqual(['postings.2.csv', 'postings.csv']);
  });

  it('with a schedule waits for its time, takes what is there then once, and is late when nothing came', async () => {
    declare(`schedule: '0 6 * * *'\n${watch()}`);
    put('postings_1.csv', `${header}T1;A1;2024-03-01;5\n`);
    const runner = makeRunner();
    await runner.runOnce();
    expect(await readCodes()).toEqual([]);
    await database.client.query(`UPDATE ops.feed SET due_at = now() - interval '3 days'`);
    await makeRunner().runOnce();
    expect(await readCodes()).toEqual(codes('T1'));
    const state = await readState();
    expect(state).toMatchObject({ state: 'ok', due_at: expect.any(Date) });
    await database.client.query(`UPDATE ops.feed SET due_at = now() - interval '3 hours'`);
    await runner.runOnce();
    expect(await readState()).toMatchObject({ state: 'late' });
  });

  it('records a folder that is not there, and is well again when it is', async () => {
    declare('watch: { folder: ../elsewhere }');
    await makeRunner().runOnce();
    expect(await readState()).toMatchObject({ state: 'failing', failures: 1 });
    expect(await list('SELECT last_error FROM ops.feed')).toEqual([
      { last_error: expect.stringMatching(/elsewhere cannot be read.*Remedy/) },
    ]);
    mkdirSync(path.join(work.path, 'elsewhere'));
    await makeRunner().runOnce();
    expect(await readState()).toMatchObject({ failures: 1 });
    await database.client.query('UPDATE ops.feed SET retry_at = now()');
    await makeRunner().runOnce();
    expect(await readState()).toMatchObject({ state: 'ok', failures: 0 });
  });
});

describe('an address', () => {
  let server: Server;
  let url: string;
  let requests: IncomingMessage[];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  beforeEach(async () => {
    requests = [];
    server = createServer((request, response) => {
      requests.push(request);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));

  const pull = (more = '') => `schedule: { every: 15m }\npull: { url: '${url}/rows', file: transactions${more} }`;
  const rows = (...ids: string[]) => ids.map((id) => ({ id, account: 'A1', day: '2024-03-01', amount: 5 }));
  const due = () => database.client.query(`UPDATE ops.feed SET due_at = now(), retry_at = NULL`);
  const json = (response: ServerResponse, value: unknown, headers: Record<string, string> = {}) =>
    response.writeHead(200, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(value));

  it('is asked by its schedule, with its headers, and only for what is newer', async () => {
    declare(pull(`, rows: data.items, headers: { Authorization: 'Bearer \${FEED_TOKEN}' }`));
    answer = (request, response) =>
      request.headers['if-none-match'] === '"v1"'
        ? response.writeHead(304).end()
        : json(response, { data: { items: rows('T1', 'T2') } }, { ETag: '"v1"' });
    await makeRunner().runOnce();
    await makeRunner().runOnce();
    expect(await readCodes()).toEqual(codes('T1', 'T2'));
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${secret}`]);
    await due();
    await makeRunner().runOnce();
    expect(requests).toHaveLength(2);
    expect(await readState()).toMatchObject({ state: 'ok', failures: 0 });
    expect(await list('SELECT count(*)::int AS loads FROM ops.load_file')).toEqual([{ loads: 1 }]);
    expect(said).not.toContain(secret);
  });

  it('takes CSV, an answer without rows, and rows that are as they were before', async () => {
    declare(pull());
    const bodies = [
      `${header}T1;A1;2024-03-01;5\n`,
      header,
      `${header}T1;A1;2024-03-01;6\n`,
      `${header}T1;A1;2024-03-01;5\n`,
    ];
    answer = (_request, response) => response.writeHead(200, { 'Content-Type': 'text/csv' }).end(bodies.shift());
    for (const amount of ['5.00', '5.00', '6.00', '5.00']) {
      await makeRunner().runOnce();
      expect(await list('SELECT amount FROM core.transaction')).toEqual([{ amount }]);
      expect(await readState()).toMatchObject({ state: 'ok' });
      await due();
    }
  });

  it('follows redirects, without its headers to another origin, and not for ever', async () => {
    declare(pull(`, headers: { X-Api-Key: '\${FEED_TOKEN}' }`));
    const { port } = new URL(url);
    answer = (request, response) =>
      request.url === '/rows'
        ? response.writeHead(302, { Location: `http://localhost:${port}/moved` }).end()
        : json(response, rows('T1'));
    await makeRunner().runOnce();
    expect(await readCodes()).toEqual(codes('T1'));
    expect(requests.map(({ headers }) => headers['x-api-key'])).toEqual([secret, undefined]);
    answer = (_request, response) => response.writeHead(302, { Location: '/rows' }).end();
    await due();
    await makeRunner().runOnce();
    expect(await list('SELECT last_error FROM ops.feed')).toEqual([
      { last_error: expect.stringMatching(/more than 5 times/) },
    ]);
  });

  it.each<[string, (response: ServerResponse) => void, RegExp]>([
    ['another status', (response) => response.writeHead(500).end('secret rows'), /answers 500\. Remedy/],
    [
      'another protocol',
      (response) => response.writeHead(302, { Location: 'file:///etc/passwd' }).end(),
      /file:.*not followed/,
    ],
    ['a closed connection', (response) => response.destroy(), /cannot be fetched/],
    ['too much', (response) => response.writeHead(200).end('x'.repeat(5000)), /more than 2000 bytes/],
    ['no end', (response) => response.writeHead(200).write('x'), /no whole answer within 0\.5 s/],
    [
      'rows that are refused',
      (response) => json(response, [{ id: 'T1', account: 'A1', day: 'Monday', amount: 5 }]),
      /max_rejects/,
    ],
  ])('records %s, waits longer each time, and loads once it is well', async (_what, fail, message) => {
    declare(pull());
    const runner = makeRunner({ limits: { milliseconds: 500, bytes: 2000 } });
    answer = (_request, response) => fail(response);
    await runner.runOnce();
    await runner.runOnce();
    expect(requests).toHaveLength(1);
    const waits: number[] = [];
    for (let round = 0; round < 2; round++) {
      const [state] = await list(
        'SELECT last_error, failures, extract(epoch FROM retry_at - last_error_at)::float AS wait FROM ops.feed'
      );
      expect(state).toMatchObject({ last_error: expect.stringMatching(message), failures: round + 1 });
      waits.push(Number(Object(state).wait));
      await database.client.query('UPDATE ops.feed SET retry_at = now()');
      await runner.runOnce();
    }
    expect(waits[1]).toBeCloseTo(2 * (waits[0] ?? 0), 1);
    answer = (_request, response) => json(response, rows('T1'));
    await database.client.query('UPDATE ops.feed SET retry_at = now()');
    await runner.runOnce();
    expect(await readCodes()).toEqual(codes('T1'));
    expect(await readState()).toMatchObject({ state: 'ok', failures: 0 });
  });

  it('says which variable a header lacks', async () => {
    declare(pull(`, headers: { Authorization: '\${FEED_OTHER}' }`));
    await makeRunner().runOnce();
    expect(requests).toHaveLength(0);
    expect(await list('SELECT last_error FROM ops.feed')).toEqual([
      { last_error: expect.stringMatching(/FEED_OTHER.*Remedy/) },
    ]);
  });

  it('is asked once by two runners at once, and once for several runs that were missed', async () => {
    declare(pull());
    let waiting: (() => void) | undefined;
    answer = (_request, response) => {
      waiting = () => json(response, rows('T1'));
    };
    const first = makeRunner().runOnce();
    while (!waiting) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await makeRunner().runOnce();
    waiting();
    await first;
    expect(requests).toHaveLength(1);
    answer = (_request, response) => json(response, rows('T2'));
    await database.client.query(`UPDATE ops.feed SET due_at = now() - interval '2 days'`);
    await makeRunner().runOnce();
    await makeRunner().runOnce();
    expect(requests).toHaveLength(2);
  });
});

it('leaves out a mapping that is broken or of another bank, tells it once, and forgets one that is gone', async () => {
  declare('watch: { folder: ../in }', (text) => text.replace('account_code: account', 'acount_code: account'));
  const runner = makeRunner();
  await runner.runOnce();
  await runner.runOnce();
  expect(said.match(/mapping core is broken/g)).toHaveLength(1);
  declare('watch: { folder: ../in }', (text) => text.replace('bank: sample', 'bank: other'));
  await runner.runOnce();
  expect(await readState()).toBeUndefined();
  declare('watch: { folder: ../in }');
  await runner.runOnce();
  expect(await readState()).toMatchObject({ state: 'ok' });
  declare('');
  await runner.runOnce();
  expect(await readState()).toBeUndefined();
});

it('runs until it is stopped', async () => {
  declare('watch: { folder: ../in }');
  const runner = makeRunner({ everyMs: 10 });
  runner.start();
  put('postings_1.csv', `${header}T1;A1;2024-03-01;5\n`);
  while ((await readCodes()).length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await runner.stop();
  put('postings_2.csv', `${header}T2;A1;2024-03-01;5\n`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await readCodes()).toEqual(codes('T1'));
});
