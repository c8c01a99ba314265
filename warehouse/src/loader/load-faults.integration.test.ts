import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../testing';
import { WorkFolder, emptyBank, fixtures, getMappingFile, prepareBank } from './fixtures';
import { loadMapping, type LoadMappingOptions } from './load-mapping';

const transactions = 'trans_1993-01_1993-04.asc';
let database: TestDatabase;
let client: Client;
let folder: WorkFolder;

beforeAll(async () => {
  database = await createTestDatabase();
  client = database.client;
  await prepareBank(client);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await emptyBank(client);
  folder = new WorkFolder().copy(fixtures.pkdd99);
});
afterEach(() => folder.delete());

/** Loads with 10 % of rejects allowed, so that one fault rejects a row instead of the file. */
const load = (options: Partial<LoadMappingOptions> = {}) =>
  loadMapping({
    client,
    data: folder.path,
    ...options,
    mappingFile: options.mappingFile ?? folder.writeMapping('pkdd99', 'max_rejects: 1%', 'max_rejects: 10%'),
  });

async function select(sql: string): Promise<Array<Record<string, unknown>>> {
  return (await client.query<Record<string, unknown>>(sql)).rows;
}

const rejects = () => select('SELECT line_number::int AS line, field, reason, raw FROM ops.rejected_row');
const countTransactions = async () => (await select('SELECT count(*)::int AS n FROM core.transaction'))[0]?.n;

/** Replaces the transaction file's third line (row 2). */
const editLine = (change: (line: string) => string) =>
  folder.edit(transactions, (text) =>
    text
      .split('\r\n')
      .map((line, index) => (index === 2 ? change(line) : line))
      .join('\r\n')
  );

describe('a row with a fault', () => {
  it.each<[string, (line: string) => string, string | null, RegExp]>([
    [
      'an impossible date',
      (line) => line.replace('930115', '930231'),
      'day',
      /column date: "930231" is no day of the calendar/,
    ],
    [
      'text for an amount',
      (line) => line.replace(';911.00;', ';much;'),
      'amount',
      /column amount: "much" is not a number/,
    ],
    [
      'a negative amount',
      (line) => line.replace(';911.00;', ';-911.00;'),
      'amount',
      /-911 is below the lowest allowed, 0/,
    ],
    [
      'an unknown account',
      (line) => line.replace(';11;', ';4711;'),
      'account_code',
      /column account_id: there is no account "4711"/,
    ],
    [
      'an unknown code',
      (line) => line.replace('PRIJEM', 'PRIJE'),
      'direction',
      /column type: "PRIJE" is not among the codes PRIJEM, VYDAJ, VYBER/,
    ],
    [
      'no key',
      (line) => line.replace(/^\d+/, ''),
      'transaction_code',
      /column trans_id: empty, but transaction_code is needed/,
    ],
    [
      'a repeated key',
      (line) => line.replace(/^\d+/, '1000'),
      'transaction_code',
      /trans_id 1000 stands already in line 2/,
    ],
    ['too few fields', (line) => line.replace(';"";;', ''), null, /the line has 7 of 10 fields: it is cut off/],
    ['an open quote', (line) => line.replace('"PRIJEM"', '"PRIJEM'), null, /follows the closing quote|not closed/],
    ['a NUL byte', (line) => line.replace('PRIJEM', 'PRI\0JEM'), 'direction', /bytes that are no characters/],
    ['an over-long line', (line) => `${line}${'x'.repeat(1_100_000)}`, null, /longer than 1000000 characters/],
  ])('is rejected for %s, with its line, field and text', async (_case, change, field, reason) => {
    editLine(change);
    const summary = await load();
    expect(summary).toMatchObject({ read: 91, loaded: 90, rejected: 1 });
    expect(summary.refused).toBeUndefined();
    const [row, ...more] = await rejects();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      line: 3,
      field,
      reason: expect.stringMatching(reason),
      raw: expect.stringMatching(/^.*930/),
    });
    expect(await countTransactions()).toBe(63);
  });

  it('keeps a row whose fault is in a field that is not needed, with a warning', async () => {
    editLine((line) => line.replace('VKLAD', 'UNKNOWN'));
    expect(await load()).toMatchObject({ loaded: 91, rejected: 0 });
    expect(
      await select('SELECT line_number::int AS line, field, raw FROM ops.field_warning WHERE field = $$operation$$')
    ).toEqual([{ line: 3, field: 'operation', raw: 'UNKNOWN' }]);
  });

  it('loads a cut last line when it comes whole', async () => {
    folder.edit(transactions, (text) => text.slice(0, -30));
    expect(await load()).toMatchObject({ rejected: 1 });
    expect(await countTransactions()).toBe(63);
    folder.copy(fixtures.pkdd99);
    expect(await load()).toMatchObject({ rejected: 0 });
    expect(await countTransactions()).toBe(64);
  });

  it('rejects a holder that another row gives to the same account and customer', async () => {
    await load();
    folder.write('disp.asc', '"disp_id";"client_id";"account_id";"type"\r\n77;1;10;"OWNER"\r\n3;3;11;"OWNER"\r\n');
    const summary = await loadMapping({
      client,
      mappingFile: folder.writeMapping('pkdd99', '1%', '60%'),
      data: path.join(folder.path, 'disp.asc'),
    });
    expect(summary).toMatchObject({ read: 2, loaded: 1, rejected: 1 });
    expect((await rejects())[0]?.reason).toBe('account_code, customer_code 10, 1 belongs to holder_code 1 already');
  });
});

