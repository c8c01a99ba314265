import { createTestDatabase, type TestDatabase } from '../../warehouse/src/testing';
import { startCubeProcess, type CubeProcess } from './support/cube-process';

// A bank as the Chase file gives it: balances per outlet once a year and nothing else.
let database: TestDatabase;
let cube: CubeProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.client.query(`
    INSERT INTO ops.bank VALUES ('sparse', 'Sparse Bank', 'USD', 'America/New_York', 'US');
    INSERT INTO core.org_unit VALUES ('HQ', 'bank', NULL, 'Sparse Bank', 0), ('R01', 'region', 'HQ', 'NY', 1),
      ('B0001', 'outlet', 'R01', 'First', 1), ('B0002', 'outlet', 'R01', 'Second', 2);
    INSERT INTO ops.viewer VALUES ('hq.exec', 'executive', 'HQ', 'Executive');
    INSERT INTO mart.outlet VALUES ('B0001', 'First', 'R01', 'NY', 1), ('B0002', 'Second', 'R01', 'NY', 1);
    INSERT INTO mart.deposit_grid VALUES ('2014-06-30', '2015-06-29'), ('2015-06-30', '2015-06-30');
    INSERT INTO mart.deposit_day (day, outlet_code, product, tier, balance, balance_days) VALUES
      ('2014-06-30', 'B0001', 'current', 'unknown', 100, 100), ('2014-06-30', 'B0002', 'current', 'unknown', 40, 40),
      ('2015-06-30', 'B0001', 'current', 'unknown', 160, 36660), ('2015-06-30', 'B0002', 'current', 'unknown', 0, 14600);
    INSERT INTO mart.deposit_outlet_day (day, outlet_code, balance, balance_days)
      SELECT day, outlet_code, balance, balance_days FROM mart.deposit_day;
    INSERT INTO mart.horizon VALUES ('deposits', '2014-06-30', '2015-06-30'), ('outlets', '2014-06-30', '2015-06-30');`);
  cube = await startCubeProcess(database.url);
});
afterAll(async () => {
  await cube?.stop();
  await database?.drop();
});

const year2014 = [{ dimension: 'deposits.date', granularity: 'year', dateRange: ['2014-01-01', '2015-12-31'] }];

test('a balance holds until the next one is stated', async () => {
  const answer = await cube.load('hq.exec', {
    measures: ['deposits.balance_end', 'deposits.balance_avg_daily'],
    timeDimensions: year2014,
  });
  expect(answer.rows).toMatchObject([
    { date: '2014-01-01T00:00:00.000', balance_end: '140.00' },
    { date: '2015-01-01T00:00:00.000', balance_end: '160.00' },
  ]);
  // 180 days at 140 and one at 160
  expect(Number(answer.rows[0]?.balance_avg_daily)).toBeCloseTo(140, 9);
  expect(Number(answer.rows[1]?.balance_avg_daily)).toBeCloseTo((180 * 140 + 160) / 181, 9);
});

test.each([
  ['deposits', ['credits', 'debits', 'net_inflow']],
  ['deposits', ['accounts']],
  ['customers', ['customers', 'aum', 'products_per_customer']],
  ['loans', ['loans', 'npl_share']],
  ['cards', ['cards', 'spend']],
  ['sources', ['rows_loaded', 'freshness_hours']],
])('what the bank has no data for gives no rows: %s %s', async (view, measures) => {
  for (const dimensions of [[], view === 'sources' ? ['sources.source'] : [`${view}.region_code`]]) {
    const answer = await cube.load('hq.exec', { measures: measures.map((name) => `${view}.${name}`), dimensions });
    expect(answer).toMatchObject({ status: 200, rows: [] });
  }
});

test('beside a measure with data the others are null, not zero', async () => {
  const answer = await cube.load('hq.exec', {
    measures: ['deposits.balance_end', 'deposits.credits', 'deposits.accounts'],
    dimensions: ['deposits.outlet'],
    order: { 'deposits.outlet': 'asc' },
  });
  expect(answer.rows).toEqual([
    { outlet: 'First', balance_end: '160.00', credits: null, accounts: null },
    { outlet: 'Second', balance_end: '0.00', credits: null, accounts: null },
  ]);
});

test('the viewer endpoint tells the bank and its business day', async () => {
  const answer = await cube.send('hq.exec', '/branchlight/v1/viewer');
  expect(JSON.parse(answer.text)).toMatchObject({
    scopeKey: 'hq',
    unit: { level: 'bank', code: 'HQ', name: 'Sparse Bank', parents: [] },
    bank: {
      currency: 'USD',
      timeZone: 'America/New_York',
      firstDay: '2014-06-30',
      lastDay: '2015-06-30',
      today: '2015-06-30',
    },
  });
});
