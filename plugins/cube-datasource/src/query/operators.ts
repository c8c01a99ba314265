import { type FilterOperator } from '@branchlight/cube-contract';
import { t } from '@grafana/i18n';
import { type Member } from '../model/model';

const texts: FilterOperator[] = [
  ...(['equals', 'notEquals', 'contains', 'notContains', 'startsWith', 'notStartsWith', 'endsWith'] as const),
  ...(['notEndsWith', 'in', 'notIn', 'set', 'notSet'] as const),
];
const numbers: FilterOperator[] = ['equals', 'notEquals', 'gt', 'gte', 'lt', 'lte', 'set', 'notSet'];
const booleans: FilterOperator[] = ['equals', 'notEquals', 'set', 'notSet'];
/** The semantic layer takes one span of days: every day is set, and a span with a hole is two queries. */
const times: FilterOperator[] = [
  ...(['inDateRange', 'onTheDate', 'beforeDate', 'beforeOrOnDate', 'afterDate', 'afterOrOnDate'] as const),
];
const singles: FilterOperator[] = ['gt', 'gte', 'lt', 'lte'];

/** Operators that make sense for a member, by its type; the first is what a new condition starts with. */
export function listOperators({ type, kind }: Pick<Member, 'type' | 'kind'>): FilterOperator[] {
  if (kind === 'measure' || type === 'number') {
    return numbers;
  }
  return type === 'boolean' ? booleans : type === 'time' ? times : texts;
}

export function takesOneValue(operator: FilterOperator): boolean {
  return singles.includes(operator);
}

export function describeOperator(operator: FilterOperator): string {
  switch (operator) {
    case 'equals':
      return t('operator.equals', 'is');
    case 'notEquals':
      return t('operator.not-equals', 'is not');
    case 'contains':
      return t('operator.contains', 'contains');
    case 'notContains':
      return t('operator.not-contains', 'does not contain');
    case 'startsWith':
      return t('operator.starts-with', 'starts with');
    case 'gt':
      return t('operator.gt', 'is more than');
    case 'gte':
      return t('operator.gte', 'is at least');
    case 'lt':
      return t('operator.lt', 'is less than');
    case 'lte':
      return t('operator.lte', 'is at most');
    case 'set':
      return t('operator.set', 'is known');
    case 'notSet':
      return t('operator.not-set', 'is not known');
    case 'notStartsWith':
      return t('operator.not-starts-with', 'does not start with');
    case 'endsWith':
      return t('operator.ends-with', 'ends with');
    case 'notEndsWith':
      return t('operator.not-ends-with', 'does not end with');
    case 'in':
      return t('operator.in', 'is one of');
    case 'notIn':
      return t('operator.not-in', 'is none of');
    case 'inDateRange':
      return t('operator.in-date-range', 'is within');
    case 'notInDateRange':
      return t('operator.not-in-date-range', 'is outside of');
    case 'onTheDate':
      return t('operator.on-the-date', 'is on');
    case 'beforeDate':
      return t('operator.before-date', 'is before');
    case 'beforeOrOnDate':
      return t('operator.before-or-on-date', 'is up to');
    case 'afterDate':
      return t('operator.after-date', 'is after');
    case 'afterOrOnDate':
      return t('operator.after-or-on-date', 'is from');
    case 'measureFilter':
      return operator;
  }
}
