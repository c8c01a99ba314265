import { type TestDatabase } from '../../warehouse/src/testing';
import { listDifferences } from './support/compare';
import { coverMeasures } from './support/cover-measures';
import { startCubeProcess, type CubeProcess, type CubeRow } from './support/cube-process';
import { askPeople, askSignals, setUpOracle } from './support/people-oracle';
import { createTestBank, readFixture } from './support/test-bank';

const covered = coverMeasures({
  signals: ['signals', 'strength_avg'],
  customer_360: ['aum', 'balance'],
});
const measuresOf = { ...covered, customer_360: ['customers', ...covered.customer_360] };
const points = new Map([
  ['balance_fall', 30],
  ['salary_stopped', 25],
  ['large_transfer_out', 20],
  ['login_gap', 15],
  ['standing_order_cancelled', 15],
  ['product_closed', 15],
  ['complaint', 10],
]);

let database: TestDatabase;
let cube: CubeProcess;
beforeAll(async () => {
  database = await createTestBank({
    mart: 'derived',
    facts: ['people.sql', 'salary.sql', 'leaving.sql'].map(readFixture).join('\n'),
  });
  await database.client.query(setUpOracle);
  await database.client.query(
    `INSERT INTO core.customer_identity SELECT customer_code, 'Name of ' || customer_code, '+34 ' || customer_code FROM core.customer`
  );
  cube = await startCubeProcess(database.url);
});
afterAll(async () => {
  await cube?.stop();
  await database?.drop();
});

const askView = (view: 'signals' | 'customer_360', dimensions: string[], more: object = {}, login = 'hq.exec') =>
  cube.load(login, {
    measures: measuresOf[view].map((name) => `${view}.${name}`),
    dimensions: dimensions.map((name) => `${view}.${name}`),
    limit: 5000,
    ...more,
  });
const date = (granularity?: string, dateRange = ['1985-01-01', '1995-12-31']) => ({
  timeDimensions: [{ dimension: 'signals.date', ...(granularity && { granularity }), dateRange }],
});
const toDays = (rows: CubeRow[]) => rows.map((row) => ({ ...row, date: String(row.date).slice(0, 10) }));

test('every signal, one by one, with its day and strength', async () => {
  const answer = await askView('signals', ['customer_code', 'signal'], date('day'));
  const expected = await askSignals(database.client, ['customer_code', 'signal', 'day::text AS date']);
  expect(new Set(expected.map(({ signal }) => signal))).toEqual(new Set(points.keys()));
  expect(listDifferences('signals', toDays(answer.rows), expected, covered.signals)).toEqual([]);
});

test.each([[['signal']], [['outlet_code']], [['region_code', 'signal']], [[]]])('signals by %p', async (dimensions) => {
  const expected = await askSignals(database.client, dimensions);
  expect(listDifferences('signals', (await askView('signals', dimensions)).rows, expected, covered.signals)).toEqual(
    []
  );
  const months = await askSignals(database.client, [...dimensions, `date_trunc('month', day)::date::text AS date`]);
  const answer = await askView('signals', dimensions, date('month'));
  expect(listDifferences('signals', toDays(answer.rows), months, covered.signals)).toEqual([]);
});

test.each([
  ['1992-02-29', '1992-02-29'],
  ['1991-01-12', '1991-03-05'],
])('signals from %s to %s', async (...range) => {
  const expected = await askSignals(database.client, ['signal'], `day BETWEEN '${range[0]}' AND '${range[1]}'`);
  expect(
    listDifferences(
      'signals',
      (await askView('signals', ['signal'], date(undefined, range))).rows,
      expected,
      covered.signals
    )
  ).toEqual([]);
});

test('before the data there are no signals, and no rows', async () => {
  expect((await askView('signals', [], date(undefined, ['1985-01-01', '1985-12-31']))).rows).toEqual([]);
});

