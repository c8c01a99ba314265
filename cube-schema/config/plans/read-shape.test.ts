import { readShape } from './read-shape.js';

const context = {
  securityContext: { login: 'ana', displayName: 'Ana', role: 'region_manager', group: 'region', regionCode: 'R01' },
};
const query = {
  measures: ['deposits.credits'],
  timeDimensions: [{ dimension: 'deposits.date', granularity: 'month', dateRange: ['2025-01-01', '2025-12-31'] }],
};
const read = (changes: object = {}, request: object = {}) =>
  readShape({ query: { ...query, ...changes }, context, cacheMode: 'must-revalidate', ...request });
const withRange = (dateRange: unknown) =>
  read({ timeDimensions: [{ dimension: 'deposits.date', granularity: 'month', dateRange }] });

it('is the same for other days, and for another viewer of the same scope', () => {
  const shape = read();
  expect(shape?.days).toEqual(['2025-01-01', '2025-12-31']);
  expect(withRange(['2024-02-29', '2024-02-29'])?.key).toBe(shape?.key);
  const eve = { securityContext: { ...context.securityContext, login: 'eve', displayName: 'Eve' } };
  expect(read({}, { context: eve })?.key).toBe(shape?.key);
  expect(read({}, { query: JSON.stringify(query) })).toEqual(shape);
});

it('is another one wherever anything but the days differs, above all the scope', () => {
  const { securityContext } = context;
  const shapes = [
    read(),
    read({ measures: ['deposits.debits'] }),
    read({ filters: [{ member: 'deposits.outlet_code', operator: 'equals', values: ['B0101'] }] }),
    read({ filters: [{ member: 'deposits.outlet_code', operator: 'equals', values: ['B0102'] }] }),
    read({ limit: 5 }),
    read({ responseFormat: 'compact' }),
    read({}, { queryType: 'multi' }),
    read({}, { cacheMode: undefined }),
    read({}, { context: { securityContext: { ...securityContext, regionCode: 'R02' } } }),
    read({}, { context: { securityContext: { ...securityContext, role: 'analyst' } } }),
    read({}, { context: { securityContext: { ...securityContext, seesPersonalData: true } } }),
    read({}, { context: { securityContext: { ...securityContext, addedLater: 1 } } }),
  ];
  expect(new Set(shapes.map((shape) => shape?.key ?? 'none')).size).toBe(shapes.length);
  expect(shapes).not.toContain(undefined);
});

it('has no days where the query has no range', () => {
  expect(read({ timeDimensions: [] })).toMatchObject({ query: { measures: ['deposits.credits'] } });
  expect(read({ timeDimensions: [] })).not.toHaveProperty('days');
});

it.each([
  ['no scope', {}, { context: {} }],
  ['a wish for Cube itself', {}, { cacheMode: 'no-cache' }],
  ['several queries', {}, { query: [query, query] }],
  ['text that is no query', {}, { query: '{' }],
  ['a second query for the total', { total: true }, {}],
  ['a key that is not known', { renewQuery: true }, {}],
  ['two times', { timeDimensions: [...query.timeDimensions, ...query.timeDimensions] }, {}],
  ['a comparison', { timeDimensions: [{ dimension: 'deposits.date', compareDateRange: [] }] }, {}],
  ['days in a filter as well', { filters: [{ or: [{ member: 'deposits.date', operator: 'set' }] }] }, {}],
  [
    'a moment in a filter',
    { filters: [{ member: 'customer_360.as_of', operator: 'afterDate', values: ['2025-01-01'] }] },
    {},
  ],
  ['more filters than are worth it', { filters: [{ member: 'deposits.tier', values: ['x'.repeat(9_000)] }] }, {}],
])('is none with %s: Cube answers', (_name, changes, request) => {
  expect(read(changes, request)).toBeUndefined();
});

it.each([
  ['one text', 'last month'],
  ['one day', ['2025-01-01']],
  ['moments', ['2025-01-01T00:00:00', '2025-01-31T23:59:59']],
  ['days the wrong way round', ['2025-12-31', '2025-01-01']],
  ['nothing', null],
])('is none with %s as range', (_name, range) => {
  expect(withRange(range)).toBeUndefined();
});
