import { type AdHocFilter } from '../query/query';
import { metaFixture } from '../testing';
import { toCondition } from './ad-hoc-condition';
import { applyAdHocFilters } from './apply-ad-hoc';

const filter = (operator: string, value: string, values?: string[]): AdHocFilter => ({
  key: 'outlet',
  operator,
  value,
  ...(values && { values }),
});
const member = 'deposits.outlet';

describe('applyAdHocFilters', () => {
  const query = { measures: ['deposits.credits'], filters: [{ member, operator: 'set' as const }] };

  it('adds the condition to those of the query', () => {
    expect(applyAdHocFilters(query, [filter('=', 'Praha')], metaFixture)).toEqual({
      query: { ...query, filters: [...query.filters, { member, operator: 'equals', values: ['Praha'] }] },
      notices: [],
    });
  });

  it('does not apply what the view lacks, a time or a view that is not open, and says so', () => {
    const filters = [{ key: 'tier', operator: '=|', value: 'gold', values: ['gold', 'old'] }, filter('=', 'x')];
    const { notices, query: narrowed } = applyAdHocFilters({ measures: ['cards.spend'] }, filters, metaFixture);
    expect(narrowed.filters).toEqual([{ member: 'cards.outlet', operator: 'equals', values: ['x'] }]);
    expect(notices).toEqual([
      { severity: 'warning', text: 'The filter "tier =| gold, old" is not applied here: Cards has no "tier".' },
    ]);
    expect(applyAdHocFilters(query, [{ key: 'date', operator: '=', value: '1993' }], metaFixture).notices).toHaveLength(
      1
    );
    expect(applyAdHocFilters({ measures: ['loans.loans'] }, [filter('=', 'x')], metaFixture).notices).toHaveLength(1);
  });
});

describe('toCondition', () => {
  it.each([
    ['!=', 'Praha', undefined, { operator: 'notEquals', values: ['Praha'] }],
    ['=|', 'a', ['a', 'b'], { operator: 'equals', values: ['a', 'b'] }],
    ['!=|', 'a', ['a', 'b'], { operator: 'notEquals', values: ['a', 'b'] }],
    ['=~', 'Pra', undefined, { operator: 'contains', values: ['Pra'] }],
    ['=~', '.*Pra.*', undefined, { operator: 'contains', values: ['Pra'] }],
    ['=~', '^Pra', undefined, { operator: 'startsWith', values: ['Pra'] }],
    ['=~', '^Pra.*$', undefined, { operator: 'startsWith', values: ['Pra'] }],
    ['=~', 'aha$', undefined, { operator: 'endsWith', values: ['aha'] }],
    ['=~', '^Praha$', undefined, { operator: 'equals', values: ['Praha'] }],
    ['=~', '^A$|^B$', undefined, { operator: 'equals', values: ['A', 'B'] }],
    ['=~', 'St\\. Ives', undefined, { operator: 'contains', values: ['St. Ives'] }],
    ['!~', 'a|b', undefined, { operator: 'notContains', values: ['a', 'b'] }],
  ])('%s %s', (operator, value, values, condition) => {
    expect(toCondition(filter(operator, value, values), member, 'string')).toEqual({ member, ...condition });
  });

  it('joins alternatives of different kinds', () => {
    expect(toCondition(filter('=~', '^A|B$'), member, 'string')).toEqual({
      or: [
        { member, operator: 'startsWith', values: ['A'] },
        { member, operator: 'endsWith', values: ['B'] },
      ],
    });
    expect(toCondition(filter('!~', '^A|B$'), member, 'string')).toHaveProperty('and.length', 2);
  });

  it.each(['A[bc]', 'A+', '(A|B)', 'a.c', 'A\\d', '', '.*'])('refuses the pattern %s, with the remedy', (pattern) => {
    expect(() => toCondition(filter('=~', pattern), member, 'string')).toThrow(/cannot answer: write plain text/);
  });

  it('compares numbers, and nothing else', () => {
    expect(toCondition(filter('<', '50.1'), member, 'number')).toEqual({ member, operator: 'lt', values: ['50.1'] });
    expect(() => toCondition(filter('>', 'x'), member, 'number')).toThrow(/needs a number/);
    expect(() => toCondition(filter('>', '1'), member, 'string')).toThrow(/compares a text/);
    expect(() => toCondition(filter('~', '1'), member, 'string')).toThrow(/is not known: use =/);
  });
});
