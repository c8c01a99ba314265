import { createTestDatabase, type TestDatabase } from '../../warehouse/src/testing';
import { cutPeriods, type Grain } from './support/periods';

let database: TestDatabase;
const known: [string, string] = ['1993-01-05', '1996-02-29'];

beforeAll(async () => {
  database = await createTestDatabase();
  await database.client.query(`INSERT INTO mart.horizon VALUES ('deposits', $1, $2)`, known);
});
afterAll(() => database?.drop());

async function edge(grain: string, from: string | null, to: string | null, domain = 'deposits') {
  const { rows } = await database.client.query<{ bucket: string; first: string; last: string }>(
    'SELECT bucket::text, first_day::text AS first, last_day::text AS last FROM mart.period_edge($1, $2, $3, $4)',
    [grain, from, to, domain]
  );
  return rows;
}

const ranges: Array<[string, string]> = [
  ['1993-01-05', '1996-02-29'],
  ['1993-02-10', '1994-05-20'],
  ['1995-12-28', '1999-01-01'],
  ['1980-01-01', '1993-03-01'],
  ['1994-06-15', '1994-06-15'],
  ['1990-01-01', '1992-12-31'],
  ['1997-01-01', '1998-01-01'],
  ['1994-06-16', '1994-06-15'],
];

test.each(['day', 'week', 'month', 'quarter', 'year'] as Grain[])(
  '%s: every period once, cut at the range and the data',
  async (grain) => {
    for (const range of ranges) {
      const expected = cutPeriods(grain, range, known).map(({ label, first, last }) => ({
        bucket: label < range[0] ? range[0] : label,
        first,
        last,
      }));
      expect(await edge(grain, ...range)).toEqual(expected);
    }
  }
);

test('all: one period, or none without data', async () => {
  expect(await edge('all', '1994-01-01', '2020-01-01')).toEqual([
    { bucket: '1994-01-01', first: '1994-01-01', last: '1996-02-29' },
  ]);
  expect(await edge('all', '1997-01-01', '2020-01-01')).toEqual([]);
});

test.each([
  [null, null],
  ['-infinity', 'infinity'],
])('open ends %s %s reach as far as the data', async (from, to) => {
  expect(await edge('all', from, to)).toEqual([{ bucket: known[0], first: known[0], last: known[1] }]);
  expect(await edge('year', from, to)).toEqual([
    { bucket: '1993-01-01', first: '1993-01-05', last: '1993-12-31' },
    { bucket: '1994-01-01', first: '1994-01-01', last: '1994-12-31' },
    { bucket: '1995-01-01', first: '1995-01-01', last: '1995-12-31' },
    { bucket: '1996-01-01', first: '1996-01-01', last: '1996-02-29' },
  ]);
});

test('a domain without data has no periods, an unknown grain is an error', async () => {
  expect(await edge('month', null, null, 'loans')).toEqual([]);
  await expect(edge('hour', null, null)).rejects.toThrow(/no grain "hour"/);
});
