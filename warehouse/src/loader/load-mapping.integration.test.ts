import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../testing';
import { WorkFolder, emptyBank, fixtures, getMappingFile, prepareBank } from './fixtures';
import { loadMapping, type LoadMappingOptions } from './load-mapping';

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
  folder = new WorkFolder();
});
afterEach(() => folder.delete());

const load = (data: string, options: Partial<LoadMappingOptions> = {}) =>
  loadMapping({ client, mappingFile: getMappingFile('pkdd99'), data, ...options });

async function select(sql: string): Promise<unknown[]> {
  return (await client.query<Record<string, unknown>>(sql)).rows;
}

async function count(table: string): Promise<number> {
  return Number((await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n);
}

describe('loadMapping on pkdd99', () => {
  it('loads every file, what it derives and what it cannot read of a field', async () => {
    const summary = await load(fixtures.pkdd99);
    expect(summary).toMatchObject({ read: 4 + 5 + 6 + 6 + 2 + 2 + 2 + 64, rejected: 0 });
    expect(summary.loaded).toBe(summary.read);
    expect(
      await select(
        `SELECT unit_code, name, parent_code FROM core.org_unit WHERE level IN ('region', 'outlet') ORDER BY 1`
      )
    ).toEqual([
      { unit_code: 'B0001', name: 'Hlavni mesto', parent_code: 'R01' },
      { unit_code: 'B0002', name: 'Horni Lhota', parent_code: 'R02' },
      { unit_code: 'B0005', name: 'Dolni Lhota', parent_code: 'R01' },
      { unit_code: 'B0069', name: 'Kopec', parent_code: 'R03' },
      { unit_code: 'R01', name: 'Prague', parent_code: 'BANK' },
      { unit_code: 'R02', name: 'east Bohemia', parent_code: 'BANK' },
      { unit_code: 'R03', name: 'north Moravia', parent_code: 'BANK' },
    ]);
    expect(await select(`SELECT customer_code, birth_date::text, sex FROM core.customer ORDER BY 1 LIMIT 2`)).toEqual([
      { customer_code: '1', birth_date: '1960-11-15', sex: 'female' },
      { customer_code: '2', birth_date: '1945-02-04', sex: 'male' },
    ]);
    expect(
      await select(
        `SELECT direction, amount, operation, category, own_initiated, counterparty_bank FROM core.transaction WHERE account_code = '11' AND day = '1993-02-25'`
      )
    ).toEqual([
      {
        direction: 'credit',
        amount: '3110.00',
        operation: 'transfer_in',
        category: 'pension',
        own_initiated: true,
        counterparty_bank: 'AB',
      },
    ]);
    expect(
      await select(`SELECT own_initiated, count(*)::int AS rows FROM core.transaction GROUP BY 1 ORDER BY 1`)
    ).toEqual([
      { own_initiated: false, rows: 26 },
      { own_initiated: true, rows: 38 },
    ]);
    expect(await select('SELECT line_number::int, field, raw FROM ops.field_warning ORDER BY field')).toEqual([
      { line_number: 5, field: 'crimes_previous', raw: '?' },
      { line_number: 5, field: 'unemployment_rate_previous', raw: '?' },
    ]);
    expect(
      await select(
        `SELECT domain, table_name, status, rows_read::int, data_until FROM ops.load_file WHERE file_name LIKE 'trans%'`
      )
    ).toEqual([
      {
        domain: 'deposits',
        table_name: 'core.transaction',
        status: 'loaded',
        rows_read: 64,
        data_until: new Date('1993-04-27T22:00:00Z'),
      },
    ]);
  });

  it('answers from the mart what a direct read of the files adds up to', async () => {
    await load(fixtures.pkdd99);
    const rows = readFileSync(path.join(fixtures.pkdd99, 'trans_1993-01_1993-04.asc'), 'latin1')
      .split('\r\n')
      .slice(1, -1);
    const last = new Map(rows.map((row) => row.split(';')).map((cells) => [cells[1], 0]));
    for (const cells of rows.map((row) => row.split(';'))) {
      last.set(
        cells[1],
        (last.get(cells[1]) ?? 0) + (cells[3] === '"PRIJEM"' ? 1 : -1) * Math.round(Number(cells[5]) * 100)
      );
    }
    const total = [...last.values()].reduce((sum, cents) => sum + cents, 0) / 100;
    expect(await select(`SELECT sum(balance)::float AS total FROM mart.deposit_day WHERE day = '1993-04-28'`)).toEqual([
      { total },
    ]);
    expect(
      await select(
        `SELECT count(*)::int AS logins FROM ops.viewer WHERE login IN ('hq.exec', 'region.R03', 'branch.B0069')`
      )
    ).toEqual([{ logins: 3 }]);
  });

  it('doubles nothing when it runs again, packed or not', async () => {
    const first = await load(fixtures.pkdd99);
    const before = await select('SELECT * FROM core.transaction ORDER BY transaction_code');
    const mart = await select('SELECT * FROM mart.deposit_day ORDER BY 1, 2, 3, 4');
    folder.copy(fixtures.pkdd99);
    const name = 'trans_1993-01_1993-04.asc';
    folder.write(`${name}.gz`, gzipSync(readFileSync(path.join(folder.path, name))));
    folder.delete(name);
    const second = await load(folder.path);
    expect(second).toMatchObject({ read: first.read, loaded: first.loaded, rejected: 0 });
    expect(second.files.map(({ loaded, unchanged }) => loaded - unchanged)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(await select('SELECT * FROM core.transaction ORDER BY transaction_code')).toEqual(before);
    expect(await select('SELECT * FROM mart.deposit_day ORDER BY 1, 2, 3, 4')).toEqual(mart);
  });

  it('adds a further file alone: new rows, repeated ones, corrected ones', async () => {
    await load(fixtures.pkdd99);
    folder
      .copy(fixtures.pkdd99Next)
      .edit('trans_1993-05_1993-06.asc', (text) => text.replace(';3100.00;', ';3300.00;'));
    const notices: string[] = [];
    const summary = await load(folder.path, { onNotice: (notice) => notices.push(notice) });
    expect(summary).toMatchObject({ read: 54, loaded: 54, rejected: 0 });
    expect(summary.files).toMatchObject([{ unchanged: 19 }]);
    expect(await count('core.transaction')).toBe(98);
    expect(
      await select(`SELECT amount FROM core.transaction WHERE account_code = '10' AND day = '1993-04-25'`)
    ).toEqual([{ amount: '3300.00' }]);
    expect(await select(`SELECT last_day::text FROM mart.horizon WHERE domain = 'deposits'`)).toEqual([
      { last_day: '1993-06-28' },
    ]);
    expect(notices.join(' ')).toMatch(/left as they are: districts, accounts/);
  });

  it('gives the same figures whether files come one by one or together', async () => {
    await load(fixtures.pkdd99);
    await load(fixtures.pkdd99Next);
    const stepwise = await select('SELECT * FROM mart.deposit_day ORDER BY 1, 2, 3, 4');
    await emptyBank(client);
    await load(folder.copy(fixtures.pkdd99).copy(fixtures.pkdd99Next).path);
    expect(await select('SELECT * FROM mart.deposit_day ORDER BY 1, 2, 3, 4')).toEqual(stepwise);
  });

  it('takes a changed account and keeps the codes of regions when the districts come in another order', async () => {
    await load(fixtures.pkdd99);
    folder.copy(fixtures.pkdd99);
    folder.write('account.asc', '"account_id";"district_id";"frequency";"date"\r\n11;69;"POPLATEK TYDNE";930115\r\n');
    folder.edit('district.asc', (text) => {
      const [header = '', ...rows] = text.trimEnd().split('\r\n');
      return [header, ...rows.reverse(), '70;"Nova Lhota";"west Bohemia";1;0;0;0;1;1;1;1;1;1;1;1;1', ''].join('\r\n');
    });
    await load(folder.path);
    expect(await select(`SELECT outlet_code FROM core.account WHERE account_code = '11'`)).toEqual([
      { outlet_code: 'B0069' },
    ]);
    expect(await select(`SELECT unit_code, name FROM core.org_unit WHERE level = 'region' ORDER BY 1`)).toMatchObject([
      { name: 'Prague' },
      { name: 'east Bohemia' },
      { name: 'north Moravia' },
      { unit_code: 'R04', name: 'west Bohemia' },
    ]);
    expect(await select(`SELECT DISTINCT outlet_code FROM mart.deposit_day WHERE balance <> 0 ORDER BY 1`)).toEqual([
      { outlet_code: 'B0001' },
      { outlet_code: 'B0005' },
      { outlet_code: 'B0069' },
    ]);
  });
});

describe('loadMapping on chase', () => {
  const chase = (options: Partial<LoadMappingOptions> = {}) =>
    load(fixtures.chase, { mappingFile: getMappingFile('chase'), ...options });

  it('keeps the main office out of figures, gives zips their zeros back and leaves out impossible coordinates', async () => {
    expect(await chase()).toMatchObject({ read: 5, loaded: 4, rejected: 1 });
    expect(
      await select(
        `SELECT outlet_code, parent_code, postal_code, opened_on::text, latitude FROM core.outlet JOIN core.org_unit ON unit_code = outlet_code ORDER BY 1`
      )
    ).toEqual([
      { outlet_code: 'B0002', parent_code: 'R03', postal_code: '10583', opened_on: '1961-03-20', latitude: 40.97 },
      { outlet_code: 'B0031', parent_code: 'R02', postal_code: '07102', opened_on: null, latitude: null },
      { outlet_code: 'B0412', parent_code: 'R01', postal_code: '85201', opened_on: '1999-12-01', latitude: null },
      { outlet_code: 'B5001', parent_code: 'R03', postal_code: '12207', opened_on: '2013-09-09', latitude: 42.65 },
    ]);
    expect(await select(`SELECT day::text, amount FROM core.control_total ORDER BY day LIMIT 1`)).toEqual([
      { day: '2010-06-30', amount: '9000000.00' },
    ]);
    expect(
      await select(
        `SELECT outlet_code, count(*)::int AS years, max(balance) AS highest FROM core.outlet_balance GROUP BY 1 ORDER BY 1`
      )
    ).toEqual([
      { outlet_code: 'B0002', years: 7, highest: '160000.00' },
      { outlet_code: 'B0031', years: 5, highest: '340000.00' },
      { outlet_code: 'B0412', years: 7, highest: '0.00' },
      { outlet_code: 'B5001', years: 3, highest: '65000.00' },
    ]);
    expect(await select('SELECT line_number::int, reason FROM ops.rejected_row')).toEqual([
      { line_number: 2, reason: expect.stringContaining('control total') },
    ]);
    expect(await select('SELECT line_number::int, field FROM ops.field_warning ORDER BY 1, 2')).toEqual([
      { line_number: 4, field: 'latitude' },
      { line_number: 4, field: 'opened_on' },
      { line_number: 5, field: 'latitude' },
    ]);
  });

  it('changes nothing when it runs again, also under another file name', async () => {
    await chase();
    const other = folder.write('other name.csv', readFileSync(fixtures.chase));
    const summary = await chase({ data: other });
    expect(summary.files).toMatchObject([{ loaded: 4, unchanged: 4, rejected: 1 }]);
  });
});
