import { account, accountHolder, card, customer, loan, standingOrder, transaction } from './customers';
import { area, controlTotal, outlet, outletBalance } from './organisation';
import { type Target } from './types';

const list = [
  area,
  outlet,
  outletBalance,
  controlTotal,
  customer,
  account,
  accountHolder,
  standingOrder,
  loan,
  card,
  transaction,
];

/** Every table that files can be loaded into, by its name in mappings. */
export const targets: ReadonlyMap<string, Target> = new Map(list.map((target) => [target.name, target]));

/** Table and column that a reference points to, by the name that fields refer with. */
export function getReferenced(name: string): { table: string; column: string } {
  if (name === 'product') {
    return { table: 'core.product', column: 'product_code' };
  }
  const target = targets.get(name);
  const column = target?.key[0];
  if (!target || !column || target.key.length !== 1) {
    throw new Error(`No table "${name}" that a field can refer to`);
  }
  return { table: target.table, column };
}

export {
  getSqlType,
  type FieldType,
  type MergeContext,
  type MergeStatements,
  type Target,
  type TargetField,
} from './types';
