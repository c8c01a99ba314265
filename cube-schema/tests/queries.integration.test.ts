import { type TestDatabase } from '../../warehouse/src/testing';
import { coverMeasures, recordCompared } from './support/cover-measures';
import { startCubeProcess, type CubeProcess } from './support/cube-process';
import { readMetaViews } from './support/named-members';
import { createTestBank, rebuildDrawnCells } from './support/test-bank';

let database: TestDatabase;
let cube: CubeProcess;

beforeAll(async () => {
  database = await createTestBank();
  cube = await startCubeProcess(database.url);
});
afterAll(async () => {
  await cube?.stop();
  await database?.drop();
});

const year = ['1990-03-01', '1991-02-28'];
const ask = (query: object) => cube.load('hq.exec', query);
const refusalOf = async (query: object) => {
  const answer = await ask(query);
  return { status: answer.status, error: answer.error };
};

test('every figure can be looked at by all that the model says it drills down to', async () => {
  const refused: string[] = [];
  const measures = readMetaViews((await cube.send('hq.exec', '/cubejs-api/v1/meta')).text).flatMap(
    (view) => view.measures
  );
  for (const { name, drillMembers } of measures) {
    const { status, error } = await ask({ measures: [name], dimensions: drillMembers, limit: 1 });
    if (status !== 200) {
      refused.push(`${name}: ${error}`);
    }
  }
  expect(measures.length).toBeGreaterThan(80);
  expect(refused).toEqual([]);
});

describe('days given in other ways than a date range', () => {
  const inMarch = { measures: ['deposits.balance_end', 'deposits.credits', 'deposits.accounts'] };
  const day = (operator: string, ...values: string[]) => ({ member: 'deposits.date', operator, values });

  test.each([
    ['inDateRange', [day('inDateRange', '1990-03-05', '1990-03-20')]],
    ['two open ends', [day('afterOrOnDate', '1990-03-05'), day('beforeOrOnDate', '1990-03-20')]],
    ['days that are not included', [day('afterDate', '1990-03-04'), day('beforeDate', '1990-03-21')]],
    [
      'nested lists that must all hold',
      [{ and: [day('afterDate', '1990-03-04'), { and: [day('beforeDate', '1990-03-21')] }] }],
    ],
    [
      'overlapping ranges',
      [day('inDateRange', '1990-03-05', '1990-12-31'), day('inDateRange', '1985-01-01', '1990-03-20')],
    ],
  ])('%s', async (_name, filters) => {
    const dateRange = ['1990-03-05', '1990-03-20'];
    const expected = await ask({ ...inMarch, timeDimensions: [{ dimension: 'deposits.date', dateRange }] });
    const expectedWeeks = await ask({
      ...inMarch,
      timeDimensions: [{ dimension: 'deposits.date', granularity: 'week', dateRange }],
    });
    const answer = await ask({ ...inMarch, filters });
    const weeks = await ask({
      ...inMarch,
      filters,
      timeDimensions: [{ dimension: 'deposits.date', granularity: 'week' }],
    });
    expect(expected.rows).toHaveLength(1);
    expect(answer.rows).toEqual(expected.rows);
    expect(expectedWeeks.rows.length).toBe(3);
    expect(weeks.rows).toEqual(expectedWeeks.rows);
  });

  test('a filter narrows the range of the time dimension', async () => {
    const narrow = await ask({
      ...inMarch,
      filters: [day('beforeDate', '1990-03-21')],
      timeDimensions: [{ dimension: 'deposits.date', granularity: 'month', dateRange: ['1990-02-10', '1990-06-30'] }],
    });
    const expected = await ask({
      ...inMarch,
      timeDimensions: [{ dimension: 'deposits.date', granularity: 'month', dateRange: ['1990-02-10', '1990-03-20'] }],
    });
    expect(narrow.rows).toEqual(expected.rows);
    expect(narrow.rows).toHaveLength(2);
  });

  test('days that exclude one another give no rows', async () => {
    const answer = await ask({
      ...inMarch,
      filters: [day('afterDate', '1990-06-01'), day('beforeDate', '1990-05-01')],
    });
    expect(answer).toMatchObject({ status: 200, rows: [] });
  });
});

describe('what cannot be answered right is refused with the remedy', () => {
  const time = (extra: object) => [{ dimension: 'deposits.date', ...extra }];
  const measures = ['deposits.balance_end'];

  test.each<[string, object, RegExp]>([
    [
      'an hour',
      { measures, timeDimensions: time({ granularity: 'hour', dateRange: year }) },
      /granularity "hour".*day, week/,
    ],
    ['a made-up granularity', { measures, timeDimensions: time({ granularity: 'fortnight' }) }, /"fortnight"/],
    ['the date as a dimension', { measures, dimensions: ['deposits.date'] }, /as a time dimension/],
    [
      'two time dimensions',
      { measures, timeDimensions: [...time({ granularity: 'day' }), ...time({ granularity: 'month' })] },
      /one time dimension/,
    ],
    [
      'a date inside "or"',
      {
        measures,
        filters: [{ or: [{ member: 'deposits.date', operator: 'beforeDate', values: ['1990-05-05'] }] }],
      },
      /cannot be part of an "or"/,
    ],
    [
      'a date that is not in a range',
      { measures, filters: [{ member: 'deposits.date', operator: 'notInDateRange', values: year }] },
      /notInDateRange/,
    ],
    ['a date that is set', { measures, filters: [{ member: 'deposits.date', operator: 'set' }] }, /"set"/],
    [
      'part of a day',
      { measures, timeDimensions: time({ dateRange: ['1990-03-01T12:00:00', '1990-03-02T12:00:00'] }) },
      /whole day/,
    ],
    [
      'a day that does not exist',
      { measures, timeDimensions: time({ dateRange: ['1990-02-30', '1990-03-02'] }) },
      /YYYY-MM-DD/,
    ],
    ['relative days', { measures, timeDimensions: time({ dateRange: 'last 3 months' }) }, /YYYY-MM-DD/],
    ['another time zone', { measures, timezone: 'Asia/Tokyo' }, /"Asia\/Tokyo"/],
    ['rows instead of figures', { dimensions: ['deposits.outlet'], ungrouped: true }, /ungrouped/],
    ['two views at once', { measures, dimensions: ['customers.sex'] }, /customers and deposits/],
    ['several queries in one', [{ measures }], /one request for each/],
  ])('%s', async (_name, query, reason) => {
    const { status, error } = await refusalOf(query);
    expect(status).toBe(400);
    expect(error).toMatch(reason);
  });
});

