import { type FilterOperator } from '@branchlight/cube-contract';
import { t } from '@grafana/i18n';
import { type Member } from '../model/model';

/** Operators that make sense for a member: by its type, and comparisons on measures. */
export function listOperators({ type, kind }: Pick<Member, 'type' | 'kind'>): FilterOperator[] {
  if (kind === 'measure' || type === 'number') {
    return ['equals', 'notEquals', 'gt', 'gte', 'lt', 'lte', 'set', 'notSet'];
  }
  return type === 'boolean'
    ? ['equals', 'notEquals', 'set', 'notSet']
    : ['equals', 'notEquals', 'contains', 'notContains', 'startsWith', 'set', 'notSet'];
}

export function needsValues(operator: FilterOperator): boolean {
  return operator !== 'set' && operator !== 'notSet';
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
    default:
      return operator;
  }
}
