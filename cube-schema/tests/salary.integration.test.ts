import { refreshDerived } from '../../warehouse/src/mart';
import { type TestDatabase } from '../../warehouse/src/testing';
import { listDifferences } from './support/compare';
import { coverMeasures } from './support/cover-measures';
import { startCubeProcess, type CubeProcess, type CubeRow } from './support/cube-process';
import { type Grain } from './support/periods';
import { askSalaryOracle, type SalaryQuery } from './support/salary-oracle';
import { createTestBank, readFixture } from './support/test-bank';

const { salary: measures } = coverMeasures({
  salary: ['salary_inflow', 'payroll_customers', 'payroll_penetration', 'stickiness_30d'],
});
/** A share of active customers has no employer. */
const ofEmployer = measures.filter((name) => name !== 'payroll_penetration');
const known = ['1990-01-15', '1992-02-29'] as const;

interface Case extends SalaryQuery {
  login?: string;
}
const range = ['1990-07-11', '1991-03-10'] as const;
const cases: Case[] = [
  ...(['day', 'week', 'month', 'quarter', 'year', 'all'] as Grain[]).map((grain) => ({
    dimensions: [],
    grain,
    range: grain === 'day' ? (['1991-02-10', '1991-03-05'] as const) : range,
  })),
  ...[[], ['region_code'], ['outlet_code'], ['outlet', 'region'], ['employer'], ['employer', 'outlet_code']].flatMap(
    (dimensions) => [
      { dimensions, grain: 'all' as const },
      { dimensions, grain: 'month' as const, range },
    ]
  ),
  // Leap day; the 45th day after a salary and the next; before the data; past its end.
  ...(
    [
      ['1992-02-29', '1992-02-29'],
      ['1991-03-17', '1991-03-17'],
      ['1991-03-18', '1991-03-18'],
      ['1991-05-01', '1991-05-31'],
      ['1985-01-01', '1985-12-31'],
      ['1900-01-01', '2100-01-01'],
    ] as const
  ).map((days) => ({ dimensions: ['outlet_code'], grain: 'all' as const, range: days })),
  ...['region.R02', 'branch.B0101', 'branch.B0301'].map((login) => ({
    dimensions: ['outlet_code'],
    grain: 'month' as const,
    range,
    login,
    where: login.startsWith('region') ? `region_code = '${login.slice(7)}'` : `outlet_code = '${login.slice(7)}'`,
  })),
];

let database: TestDatabase;
let cube: CubeProcess;
beforeAll(async () => {
  database = await createTestBank({ mart: 'derived', facts: readFixture('salary.sql') });
  cube = await startCubeProcess(database.url);
});
afterAll(async () => {
  await cube?.stop();
  await database?.drop();
});

const ask = (
  { dimensions, grain, range: days, login = 'hq.exec' }: Case,
  asked: readonly string[],
  filters: object[] = []
) =>
  cube.load(login, {
    measures: asked.map((measure) => `salary.${measure}`),
    dimensions: dimensions.map((name) => `salary.${name}`),
    timeDimensions: days
      ? [{ dimension: 'salary.date', ...(grain !== 'all' && { granularity: grain }), dateRange: days }]
      : [],
    filters,
  });

/** Rows that say something: a group in which nothing is counted may be there or not. */
const telling = (rows: readonly CubeRow[]) =>
  rows.filter((row) => measures.some((name) => row[name] !== undefined && Number(row[name] ?? 0) !== 0));

test.each(
  cases.map(
    (one) =>
      [
        `by ${[...one.dimensions, one.grain].join(', ')} ${one.range?.join(' - ') ?? ''} ${one.login ?? ''}`,
        one,
      ] as const
  )
)('salaries %s', async (_name, one) => {
  const isByEmployer = one.dimensions.includes('employer');
  for (const asked of [
    isByEmployer ? ofEmployer : measures,
    ...(isByEmployer ? ofEmployer : measures).map((name) => [name]),
  ]) {
    const answer = await ask(one, asked);
    expect(answer.error).toBeUndefined();
    const where = isByEmployer ? `${one.where ?? 'true'} AND employer IS NOT NULL` : one.where;
    const expected = await askSalaryOracle(database.client, { ...one, where }, asked, known);
    expect(listDifferences('salary', telling(answer.rows), telling(expected), asked)).toEqual([]);
    if (one.login === 'branch.B0301' || one.range?.[1] === '1985-12-31') {
      expect(answer.rows).toEqual([]);
    }
  }
});

test('the two employers of one person count the person each, and once in all', async () => {
  const days = ['1991-01-31', '1991-01-31'] as const;
  const [all] = (await ask({ dimensions: [], grain: 'all', range: days }, ['payroll_customers'])).rows;
  const byEmployer = (await ask({ dimensions: ['employer'], grain: 'all', range: days }, ['payroll_customers'])).rows;
  const sum = byEmployer.reduce((total, row) => total + Number(row.payroll_customers), 0);
  expect(sum).toBeGreaterThan(Number(all?.payroll_customers));
});