describe('order, limit, total and filters on measures', () => {
  const byOutlet = {
    measures: ['deposits.balance_end', 'deposits.net_inflow'],
    dimensions: ['deposits.outlet_code'],
    timeDimensions: [{ dimension: 'deposits.date', dateRange: year }],
  };

  test('the three biggest come first, and the total counts all', async () => {
    const all = await ask({ ...byOutlet, order: { 'deposits.outlet_code': 'asc' } });
    const top = await ask({ ...byOutlet, order: [['deposits.balance_end', 'desc']], limit: 3, total: true });
    const sorted = all.rows.toSorted((a, b) => Number(b.balance_end) - Number(a.balance_end));
    expect(top.rows.map((row) => row.outlet_code)).toEqual(sorted.slice(0, 3).map((row) => row.outlet_code));
    expect(top.total).toBe(all.rows.length);
    expect(all.rows.map((row) => row.outlet_code)).toEqual([
      'B0101',
      'B0102',
      'B0103',
      'B0201',
      'B0202',
      'B0203',
      'B0301',
    ]);
  });

  test('a threshold on a measure leaves groups out', async () => {
    const all = await ask(byOutlet);
    const middle = all.rows.map((row) => Number(row.balance_end)).sort((a, b) => a - b)[3] ?? 0;
    const answer = await ask({
      ...byOutlet,
      total: true,
      filters: [{ member: 'deposits.balance_end', operator: 'gt', values: [String(middle)] }],
    });
    const expected = all.rows.filter((row) => Number(row.balance_end) > middle);
    expect(answer.rows.map((row) => row.outlet_code).sort()).toEqual(expected.map((row) => row.outlet_code).sort());
    expect(answer.total).toBe(expected.length);
  });

  test('periods come in order and a page continues the one before', async () => {
    const monthly = {
      measures: ['loans.outstanding'],
      timeDimensions: [{ dimension: 'loans.date', granularity: 'month', dateRange: ['1990-06-01', '1991-05-31'] }],
      order: { 'loans.date': 'asc' },
    };
    const all = await ask(monthly);
    const page = await ask({ ...monthly, limit: 4, offset: 4 });
    expect(all.rows).toHaveLength(12);
    expect(page.rows).toEqual(all.rows.slice(4, 8));
  });
});

describe('sources', () => {
  const { sources } = coverMeasures({ sources: ['rows_loaded', 'rows_rejected', 'freshness_hours'] });

  test('tell about the last load of every file', async () => {
    const answer = await ask({
      measures: sources.map((name) => `sources.${name}`),
      dimensions: ['sources.source', 'sources.domain', 'sources.table_name', 'sources.feed'],
      order: { 'sources.source': 'asc' },
    });
    const expected = [
      {
        source: 'core',
        domain: 'deposits',
        table_name: 'transaction',
        rows_loaded: '10',
        rows_rejected: '7',
        feed: 'late',
      },
      { source: 'crm', domain: 'customers', rows_loaded: '72', rows_rejected: '0', feed: 'none' },
    ];
    const hours = [4, 3];
    recordCompared(
      'sources',
      sources,
      expected.map((row, index) => ({ ...row, freshness_hours: hours[index] }))
    );
    expect(answer.rows).toMatchObject(expected);
    expect(answer.rows.map((row) => Math.round(Number(row.freshness_hours)))).toEqual(hours);
  });
});

test('a ratio without a denominator has no value', async () => {
  await database.client.query('UPDATE mart.loan_span SET outstanding = 0');
  await rebuildDrawnCells(database);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const answer = await ask({ measures: ['loans.npl_share', 'loans.loans'] });
  expect(answer.rows).toEqual([{ npl_share: null, loans: '40' }]);
});

test('the first question that comes two seconds after a load is answered with it, also where the client does not insist', async () => {
  const query = { measures: ['customers.customers'] };
  const plain = async () => {
    const answer = await cube.send('hq.exec', '/cubejs-api/v1/load', {
      method: 'POST',
      body: JSON.stringify({ query }),
    });
    return answer.rows[0]?.customers;
  };
  expect(await plain()).toBe('72');
  await database.client.query(`DELETE FROM mart.customer_span WHERE customer_code = 'C1'`);
  await rebuildDrawnCells(database);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(await plain()).toBe('71');
});
