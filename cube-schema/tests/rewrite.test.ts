import { rewriteQuery } from '../config/rewrite.js';
import { checkMayAsk, checkRawQuery } from '../config/guard.js';

const base = { measures: ['deposits.credits'], dimensions: [], filters: [], timeDimensions: [], timezone: 'UTC' };
const headquarters = { role: 'executive', group: 'hq' };
const periodOf = (query: object) => {
  const { filters } = rewriteQuery({ ...base, ...query }, headquarters);
  return filters.find((filter) => filter.member === 'deposit_period.period')?.values?.slice(0, 3);
};
const time = (extra: object) => [{ dimension: 'deposits.date', ...extra }];

test('a query without days is as of everything known', () => {
  expect(periodOf({})).toEqual(['all', '-infinity', 'infinity']);
});

test('grain and days reach the cube', () => {
  const dateRange = ['1993-01-15T00:00:00.000', '1993-03-31T23:59:59.999'];
  expect(periodOf({ timeDimensions: time({ granularity: 'month', dateRange }) })).toEqual([
    'month',
    '1993-01-15',
    '1993-03-31',
  ]);
  expect(periodOf({ timeDimensions: time({ dateRange }) })).toEqual(['all', '1993-01-15', '1993-03-31']);
});

test.each([
  ['afterDate', ['1993-12-31'], ['1994-01-01', 'infinity']],
  ['afterDate', ['1993-12-31T23:59:59.999'], ['1994-01-01', 'infinity']],
  ['afterOrOnDate', ['1993-12-31'], ['1993-12-31', 'infinity']],
  ['beforeDate', ['1992-03-01'], ['-infinity', '1992-02-29']],
  ['beforeOrOnDate', ['1993-03-01T23:59:59.999'], ['-infinity', '1993-03-01']],
  ['equals', ['1993-03-01'], ['1993-03-01', '1993-03-01']],
  ['onTheDate', ['1993-03-01T00:00:00.000', '1993-03-01T23:59:59.999'], ['1993-03-01', '1993-03-01']],
  ['inDateRange', ['1993-03-01', '1993-03-05'], ['1993-03-01', '1993-03-05']],
])('the filter %s %j', (operator, values, days) => {
  expect(periodOf({ filters: [{ member: 'deposits.date', operator, values }] })).toEqual(['all', ...days]);
});

test('filters of the access policy stay, those on the date are taken out', () => {
  const policy = { and: [{ member: 'deposits.outlet_code', operator: 'equals', values: ['B0101'] }] };
  const date = { and: [{ member: 'deposits.date', operator: 'afterDate', values: ['1993-01-01'] }] };
  const { filters } = rewriteQuery({ ...base, filters: [date, policy] }, headquarters);
  expect(filters[0]).toEqual(policy);
  expect(JSON.stringify(filters)).not.toContain('afterDate');
});

test.each<[string, object, Array<[string, string]>]>([
  ['nothing asked for', { measures: ['deposits.credits'] }, []],
  [
    'dimensions',
    { dimensions: ['deposits.tier', 'deposits.outlet_code'] },
    [
      ['deposits.credits', 'desc'],
      ['deposits.tier', 'asc'],
      ['deposits.outlet_code', 'asc'],
    ],
  ],
  [
    'a time',
    { dimensions: ['deposits.tier'], timeDimensions: time({ granularity: 'month' }) },
    [
      ['deposits.date', 'asc'],
      ['deposits.tier', 'asc'],
    ],
  ],
  [
    'an order',
    { dimensions: ['deposits.tier', 'deposits.outlet_code'], order: [['deposits.outlet_code', 'desc']] },
    [
      ['deposits.outlet_code', 'desc'],
      ['deposits.tier', 'asc'],
    ],
  ],
])('rows are ordered to the last, with %s', (_name, query, order) => {
  expect(rewriteQuery({ ...base, ...query }, headquarters).order).toEqual(order);
});

test('the query that came in is not changed', () => {
  const query = { ...base, filters: [{ member: 'deposits.date', operator: 'afterDate', values: ['1993-01-01'] }] };
  const copy = structuredClone(query);
  rewriteQuery(query, headquarters);
  expect(query).toEqual(copy);
});

test.each<[string, unknown]>([
  ['a text', 'deposits.credits'],
  ['nothing', null],
  ['a number as measures', { measures: 1 }],
  ['a text as filters', { measures: ['deposits.credits'], filters: 'x' }],
  ['a filter that is no object', { measures: ['deposits.credits'], filters: [null] }],
  ['filters without end', { measures: ['deposits.credits'], filters: [nest(12)] }],
  [
    'a day that does not exist',
    { measures: ['deposits.credits'], timeDimensions: time({ dateRange: ['1990-02-30', '1990-03-01'] }) },
  ],
  ['a limit beyond all', { measures: ['deposits.credits'], limit: 50_001 }],
  ['a limit that is no number', { measures: ['deposits.credits'], limit: '5' }],
  ['an offset before the first row', { measures: ['deposits.credits'], offset: -1 }],
  [
    'an operator that is none',
    { measures: ['deposits.credits'], filters: [{ member: 'deposits.tier', operator: 'measureFilter' }] },
  ],
  ['a key that is not known', { measures: ['deposits.credits'], __proto__x: 1 }],
  ['a value that Postgres cannot hold', filtered('equals', ['mass\0'])],
  ['values that are no list', filtered('equals', 'mass')],
])('a query that is %s is refused, not crashed on', (_name, query) => {
  expect(() => checkRawQuery(query)).toThrow(expect.objectContaining({ type: 'UserError' }));
});

