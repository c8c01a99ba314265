import { type FilterOperator } from '@branchlight/cube-contract';

/** Whether a condition compares with values; `set` and `notSet` do not. */
export function needsValues(operator: FilterOperator): boolean {
  return operator !== 'set' && operator !== 'notSet' && operator !== 'measureFilter';
}