test.each([
  [
    'two employers',
    { operator: 'equals', values: ['Harbour Works', 'City Hall'] },
    `IN ('Harbour Works', 'City Hall')`,
  ],
  ['all but one', { operator: 'notEquals', values: ['unknown'] }, `IN ('Harbour Works', 'City Hall')`],
  ['any employer', { operator: 'set' }, 'IS NOT NULL'],
])('a filter on %s counts everybody once', async (_name, condition, sql) => {
  for (const dimensions of [[], ['outlet_code'], ['employer']]) {
    const one: Case = { dimensions, grain: 'all', range: ['1991-01-31', '1991-01-31'], where: `employer ${sql}` };
    const answer = await ask(one, ['payroll_customers'], [{ member: 'salary.employer', ...condition }]);
    expect(answer.error).toBeUndefined();
    const expected = await askSalaryOracle(database.client, one, ['payroll_customers'], known);
    expect(listDifferences('salary', telling(answer.rows), telling(expected), ['payroll_customers'])).toEqual([]);
  }
});

test('penetration has no employer, as the refusal says', async () => {
  const answer = await ask({ dimensions: ['employer'], grain: 'all' }, ['payroll_penetration']);
  expect(answer).toMatchObject({ status: 400, error: expect.stringMatching(/leave salary.employer out/) });
});

test('salary inflow of outlets is what their targets are judged by', async () => {
  const { rows } = await database.client.query<CubeRow>(
    `SELECT unit_code AS outlet_code, sum(amount) AS salary_inflow FROM mart.target_month
     WHERE metric = 'salary_inflow' AND level = 'outlet' GROUP BY 1`
  );
  const answer = await ask({ dimensions: ['outlet_code'], grain: 'all' }, ['salary_inflow']);
  expect(rows.length).toBeGreaterThan(3);
  expect(listDifferences('salary', answer.rows, rows, ['salary_inflow'])).toEqual([]);
});

describe('in a bank without the category', () => {
  let plain: TestDatabase;
  const list = async () =>
    (
      await plain.client.query<{ code: string }>('SELECT transaction_code AS code FROM mart.salary_credit ORDER BY 1')
    ).rows.map(({ code }) => code);
  const pay = (code: string, day: string, payer = 'X', extra = `NULL, false`) =>
    `('${code}', 'A3', '${day}', 'credit', 10, '${payer}', true, ${extra})`;
  beforeAll(async () => {
    plain = await createTestBank({
      mart: 'derived',
      facts: `UPDATE core.transaction SET category = NULL; INSERT INTO core.transaction (transaction_code, account_code, day, direction, amount, counterparty_account, own_initiated, category, is_internal) VALUES
        ${[
          pay('m1', '1990-10-31'),
          pay('m2', '1990-11-01'),
          pay('m2b', '1990-11-30'),
          pay('m3', '1990-12-15'),
          // Too often in one month, and the months around it are two and one
          ...['1', '2', '3'].map((nr) => pay(`often${nr}`, `1990-11-0${nr}`, 'Y')),
          pay('yes1', '1990-09-01', 'Y'),
          pay('yes2', '1990-10-01', 'Y'),
          pay('yes3', '1990-12-01', 'Y'),
          // Another purpose, and own money
          ...['10', '11', '12'].map((month) => pay(`pension${month}`, `1990-${month}-03`, 'Z', `'pension', false`)),
          ...['10', '11', '12'].map((month) => pay(`own${month}`, `1990-${month}-04`, 'W', `NULL, true`)),
        ].join(',\n')}`,
    });
  });
  afterAll(() => plain?.drop());

  test('credits that one payer sends month by month are salaries, from the third month on all of them', async () => {
    expect(await list()).toEqual(['m1', 'm2', 'm2b', 'm3']);
    await plain.client.query(
      `INSERT INTO core.transaction (transaction_code, account_code, day, direction, amount, counterparty_account, own_initiated)
       VALUES ('late1', 'A4', '1991-01-20', 'credit', 7, 'V', true), ('late2', 'A4', '1991-02-20', 'credit', 7, 'V', true)`
    );
    await plain.client.query('BEGIN');
    await refreshDerived(plain.client, { changedFrom: '1991-01-20', changedTables: new Set(['core.transaction']) });
    await plain.client.query('COMMIT');
    expect(await list()).not.toContain('late1');
    await plain.client.query(
      `INSERT INTO core.transaction (transaction_code, account_code, day, direction, amount, counterparty_account, own_initiated)
       VALUES ('late3', 'A4', '1991-03-10', 'credit', 7, 'V', true)`
    );
    await plain.client.query('BEGIN');
    await refreshDerived(plain.client, { changedFrom: '1991-03-10', changedTables: new Set(['core.transaction']) });
    await plain.client.query('COMMIT');
    expect((await list()).filter((code) => code.startsWith('late'))).toEqual(['late1', 'late2', 'late3']);
    const { rows } = await plain.client.query<{ month: string; amount: string }>(
      `SELECT month::text, amount FROM mart.target_month WHERE metric = 'salary_inflow' AND level = 'outlet' AND month >= '1991-01-01' ORDER BY month`
    );
    expect(rows.map(({ amount }) => amount)).toEqual(['7.00', '7.00', '7.00']);
  });

  test('the first credit with the category takes the place of all standing ones, those of kept months too', async () => {
    expect(await list()).toContain('m1');
    await plain.client.query(
      `INSERT INTO core.transaction (transaction_code, account_code, day, direction, amount, counterparty_account, own_initiated, category)
       VALUES ('salary', 'A4', '1991-04-10', 'credit', 7, 'V', true, 'payroll')`
    );
    await plain.client.query('BEGIN');
    await refreshDerived(plain.client, { changedFrom: '1991-04-10', changedTables: new Set(['core.transaction']) });
    await plain.client.query('COMMIT');
    expect(await list()).toEqual(['salary']);
  });
});
