import { type Filter } from './query';
import { interpolateQuery, type ReplaceVariables } from './interpolate-query';

const variables: Record<string, string | string[]> = {
  outlet: ['B0001', 'B0054'],
  tier: 'gold, old',
  measure: 'deposits.credits',
  everything: '$__all',
  grain: '1w',
  month: '30d',
};
const replace: ReplaceVariables = (text, join) =>
  text.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => (name in variables ? join(variables[name] ?? '') : whole));

describe('interpolateQuery', () => {
  it('makes several filter values of a variable with several values, and keeps commas', () => {
    const filters: Filter[] = [
      { member: 'deposits.outlet_code', operator: 'equals', values: ['$outlet', 'B0009'] },
      { or: [{ member: 'deposits.tier', operator: 'equals', values: ['$tier'] }] },
      { member: 'deposits.tier', operator: 'set' },
    ];
    expect(interpolateQuery({ filters }, replace).filters).toEqual([
      { member: 'deposits.outlet_code', operator: 'equals', values: ['B0001', 'B0054', 'B0009'] },
      { or: [{ member: 'deposits.tier', operator: 'equals', values: ['gold, old'] }] },
      { member: 'deposits.tier', operator: 'set' },
    ]);
  });

  it('fills members and date ranges, and leaves unknown variables to the backend to refuse', () => {
    const query = {
      measures: ['$measure'],
      dimensions: ['$nothing'],
      timeDimensions: [{ dimension: 'deposits.date', dateRange: ['$tier', '1998-01-01'] }],
      limit: 5,
    };
    expect(interpolateQuery(query, replace)).toEqual({
      measures: ['deposits.credits'],
      dimensions: ['$nothing'],
      timeDimensions: [{ dimension: 'deposits.date', dateRange: ['gold, old', '1998-01-01'] }],
      limit: 5,
    });
  });

  it('takes a list that is written as csv for several values', () => {
    const filters: Filter[] = [{ member: 'deposits.outlet_code', operator: 'in', values: ['${outlet:csv}'] }];
    expect(interpolateQuery({ filters }, replace).filters).toEqual([
      { member: 'deposits.outlet_code', operator: 'in', values: ['B0001', 'B0054'] },
    ]);
  });

  it('leaves out a condition whose variable is All by its custom value, and a group that holds therefore', () => {
    const all: Filter = { member: 'deposits.outlet_code', operator: 'equals', values: ['$everything'] };
    const tier: Filter = { member: 'deposits.tier', operator: 'set' };
    const ask = (filters: Filter[]) => interpolateQuery({ filters }, replace).filters;
    expect(ask([all, tier])).toEqual([tier]);
    expect(ask([{ and: [all, tier] }])).toEqual([{ and: [tier] }]);
    expect(ask([{ or: [all, tier] }])).toEqual([]);
    expect(ask([{ and: [all] }])).toEqual([]);
    const none: Filter = { ...all, operator: 'notEquals' };
    expect(ask([none])).toEqual([{ ...none, values: ['$__all'] }]);
  });

  it('reads an interval as the granularity that fits', () => {
    const times = (granularity: string) =>
      interpolateQuery({ timeDimensions: [{ dimension: 'deposits.date', granularity }] }, replace).timeDimensions;
    expect(times('$grain')).toEqual([{ dimension: 'deposits.date', granularity: 'week' }]);
    expect(times('$month')).toEqual([{ dimension: 'deposits.date', granularity: 'month' }]);
    expect(times('auto')).toEqual([{ dimension: 'deposits.date', granularity: 'auto' }]);
  });

  it('adds nothing to an empty query', () => {
    expect(interpolateQuery({}, replace)).toEqual({});
  });
});