describe('a file with a fault', () => {
  async function expectRefusal(message: RegExp, counts: object = {}) {
    const summary = await load();
    expect(summary.refused?.message).toMatch(message);
    expect(summary.refused?.message).not.toMatch(/\n\s+at /);
    expect(summary.refused).toMatchObject({ loaded: 0, ...counts });
    expect(await countTransactions()).toBe(0);
    expect(await select(`SELECT status, rows_loaded::int FROM ops.load_file WHERE file_name LIKE 'trans%'`)).toEqual([
      { status: 'refused', rows_loaded: 0 },
    ]);
    expect(await select(`SELECT to_regclass('staging.file_row') AS staging`)).toEqual([{ staging: null }]);
  }

  it('is refused as a whole above max_rejects; the record says why', async () => {
    folder.edit(transactions, (text) => text.replaceAll('"UROK"', '"UROK";x'));
    await expectRefusal(
      /13 of 64 rows \(20\.3 %\) are faulty, max_rejects allows 10 %\.\n {2}line \d+: the line has 11 of 10 fields[^]*and 8 more[^]*Remedy/,
      { read: 64, rejected: 13 }
    );
    expect(await rejects()).toHaveLength(13);
    expect(await select(`SELECT count(*)::int AS accounts FROM core.account`)).toEqual([{ accounts: 5 }]);
  });

  it.each<[string, () => unknown, RegExp]>([
    ['an empty file', () => folder.write(transactions, ''), /is empty/],
    ['empty lines only', () => folder.write(transactions, '\r\n\r\n'), /no line with text/],
    [
      'a header only',
      () => folder.edit(transactions, (text) => text.slice(0, text.indexOf('\n') + 1)),
      /has a header, but no rows/,
    ],
    [
      'a missing column',
      () => folder.edit(transactions, (text) => text.replace('"amount"', '"amout"')),
      /lacks "amount".*Did you mean "amout"/,
    ],
    [
      'a column twice',
      () => folder.edit(transactions, (text) => text.replace('"balance"', '"amount"')),
      /has "amount" twice/,
    ],
    [
      'another delimiter',
      () => folder.edit(transactions, (text) => text.replaceAll(';', ',')),
      /delimiter looks like ","/,
    ],
    ['a spreadsheet', () => folder.write(transactions, 'PK\u0003\u0004'), /zip archive or a spreadsheet/],
    [
      'UTF-16',
      () => folder.write(transactions, Buffer.from('\uFEFFa;b', 'utf16le')),
      /is in UTF-16, the mapping says windows-1250/,
    ],
    [
      'a cut gzip',
      () => {
        folder.write(
          `${transactions}.gz`,
          gzipSync(readFileSync(path.join(folder.path, transactions))).subarray(0, 300)
        );
        folder.delete(transactions);
      },
      /gzip data are cut off or damaged.*fetch the file again/,
    ],
    [
      'a name that lies',
      () => {
        folder.write(`${transactions}.gz`, 'plain');
        folder.delete(transactions);
      },
      /named \.gz but holds no gzip/,
    ],
  ])('is refused: %s', async (_case, prepare, message) => {
    prepare();
    await expectRefusal(message);
  });

  it('stops the load: what came before stays, what follows is not tried', async () => {
    folder.write('client.asc', '');
    const notices: string[] = [];
    const summary = await load({ onNotice: (notice) => notices.push(notice) });
    expect(summary).toMatchObject({ read: 9, loaded: 9, rejected: 0, refused: { file: 'client.asc' } });
    expect(notices.join(' ')).toMatch(/Not tried after the refusal: disp\.asc/);
  });
});

