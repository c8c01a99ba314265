import { type TestDatabase } from '../../warehouse/src/testing';
import { listDifferences } from './support/compare';
import { coverMeasures } from './support/cover-measures';
import { startCubeProcess, type CubeProcess, type CubeRow } from './support/cube-process';
import { askOracle, type OracleQuery } from './support/oracle';
import { type Grain } from './support/periods';
import { createTestBank, readFixture } from './support/test-bank';

interface Case extends OracleQuery {
  name: string;
  login?: string;
  filters?: object[];
}

const grains: Grain[] = ['day', 'week', 'month', 'quarter', 'year', 'all'];
const covered = coverMeasures({
  deposits: ['balance_end', 'balance_avg_daily', 'net_inflow', 'credits', 'debits', 'accounts'],
  customers: ['customers', 'active_customers', 'new_customers', 'products_per_customer', 'aum'],
  loans: ['loans', 'principal', 'outstanding', 'npl_share', 'new_loans', 'new_principal'],
  cards: ['cards', 'active_cards', 'spend'],
  outlets: ['outlets'],
});
const measuresOf: Record<string, string[]> = covered;
const stocksAndFlows = covered.deposits;
const rangeOf = (grain: Grain): [string, string] =>
  grain === 'day' ? ['1990-12-10', '1991-01-20'] : ['1990-02-14', '1991-02-11'];

const cases: Case[] = [
  // Every view and measure at every grain, over a range that starts and ends inside of periods.
  ...Object.entries(measuresOf).flatMap(([view, measures]) =>
    grains.map((grain) => ({ name: `${view} by ${grain}`, view, measures, grain, range: rangeOf(grain) }))
  ),
  // No range at all: as of everything known.
  ...Object.entries(measuresOf).flatMap(([view, measures]) =>
    [[], ['region_code'], ['outlet_code']].map((dimensions) => ({
      name: `${view} without range by ${dimensions.join() || 'nothing'}`,
      view,
      measures,
      dimensions,
      grain: 'all' as const,
    }))
  ),
  // Every dimension.
  ...[
    ['deposits', ['region_code', 'region', 'outlet_code', 'outlet', 'product', 'tier']],
    ['customers', ['region_code', 'outlet', 'tier', 'segment', 'age_band', 'sex']],
    ['loans', ['region', 'outlet_code', 'product', 'status']],
    ['cards', ['region_code', 'outlet_code', 'product']],
    ['outlets', ['region', 'outlet_code']],
  ].flatMap(([view, dimensions]) =>
    [dimensions].flat().map((dimension) => ({
      name: `${view} by ${dimension} and month`,
      view: String(view),
      measures: measuresOf[String(view)] ?? [],
      dimensions: [dimension ?? ''],
      grain: 'month' as const,
      range: ['1990-11-15', '1991-02-20'] as [string, string],
    }))
  ),
  // Ranges at the borders of the data.
  ...[
    ['that ends after the data', '1991-02-20', '1999-12-31'],
    ['that starts before the data', '1985-01-01', '1990-02-20'],
    ['around all data', '1900-01-01', '2100-01-01'],
    ['of one day', '1990-08-15', '1990-08-15'],
    ['of one day without a movement', '1990-12-25', '1990-12-25'],
    ['of the first day', '1990-01-15', '1990-01-15'],
    ['of the last day', '1991-03-17', '1991-03-17'],
    ['after the data', '1995-01-01', '1995-12-31'],
    ['before the data', '1980-01-01', '1980-12-31'],
    ['of a leap day', '1992-02-29', '1992-02-29'],
  ].flatMap(([name, first, last]) =>
    (['all', 'quarter', 'week'] as const).map((grain) => ({
      name: `deposits by ${grain} in a range ${name}`,
      view: 'deposits',
      measures: stocksAndFlows,
      dimensions: ['region_code'],
      grain,
      range: [first ?? '', last ?? ''] as [string, string],
    }))
  ),
  // Filters on dimensions, alone and combined.
  {
    name: 'a list of outlets',
    view: 'deposits',
    measures: stocksAndFlows,
    dimensions: ['tier'],
    grain: 'month',
    range: rangeOf('month'),
    filters: [{ member: 'deposits.outlet_code', operator: 'equals', values: ['B0101', 'B0203'] }],
    where: `outlet_code IN ('B0101', 'B0203')`,
  },
  {
    name: 'one or the other',
    view: 'deposits',
    measures: stocksAndFlows,
    grain: 'week',
    range: rangeOf('day'),
    filters: [
      {
        or: [
          { member: 'deposits.product', operator: 'equals', values: ['savings'] },
          { and: [{ member: 'deposits.tier', operator: 'notEquals', values: ['gold'] }] },
        ],
      },
    ],
    where: `(product = 'savings' OR tier <> 'gold')`,
  },
  {
    name: 'nothing that fits',
    view: 'deposits',
    measures: stocksAndFlows,
    grain: 'month',
    range: rangeOf('month'),
    filters: [{ member: 'deposits.product', operator: 'equals', values: ['nothing'] }],
    where: `product = 'nothing'`,
  },
  {
    name: 'text in the name of an outlet',
    view: 'customers',
    measures: measuresOf.customers ?? [],
    dimensions: ['outlet'],
    grain: 'quarter',
    range: rangeOf('quarter'),
    filters: [{ member: 'customers.outlet', operator: 'contains', values: ['bRi'] }],
    where: `outlet ILIKE '%bri%'`,
  },
  // Scopes.
  ...['region.R01', 'region.R02', 'branch.B0101', 'branch.B0301'].flatMap((login) =>
    Object.entries(measuresOf).map(([view, measures]) => ({
      name: `${view} for ${login}`,
      login,
      view,
      measures,
      grain: 'month' as const,
      range: ['1990-06-10', '1990-12-10'] as [string, string],
      where: login.startsWith('region') ? `region_code = '${login.slice(7)}'` : `outlet_code = '${login.slice(7)}'`,
    }))
  ),
];

