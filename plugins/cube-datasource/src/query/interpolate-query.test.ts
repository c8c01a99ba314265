import { type Filter } from './query';
import { interpolateQuery, type ReplaceVariables } from './interpolate-query';

const variables: Record<string, string | string[]> = {
  outlet: ['B0001', 'B0054'],
  tier: 'gold, old',
  measure: 'deposits.credits',
};
const replace: ReplaceVariables = (text, join) =>
  text.replace(/\$(\w+)/g, (whole, name: string) => (name in variables ? join(variables[name] ?? '') : whole));

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

  it('adds nothing to an empty query', () => {
    expect(interpolateQuery({}, replace)).toEqual({});
  });
});
