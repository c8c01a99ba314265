import { type Filter } from '@branchlight/cube-contract';
import { type AdHocFilter } from '../query/query';
import { QueryError } from './query-error';

/** Cube compares texts by these; a pattern becomes one of them or is refused. */
interface TextMatch {
  operator: 'equals' | 'contains' | 'startsWith' | 'endsWith';
  value: string;
}

const negations = {
  equals: 'notEquals',
  contains: 'notContains',
  startsWith: 'notStartsWith',
  endsWith: 'notEndsWith',
} as const;

const comparisons = new Map([
  ['<', 'lt'],
  ['<=', 'lte'],
  ['>', 'gt'],
  ['>=', 'gte'],
] as const);

/**
 * The dashboard's ad-hoc filter as a condition on a member.
 *
 * @throws QueryError for an operator or pattern that the semantic layer cannot answer: figures without the condition would
 *   look as if it held
 */
export function toCondition({ operator, value, values }: AdHocFilter, member: string, type: string): Filter {
  const many = values && values.length > 0 ? values : [value];
  switch (operator) {
    case '=':
      return { member, operator: 'equals', values: [value] };
    case '!=':
      return { member, operator: 'notEquals', values: [value] };
    case '=|':
      return { member, operator: 'equals', values: many };
    case '!=|':
      return { member, operator: 'notEquals', values: many };
    case '=~':
      return toPattern(value, member, false);
    case '!~':
      return toPattern(value, member, true);
  }
  const comparison = [...comparisons].find(([sign]) => sign === operator)?.[1];
  if (!comparison) {
    throw new QueryError(
      `The ad-hoc filter's operator "${operator}" is not known: use =, !=, =|, !=|, =~, !~, < or >.`,
      400
    );
  }
  if (type !== 'number') {
    throw new QueryError(
      `The ad-hoc filter "${nameOf(member)} ${operator} ${value}" compares a text: use = or =|.`,
      400
    );
  }
  if (value.trim() === '' || !Number.isFinite(Number(value))) {
    throw new QueryError(`The ad-hoc filter "${nameOf(member)} ${operator} ${value}" needs a number.`, 400);
  }
  return { member, operator: comparison, values: [value] };
}

/** Several alternatives of one kind are one condition: Cube takes any of the values, or none of them when negated. */
function toPattern(pattern: string, member: string, isNegated: boolean): Filter {
  const matches = pattern.split('|').map((part) => readPattern(part, pattern, member));
  const kinds = [...new Set(matches.map(({ operator }) => operator))];
  const conditions = kinds.map((kind) => ({
    member,
    operator: isNegated ? negations[kind] : kind,
    values: matches.filter(({ operator }) => operator === kind).map(({ value }) => value),
  }));
  const [only] = conditions;
  return only && conditions.length === 1 ? only : isNegated ? { and: conditions } : { or: conditions };
}

/** As in a regular expression that is searched for: without ^ and $ the text may stand anywhere. */
function readPattern(part: string, pattern: string, member: string): TextMatch {
  const isAtStart = part.startsWith('^') && !part.startsWith('^.*');
  const isAtEnd = /[^\\]\$$/.test(part) && !part.endsWith('.*$');
  const core = part.replace(/^\^?(?:\.\*)?/, '').replace(/(?:\.\*)?(?<!\\)\$$|\.\*$/, '');
  const literal = core.replace(/\\([.*+?^${}()|[\]\\/-])/g, '\u0000$1');

  if (core === '' || /(?<!\u0000)[.*+?^${}()[\]\\]/.test(literal)) {
    throw new QueryError(
      `The ad-hoc filter on "${nameOf(member)}" has the pattern "${pattern.slice(0, 60)}", which the semantic layer cannot ` +
        'answer: write plain text, with ^ for the start, $ for the end and | between alternatives, or use =|.',
      400
    );
  }
  const value = literal.replaceAll('\u0000', '');
  if (isAtStart) {
    return { operator: isAtEnd ? 'equals' : 'startsWith', value };
  }
  return { operator: isAtEnd ? 'endsWith' : 'contains', value };
}

function nameOf(member: string): string {
  return member.slice(member.indexOf('.') + 1);
}