function filtered(operator: string, values: unknown) {
  return { measures: ['deposits.credits'], filters: [{ member: 'deposits.tier', operator, values }] };
}

test.each<[string, unknown[]]>([
  ['contains', [null]],
  ['contains', ['mass', null]],
  ['startsWith', [null]],
  ['in', [null]],
  ['gt', [null]],
  ['inDateRange', ['1990-01-01', null]],
  ['equals', [null, null]],
])('%s %j would leave a hole in the SQL: it is refused with the remedy', (operator, values) => {
  expect(() => checkRawQuery(filtered(operator, values))).toThrow(/deposits\.tier has null among its values.*notSet/);
});

test.each<[string, unknown[]]>([
  ['equals', [null]],
  ['notEquals', [null]],
  ['equals', ['mass', null]],
])('%s %j asks for what has no value', (operator, values) => {
  checkRawQuery(filtered(operator, values));
});

function nest(depth: number): object {
  return depth === 0 ? { member: 'deposits.tier', operator: 'set' } : { and: [nest(depth - 1)] };
}

test.each(['deposits.period', 'deposits.nothing', 'deposits.debits', 'deposits.date'])(
  'an order by %s, which is not asked for, is refused instead of left out',
  (member) => {
    for (const order of [{ [member]: 'asc' }, [[member, 'desc']]]) {
      expect(() => checkRawQuery({ measures: ['deposits.credits'], order })).toThrow(`"${member}" in order`);
    }
  }
);

test('an order by what is asked for passes', () => {
  checkRawQuery({
    measures: ['deposits.credits'],
    dimensions: ['deposits.outlet_code'],
    timeDimensions: time({ granularity: 'month' }),
    order: { 'deposits.credits': 'desc', 'deposits.outlet_code': 'asc', 'deposits.date': 'asc' },
  });
});

describe('a view that is not open to a role is refused', () => {
  test.each([
    [{ role: 'staff', group: 'staff' }, 'deposits', /The view deposits is not open to the role staff: ask .*targets/],
    [
      { role: 'branch_manager', group: 'branch' },
      'sources',
      /sources is not open to the role branch_manager: ask .*deposits/,
    ],
    [{ role: 'branch_manager', group: 'none' }, 'deposits', /not open to the role branch_manager: no view is/],
    [{}, 'deposits', /no view is/],
  ])('%j asks %s', (scope, view, says) => {
    const query = { ...base, measures: [], dimensions: [`${view}.anything`] };
    for (const refuse of [() => checkMayAsk(query, scope), () => rewriteQuery(query, scope)]) {
      expect(refuse).toThrow(expect.objectContaining({ type: 'UserError', status: 403 }));
      expect(refuse).toThrow(says);
    }
  });
});

describe('a member that tells who a customer is', () => {
  const access = { customers: { groups: ['hq'], personal: ['name'] } };
  const name = 'customers.name';
  const measures = ['customers.customers'];
  const filter = { member: name, operator: 'startsWith', values: ['A'] };
  const queries: Array<[string, object]> = [
    ['measures', { measures: [name] }],
    ['dimensions', { measures, dimensions: [name] }],
    ['dimensions with a grain', { measures, dimensions: [`${name}.day`] }],
    ['timeDimensions', { measures, timeDimensions: [{ dimension: name }] }],
    ['order', { measures, order: [[name, 'asc']] }],
    ['order by name', { measures, order: { [name]: 'asc' } }],
    ['filters', { measures, filters: [filter] }],
    ['filters by dimension', { measures, filters: [{ dimension: name, operator: 'set' }] }],
    [
      'filters deep down',
      { measures, filters: [{ or: [{ member: 'customers.tier', operator: 'set' }, { and: [filter] }] }] },
    ],
  ];

  test.each(queries)('is refused in %s to who may not see it, and to nobody else', (_place, query) => {
    const refuse = () => checkMayAsk(query, headquarters, access);
    expect(refuse).toThrow(expect.objectContaining({ status: 403 }));
    expect(refuse).toThrow(/^customers\.name(\.day)? tells who a customer is/);
    checkMayAsk(query, { ...headquarters, seesPersonalData: true }, access);
  });

  test('hinders no query of the others', () => {
    checkMayAsk({ measures, dimensions: ['customers.tier'] }, headquarters, access);
  });
});
