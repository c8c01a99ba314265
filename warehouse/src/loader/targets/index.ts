import { account, accountHolder, card, customer, loan, standingOrder, transaction } from './customers';
import { areaStatistic, competitorOutlet, outletResult, outletVisit } from './network';
import { appEvent, appRelease, appSession, journeyStep } from './online';
import { area, controlTotal, outlet, outletBalance, staff } from './organisation';
import { complaint, customerIdentity, employer, loanStatusChange, wealthPosition, wealthTrade } from './people';
import { campaign, campaignMember, competitorRate, contact, ownRate, referral } from './sales';
import { target } from './target';
import { type Target } from './types';

const list = [
  area,
  outlet,
  staff,
  outletBalance,
  controlTotal,
  customer,
  customerIdentity,
  employer,
  account,
  accountHolder,
  standingOrder,
  loan,
  loanStatusChange,
  card,
  transaction,
  wealthPosition,
  wealthTrade,
  complaint,
  target,
  appRelease,
  journeyStep,
  appSession,
  appEvent,
  campaign,
  campaignMember,
  contact,
  referral,
  competitorRate,
  ownRate,
  outletVisit,
  outletResult,
  areaStatistic,
  competitorOutlet,
];

/** Every table that files can be loaded into, by its name in mappings. */
export const targets: ReadonlyMap<string, Target> = new Map(list.map((each) => [each.name, each]));

/** Keys that fields refer to although no file fills their table. */
const otherKeys: Readonly<Record<string, { table: string; column: string }>> = {
  product: { table: 'core.product', column: 'product_code' },
  org_unit: { table: 'core.org_unit', column: 'unit_code' },
  target_metric: { table: 'core.target_metric', column: 'metric' },
};

/** Table and column that a reference points to, by the name that fields refer with. */
export function getReferenced(name: string): { table: string; column: string } {
  const other = otherKeys[name];
  if (other) {
    return other;
  }
  const referenced = targets.get(name);
  const column = referenced?.key[0];
  if (!referenced || !column || referenced.key.length !== 1) {
    throw new Error(`No table "${name}" that a field can refer to`);
  }
  return { table: referenced.table, column };
}

export {
  getDay,
  getSqlType,
  type FieldType,
  type MergeContext,
  type MergeStatements,
  type Target,
  type TargetField,
} from './types';