/** What the drawn mart says about the use of cards has no counterpart in a derived one. */
const isDerivable = ({ view }: Case) => view !== 'cards';

describe.each([
  { timeZone: 'Europe/Prague', mart: 'drawn', asked: cases },
  { timeZone: 'America/New_York', mart: 'drawn', asked: cases.filter((_, index) => index % 6 === 0) },
  {
    timeZone: 'Europe/Madrid',
    mart: 'derived',
    asked: cases.filter(isDerivable).filter(({ view }, index) => view === 'loans' || index % 2 === 0),
  },
] as const)('a bank in $timeZone, mart $mart', ({ timeZone, mart, asked }) => {
  let database: TestDatabase;
  let cube: CubeProcess;

  beforeAll(async () => {
    database = await createTestBank({
      timeZone,
      mart,
      facts: mart === 'derived' ? readFixture('people.sql') + readFixture('loans.sql') : '',
    });
    cube = await startCubeProcess(database.url);
  });
  afterAll(async () => {
    await cube?.stop();
    await database?.drop();
  });

  test.each(asked.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const { view, measures, dimensions = [], grain, range, filters } = one;
    const answer = await cube.load(one.login ?? 'hq.exec', {
      measures: measures.map((measure) => `${view}.${measure}`),
      dimensions: dimensions.map((dimension) => `${view}.${dimension}`),
      timeDimensions: range
        ? [{ dimension: `${view}.date`, ...(grain === 'all' ? {} : { granularity: grain }), dateRange: range }]
        : [],
      filters,
    });
    expect(answer.error).toBeUndefined();
    expect(listDifferences(view, answer.rows, await askOracle(database.client, one), measures)).toEqual([]);
  });

  test('compareDateRange answers each range as if it were asked alone', async () => {
    const ranges = [
      ['1990-03-10', '1990-05-09'],
      ['1990-10-10', '1990-12-24'],
    ] as const;
    for (const grain of ['all', 'month', 'day'] as const) {
      const answer = await cube.load('hq.exec', {
        measures: stocksAndFlows.map((measure) => `deposits.${measure}`),
        dimensions: ['deposits.region_code'],
        timeDimensions: [
          {
            dimension: 'deposits.date',
            ...(grain === 'all' ? {} : { granularity: grain }),
            compareDateRange: ranges.map((range) => [...range]),
          },
        ],
      });
      expect(answer.error).toBeUndefined();
      const expected: CubeRow[] = [];
      for (const range of ranges) {
        const label = `${range[0]}T00:00:00.000 - ${range[1]}T23:59:59.999`;
        const rows = await askOracle(database.client, {
          view: 'deposits',
          measures: stocksAndFlows,
          dimensions: ['region_code'],
          grain,
          range,
        });
        expected.push(...rows.map((row) => ({ ...row, compareDateRange: label })));
      }
      expect(listDifferences('deposits', answer.rows, expected, stocksAndFlows)).toEqual([]);
      expect(new Set(answer.rows.map((row) => row.compareDateRange)).size).toBe(2);
    }
  });
});
