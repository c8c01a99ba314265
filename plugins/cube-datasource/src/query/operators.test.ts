import { filterOperators } from '@branchlight/cube-contract';
import { describeOperator, listOperators, takesOneValue } from './operators';

const types = ['string', 'number', 'boolean', 'time'];

it('offers every operator of Cube for some type, but for what the semantic layer refuses', () => {
  const offered = new Set(types.flatMap((type) => listOperators({ type, kind: 'dimension' })));
  expect(filterOperators.filter((operator) => !offered.has(operator))).toEqual(['notInDateRange', 'measureFilter']);
});

it.each([
  ['measure', 'number', 'gte', true],
  ['measure', 'number', 'contains', false],
  ['dimension', 'number', 'contains', false],
  ['dimension', 'string', 'notEndsWith', true],
  ['dimension', 'string', 'gt', false],
  ['dimension', 'boolean', 'in', false],
  ['dimension', 'time', 'afterOrOnDate', true],
  ['dimension', 'time', 'equals', false],
] as const)('a %s of type %s takes %s: %s', (kind, type, operator, takes) => {
  expect(listOperators({ kind, type }).includes(operator)).toBe(takes);
});

it('names each in words that no other has', () => {
  const words = filterOperators.map(describeOperator);
  expect(new Set(words).size).toBe(words.length);
  expect(filterOperators.filter(takesOneValue)).toEqual(['gt', 'gte', 'lt', 'lte']);
});
