import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { findRepositoryRoot } from '@branchlight/runtime';
import { parse } from 'csv-parse/sync';
import { createTestDatabase, type TestDatabase } from '../testing';
import { WorkFolder, emptyBank, getMappingFile, prepareBank } from './fixtures';
import { loadMapping } from './load-mapping';

const shared = process.env.BRANCHLIGHT_SHARED_DATA ?? path.join(findRepositoryRoot(), '..', 'shared', 'data');
const pkdd99 = path.join(shared, 'pkdd99');
const chase = path.join(shared, 'chase_branches', 'chase.csv');
const describeShared = existsSync(pkdd99) && existsSync(chase) ? describe : describe.skip;

/** Another reader than the loader's own: rows of a file as objects, without those that are cut off. */
function readRaw(file: string, delimiter: string): Array<Record<string, string>> {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
  return parse<Record<string, string>>(text, { delimiter, columns: true, skip_records_with_error: true });
}

// Several loads of the whole bank in one test.
jest.setTimeout(300_000);

describeShared('the public data sets', () => {
  let database: TestDatabase;
  const select = async (sql: string) => (await database.client.query<Record<string, unknown>>(sql)).rows;

  beforeAll(async () => {
    database = await createTestDatabase();
    await prepareBank(database.client);
  });
  afterAll(() => database.drop());
  beforeEach(() => emptyBank(database.client));

  const load = (source: string, data: string) =>
    loadMapping({ client: database.client, mappingFile: getMappingFile(source), data });

  it('pkdd99 loads but for its cut last line, and adds up to what the raw files say', async () => {
    const summary = await load('pkdd99', pkdd99);
    expect(summary).toMatchObject({ read: 72_463, loaded: 72_462, rejected: 1 });
    expect(await select('SELECT line_number::int AS line, raw FROM ops.rejected_row')).toEqual([
      { line: 49_104, raw: expect.stringMatching(/"PRIJE$/) },
    ]);
    expect(await select('SELECT field FROM ops.field_warning ORDER BY 1')).toEqual([
      { field: 'crimes_previous' },
      { field: 'unemployment_rate_previous' },
    ]);

    const file = readdirSync(pkdd99).find((name) => name.startsWith('trans')) ?? '';
    const outletOf = new Map(
      readRaw(path.join(pkdd99, 'account.asc'), ';').map((row) => [row.account_id, row.district_id?.padStart(4, '0')])
    );
    const expected = new Map<string, { rows: number; cents: number }>();
    for (const row of readRaw(path.join(pkdd99, file), ';')) {
      const key = `B${outletOf.get(row.account_id ?? '')} 19${row.date?.slice(0, 2)}-${row.date?.slice(2, 4)} ${row.type === 'PRIJEM' ? 'credit' : 'debit'}`;
      const sum = expected.get(key) ?? { rows: 0, cents: 0 };
      expected.set(key, { rows: sum.rows + 1, cents: sum.cents + Math.round(Number(row.amount) * 100) });
    }
    const found = await select(
      `SELECT concat_ws(' ', outlet_code, to_char(day, 'YYYY-MM'), direction) AS key, count(*)::int AS rows, round(sum(amount) * 100)::float AS cents
      FROM core.transaction JOIN core.account USING (account_code) GROUP BY 1`
    );
    expect(new Map(found.map(({ key, rows, cents }) => [key, { rows, cents }]))).toEqual(expected);

    const women = readRaw(path.join(pkdd99, 'client.asc'), ';').filter(
      (row) => Number(row.birth_number?.slice(2, 4)) > 50
    ).length;
    expect(
      await select(
        `SELECT count(*)::int AS women, min(birth_date)::text, max(birth_date)::text FROM core.customer WHERE sex = 'female'`
      )
    ).toMatchObject([{ women }]);
    expect(
      await select(
        `SELECT balance::text FROM (SELECT sum(balance) AS balance FROM mart.deposit_day WHERE day = '1994-03-31') total`
      )
    ).toEqual([{ balance: '39250523.80' }]);
  });

  it('pkdd99 cut in two gives the same as whole, and the cut line loads once it is whole', async () => {
    await load('pkdd99', pkdd99);
    const whole = await select('SELECT day, outlet_code, balance, accounts FROM mart.deposit_day ORDER BY 1, 2, 3');
    await emptyBank(database.client);
    const folder = new WorkFolder().copy(pkdd99);
    try {
      const name = readdirSync(pkdd99).find((each) => each.startsWith('trans')) ?? '';
      const [header = '', ...rows] = gunzipSync(readFileSync(path.join(pkdd99, name)))
        .toString('latin1')
        .split('\r\n');
      folder.delete(name);
      folder.write('trans_1.asc', [header, ...rows.slice(0, 30_000), ''].join('\r\n'));
      await load('pkdd99', folder.path);
      const second = folder.write('trans_2.asc', [header, ...rows.slice(29_000)].join('\r\n'));
      const summary = await load('pkdd99', second);
      expect(summary.files).toMatchObject([{ unchanged: 1000, rejected: 1 }]);
      expect(await select('SELECT day, outlet_code, balance, accounts FROM mart.deposit_day ORDER BY 1, 2, 3')).toEqual(
        whole
      );
      const last = folder.write(
        'trans_3.asc',
        `${header}\r\n3526882;11021;940331;"PRIJEM";"";18.90;28228.20;"UROK";;\r\n`
      );
      expect(await load('pkdd99', last)).toMatchObject({ read: 1, loaded: 1, rejected: 0 });
    } finally {
      folder.delete();
    }
  });

  it('chase loads but for the main office', async () => {
    expect(await load('chase', chase)).toMatchObject({ read: 5413, loaded: 5412, rejected: 1 });
    const raw = readRaw(chase, ',').filter((row) => row['Main Office'] === '0');
    const sums = [2010, 2011, 2012, 2013, 2014, 2015, 2016].map((year) => ({
      day: `${year}-06-30`,
      outlets: raw.filter((row) => row[`${year} Deposits`] !== '').length,
      balance: raw.reduce((sum, row) => sum + Number(row[`${year} Deposits`]) * 1000, 0),
    }));
    expect(
      await select(
        'SELECT day::text, count(*)::int AS outlets, sum(balance)::float AS balance FROM core.outlet_balance GROUP BY 1 ORDER BY 1'
      )
    ).toEqual(sums);
    expect(await select(`SELECT field, count(*)::int AS rows FROM ops.field_warning GROUP BY 1 ORDER BY 1`)).toEqual([
      { field: 'latitude', rows: 70 },
      { field: 'opened_on', rows: 28 },
    ]);
    const states = [...new Set(raw.map((row) => row.State))].sort();
    expect(await select(`SELECT unit_code AS code, name FROM core.org_unit WHERE level = 'region' ORDER BY 1`)).toEqual(
      states.map((name, index) => ({ code: `R${String(index + 1).padStart(2, '0')}`, name }))
    );
    expect(await select('SELECT count(*)::int AS short FROM core.outlet WHERE length(postal_code) <> 5')).toEqual([
      { short: 0 },
    ]);
  });
});
