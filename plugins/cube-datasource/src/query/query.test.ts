import { findViewName, isRunnable, listSortOrder } from './query';

describe('isRunnable', () => {
  it.each([
    [{}, false],
    [{ measures: [], dimensions: [] }, false],
    [{ measures: ['deposits.credits'] }, true],
    [{ dimensions: ['deposits.region'] }, true],
    [{ timeDimensions: [{ dimension: 'deposits.date' }] }, false],
    [{ timeDimensions: [{ dimension: 'deposits.date', granularity: 'month' as const }] }, true],
    [{ filters: [{ member: 'deposits.region', operator: 'set' as const }] }, false],
    [{ measures: ['a.b'], filters: [{ member: 'a.c', operator: 'equals' as const, values: [] }] }, false],
    [{ measures: ['a.b'], filters: [{ or: [{ member: 'a.c', operator: 'gt' as const }] }] }, false],
    [{ measures: ['a.b'], filters: [{ member: 'a.c', operator: 'notSet' as const }] }, true],
  ])('%j: %s', (query, runnable) => {
    expect(isRunnable(query)).toBe(runnable);
  });
});

it('takes the view from the first member', () => {
  expect(findViewName({ measures: [], dimensions: ['loans.status'] })).toBe('loans');
  expect(findViewName({})).toBeUndefined();
});

it('reads both forms of an order', () => {
  expect(listSortOrder({ 'a.b': 'asc' })).toEqual([['a.b', 'asc']]);
  expect(listSortOrder([['a.b', 'desc']])).toEqual([['a.b', 'desc']]);
  expect(listSortOrder(undefined)).toEqual([]);
});