test('everybody as of the last day, with what is owned and what comes next', async () => {
  const columns = [
    'customer_code',
    'outlet_code',
    'staff_code',
    'tier',
    'segment',
    'age_band',
    'consent',
    'next_product',
    'next_maturity',
  ];
  const answer = await askView('customer_360', [...columns, 'as_of']);
  const expected = await askPeople(database.client);
  expect(new Set(expected.map(({ next_product }) => next_product)).size).toBeGreaterThan(2);
  expect(expected.filter(({ next_maturity }) => next_maturity !== null)).toEqual([
    expect.objectContaining({ customer_code: 'C4', next_maturity: '1992-03-01' }),
  ]);
  const toText = (value: unknown) => (value === null || value === undefined ? '' : String(value));
  expect(
    listDifferences(
      'customer_360',
      answer.rows.map(({ as_of: asOf, ...row }) => {
        expect(asOf).toBe('1992-02-29T00:00:00.000');
        return { ...row, staff_code: toText(row.staff_code), next_maturity: toText(row.next_maturity).slice(0, 10) };
      }),
      expected.map((row) => ({ ...row, customers: 1, next_maturity: toText(row.next_maturity) })),
      measuresOf.customer_360
    )
  ).toEqual([]);
});

test('the churn score adds the strongest signal of each kind in the last 90 days', async () => {
  const recent = await askSignals(database.client, ['customer_code', 'signal'], `day > date '1992-02-29' - 90`);
  const single = await askSignals(
    database.client,
    ['customer_code', 'signal', 'day::text AS date'],
    `day > date '1992-02-29' - 90`
  );
  const scores = new Map<string, number>();
  for (const { customer_code: who, signal } of recent) {
    const strengths = single
      .filter((row) => row.customer_code === who && row.signal === signal)
      .map((row) => Number(row.strength_avg));
    scores.set(
      String(who),
      (scores.get(String(who)) ?? 0) + (points.get(String(signal)) ?? 0) * Math.max(...strengths)
    );
  }
  const { rows } = await askView('customer_360', ['customer_code', 'churn_score']);
  expect([...scores.values()].filter((score) => score > 10).length).toBeGreaterThan(1);
  for (const { customer_code: who, churn_score: score } of rows) {
    expect([who, Number(score)]).toEqual([who, Math.min(100, Math.round((scores.get(String(who)) ?? 0) + 1e-9))]);
  }
});

test('staff get their own customers with names, headquarters without', async () => {
  const own = await askView('customer_360', ['customer_code', 'name', 'phone'], {}, 'staff.S010101');
  const { rows: theirs } = await database.client.query<{ code: string }>(
    `SELECT customer_code AS code FROM core.customer WHERE staff_code = 'S010101' AND closed_on IS NULL ORDER BY 1`
  );
  const codes = theirs.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['C12', 'C6']));
  expect(own.rows.map(({ customer_code: who, name }) => [who, name])).toEqual(
    codes.map((code) => [code, `Name of ${code}`])
  );
  const signs = await askView('signals', ['customer_code'], {}, 'staff.S010101');
  expect(signs.rows.length).toBeGreaterThan(0);
  expect(signs.rows.filter((row) => !codes.includes(String(row.customer_code)))).toEqual([]);
  for (const login of ['hq.exec', 'hq.analyst', 'region.R01']) {
    for (const query of [
      { dimensions: ['customer_360.name'] },
      {
        measures: ['customer_360.customers'],
        filters: [{ member: 'customer_360.phone', operator: 'contains', values: ['C6'] }],
      },
    ]) {
      const answer = await cube.load(login, query);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.rows).toEqual([]);
    }
  }
});

test('next maturity is a day like any other: a range of it finds what is due', async () => {
  const due = {
    timeDimensions: [{ dimension: 'customer_360.next_maturity', dateRange: ['1992-03-01', '1992-03-31'] }],
  };
  expect((await askView('customer_360', ['customer_code'], due)).rows.map((row) => row.customer_code)).toEqual(['C4']);
});
