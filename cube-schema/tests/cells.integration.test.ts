import { type TestDatabase } from '../../warehouse/src/testing';
import { listDifferences } from './support/compare';
import { startCubeProcess, type CubeProcess } from './support/cube-process';
import { askOracle, type OracleQuery } from './support/oracle';
import { createTestBank, rebuildDrawnCells } from './support/test-bank';

// Customers whom a birthday, a tier, an end or a gap brings from one cell to another, asked on the days around it.
let database: TestDatabase;
let cube: CubeProcess;

beforeAll(async () => {
  database = await createTestBank();
  await database.client.query(`
    -- 25, 35, 45, 55 and 65 in the range; two were born on a day that these years do not have.
    UPDATE mart.customer_span SET birth_date = CASE customer_code
      WHEN 'C1' THEN date '1965-06-15' WHEN 'C2' THEN date '1956-02-29' WHEN 'C3' THEN date '1936-02-29' WHEN 'C4' THEN date '1945-12-31'
      WHEN 'C5' THEN date '1936-01-01' WHEN 'C6' THEN date '1925-07-01' WHEN 'C7' THEN date '1955-12-01' ELSE birth_date END;
    -- Nobody knows their age.
    UPDATE mart.customer_span SET birth_date = NULL WHERE customer_code = 'C8';
    -- Some are closed: one within a month, one with the month, everybody of an outlet.
    DELETE FROM mart.customer_span WHERE customer_code IN ('C9', 'C10') AND valid_from >= '1990-11-20';
    UPDATE mart.customer_span SET valid_to = '1990-11-19' WHERE customer_code = 'C9' AND valid_to > '1990-11-19';
    UPDATE mart.customer_span SET valid_to = '1990-10-31' WHERE customer_code = 'C10' AND valid_to > '1990-10-31' AND valid_from <= '1990-10-31';
    DELETE FROM mart.customer_span WHERE customer_code = 'C10' AND valid_from > '1990-10-31';
    DELETE FROM mart.customer_span WHERE outlet_code = 'B0203' AND valid_from >= '1991-01-10';
    UPDATE mart.customer_span SET valid_to = '1991-01-09' WHERE outlet_code = 'B0203' AND valid_to > '1991-01-09';
    -- One changes outlet, segment and sex from one span to the next.
    UPDATE mart.customer_span SET outlet_code = 'B0101', segment = 'premium', sex = 'female'
    WHERE customer_code = 'C11' AND valid_from >= '1990-12-01';`);
  await rebuildDrawnCells(database);
  cube = await startCubeProcess(database.url);
});
afterAll(async () => {
  await cube?.stop();
  await database?.drop();
});

const measures = ['customers', 'active_customers', 'new_customers', 'products_per_customer', 'aum'];

interface Case extends Omit<OracleQuery, 'view' | 'measures'> {
  name: string;
  login?: string;
  filters?: object[];
}
const around = (middle: string): [string, string] => {
  const day = (offset: number) => new Date(Date.parse(middle) + offset * 86_400_000).toISOString().slice(0, 10);
  return [day(-2), day(2)];
};
const cases: Case[] = [
  ...['1990-06-15', '1991-02-28', '1990-12-31', '1991-01-01', '1990-07-01', '1990-12-01'].map((birthday) => ({
    name: `by age band around ${birthday}`,
    dimensions: ['age_band'],
    grain: 'day' as const,
    range: around(birthday),
  })),
  ...['1990-11-01', '1990-11-20', '1991-01-10', '1990-12-01'].map((end) => ({
    name: `by outlet around ${end}`,
    dimensions: ['outlet_code'],
    grain: 'day' as const,
    range: around(end),
  })),
  ...(['week', 'month', 'quarter', 'year', 'all'] as const).map((grain) => ({
    name: `by everything at once and ${grain}`,
    dimensions: ['outlet_code', 'tier', 'segment', 'age_band', 'sex'],
    grain,
    range: ['1990-03-04', '1991-03-05'] as [string, string],
  })),
  { name: 'by everything without range', dimensions: ['region', 'tier', 'segment', 'age_band', 'sex'], grain: 'all' },
  {
    name: 'that only a filter needs in detail',
    grain: 'month',
    range: ['1990-03-04', '1991-03-05'],
    filters: [
      { member: 'customers.age_band', operator: 'equals', values: ['25_34', '55_64'] },
      { member: 'customers.sex', operator: 'notEquals', values: ['male'] },
    ],
    where: `age_band IN ('25_34', '55_64') AND sex <> 'male'`,
  },
  ...['region.R02', 'branch.B0203', 'branch.B0101'].flatMap((login) =>
    [['age_band'], ['tier', 'segment'], []].map((dimensions) => ({
      name: `for ${login} by ${dimensions.join() || 'nothing'}`,
      login,
      dimensions,
      grain: 'week' as const,
      range: ['1990-10-10', '1991-03-05'] as [string, string],
      where: login.startsWith('region') ? `region_code = '${login.slice(7)}'` : `outlet_code = '${login.slice(7)}'`,
    }))
  ),
];

test.each(cases.map((one) => [one.name, one] as const))('customers %s', async (_name, one) => {
  const { dimensions = [], grain, range, filters } = one;
  const answer = await cube.load(one.login ?? 'hq.exec', {
    measures: measures.map((measure) => `customers.${measure}`),
    dimensions: dimensions.map((dimension) => `customers.${dimension}`),
    timeDimensions: range
      ? [{ dimension: 'customers.date', ...(grain === 'all' ? {} : { granularity: grain }), dateRange: range }]
      : [],
    filters,
  });
  expect(answer.error).toBeUndefined();
  const expected = await askOracle(database.client, { ...one, view: 'customers', measures });
  expect(listDifferences('customers', answer.rows, expected, measures)).toEqual([]);
});

test('each measure alone is what it is beside the others', async () => {
  const query = {
    dimensions: ['customers.tier'],
    timeDimensions: [{ dimension: 'customers.date', granularity: 'month', dateRange: ['1990-06-10', '1991-03-05'] }],
    order: { 'customers.date': 'asc', 'customers.tier': 'asc' },
  };
  const all = await cube.load('hq.exec', { ...query, measures: measures.map((name) => `customers.${name}`) });
  for (const measure of measures) {
    const alone = await cube.load('hq.exec', { ...query, measures: [`customers.${measure}`] });
    expect(alone.rows.map((row) => [row.date, row.tier, row[measure]])).toEqual(
      all.rows.map((row) => [row.date, row.tier, row[measure]])
    );
  }
  expect(all.rows.length).toBeGreaterThan(25);
});

test.each([
  ['loans', ['loans', 'principal', 'outstanding', 'npl_share', 'new_loans', 'new_principal']],
  ['cards', ['cards', 'active_cards', 'spend']],
])('each measure of %s alone is what it is beside the others', async (view, names) => {
  const query = {
    dimensions: [`${view}.product`],
    timeDimensions: [{ dimension: `${view}.date`, granularity: 'week', dateRange: ['1990-06-10', '1991-03-05'] }],
    order: { [`${view}.date`]: 'asc', [`${view}.product`]: 'asc' },
  };
  const all = await cube.load('hq.exec', { ...query, measures: names.map((name) => `${view}.${name}`) });
  for (const name of names) {
    const alone = await cube.load('hq.exec', { ...query, measures: [`${view}.${name}`] });
    expect(alone.rows.map((row) => [row.date, row.product, Number(row[name])])).toEqual(
      all.rows.map((row) => [row.date, row.product, Number(row[name])])
    );
  }
  expect(all.rows.length).toBeGreaterThan(25);
});