describe('a load that cannot begin', () => {
  const untouched = async () => expect(await select('SELECT FROM ops.load_file')).toEqual([]);

  it('names the required files that a first load lacks', async () => {
    folder.delete('account.asc');
    await expect(load()).rejects.toThrow(
      /lacks files that a first load needs: accounts \(account\*\.asc, account\*\.csv\)\. Remedy/
    );
    await untouched();
  });

  it('does without files that are not required', async () => {
    folder.delete('order.asc');
    expect(await load()).toMatchObject({ read: 89, loaded: 89 });
  });

  it.each([
    ['no folder', '/nowhere/at/all', /cannot be read.*Remedy/],
    ['none of its files', __dirname, /has no file of the mapping "pkdd99" \(district\*\.asc/],
  ])('says of %s what it looked for', async (_case, data, message) => {
    await expect(load({ data })).rejects.toThrow(message);
    await untouched();
  });

  it('refuses a broken mapping before anything else', async () => {
    const mappingFile = folder.writeMapping('pkdd99', 'table: account', 'table: acount');
    await expect(load({ mappingFile, data: '/nowhere' })).rejects.toThrow(
      /no table to load into\. Did you mean "account"/
    );
    await untouched();
  });
});

describe('a load that is interrupted', () => {
  it('rolls back the file and leaves the connection usable', async () => {
    const controller = new AbortController();
    await expect(
      load({
        signal: controller.signal,
        onProgress: ({ file, phase }) =>
          file === transactions && phase === 'merge' && controller.abort(new Error('stopped')),
      })
    ).rejects.toThrow('stopped');
    expect(await countTransactions()).toBe(0);
    expect(await select(`SELECT FROM ops.load_file WHERE file_name = '${transactions}'`)).toEqual([]);
    expect(await load()).toMatchObject({ loaded: 91 });
  });

  it('rolls back while it reads', async () => {
    const controller = new AbortController();
    const interrupted = load({
      signal: controller.signal,
      onProgress: ({ file }) => file === 'client.asc' && controller.abort(new Error('stopped')),
    });
    await expect(interrupted).rejects.toThrow('stopped');
    expect(await select('SELECT count(*)::int AS customers FROM core.customer')).toEqual([{ customers: 0 }]);
    expect(await load()).toMatchObject({ loaded: 91 });
  });

  it('keeps nothing of a file whose figures cannot be worked out', async () => {
    await expect(load({ derive: () => Promise.reject(new Error('no figures')) })).rejects.toThrow('no figures');
    expect(await select('SELECT count(*)::int AS outlets FROM core.outlet')).toEqual([{ outlets: 0 }]);
  });
});

describe('two loads at once', () => {
  it('run one after the other', async () => {
    const other = new Client({ connectionString: database.url });
    await other.connect();
    try {
      const notices: string[] = [];
      const onNotice = (notice: string) => notices.push(notice);
      const both = await Promise.all([
        load({ onNotice }),
        load({ client: other, onNotice, mappingFile: getMappingFile('pkdd99') }),
      ]);
      expect(both.map(({ loaded }) => loaded)).toEqual([91, 91]);
      expect(notices).toContain('Another load is running on this database: waiting until it is done.');
      expect(await countTransactions()).toBe(64);
    } finally {
      await other.end();
    }
  });
});
