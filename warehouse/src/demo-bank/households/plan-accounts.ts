import { addMonths, type Day, firstDay, lastDay } from '../days';
import { type DemoOutlet } from '../network/build-network';
import { itemAt, type Random } from '../random';
import { type Behaviour, type PlannedAccount } from './household';
import { agreeTerm } from '../market/own-rates';

/** What decides on holdings. */
export interface Stay {
  joinedOn: Day;
  leavesOn: Day | undefined;
  behaviour: Behaviour;
  /** Cents a month */
  income: number;
  isAffluent: boolean;
}

const usualTerm = 12;
const termMonths = [usualTerm, 6, usualTerm, usualTerm, 24, usualTerm, usualTerm];
/** New customers bring a part of what people have who have been there for years. */
const newMoneyShare = 0.5;

/** The accounts of a household, the current account first. */
export function planAccounts(
  random: Random,
  nr: number,
  stay: Stay,
  outlet: DemoOutlet
): [PlannedAccount, ...PlannedAccount[]] {
  const { joinedOn, leavesOn, behaviour, income, isAffluent } = stay;
  const end = leavesOn === undefined ? {} : { endsOn: leavesOn };
  const name = (kind: number) => `A${String(nr).padStart(7, '0')}${kind}`;
  const current: PlannedAccount = {
    code: name(1),
    product: 'current',
    openedOn: joinedOn,
    start: Math.round(
      behaviour === 'dormant' ? random.logNormal(40_000, 1) : Math.max(20_000, income * random.between(0.5, 2.2))
    ),
    ...end,
  };
  const accounts: [PlannedAccount, ...PlannedAccount[]] = [current];
  const shares: Record<Behaviour, number> = {
    salaried: 0.5,
    pensioner: 0.6,
    self_employed: 0.4,
    young: 0.3,
    occasional: 0.4,
    dormant: 0.15,
  };
  const size = outlet.setting === 'urban' ? 1.15 : outlet.setting === 'rural' ? 0.85 : 1;
  if (isAffluent || random.chance(shares[behaviour])) {
    accounts.push({
      code: name(2),
      product: 'savings',
      openedOn: openLater(random, joinedOn, leavesOn),
      start: Math.round(
        Math.min(90_000_000, random.logNormal(isAffluent ? 7_500_000 : 620_000, 0.85) * size) *
          (joinedOn >= firstDay ? newMoneyShare : 1)
      ),
      ...end,
    });
  }
  const savings = accounts[1];
  const hasTerm = savings !== undefined && random.chance(isAffluent ? 0.45 : behaviour === 'pensioner' ? 0.3 : 0.12);
  const term = hasTerm ? planTerm(random, name(3), nr, stay, savings.start) : undefined;
  return term ? ([...accounts, term] as [PlannedAccount, ...PlannedAccount[]]) : accounts;
}

/** Most open their savings with the first account, some later. */
function openLater(random: Random, joinedOn: Day, leavesOn: Day | undefined): Day {
  const until = (leavesOn ?? lastDay) - 30;
  const opened = random.chance(0.5) ? joinedOn : joinedOn + Math.floor(random.unit() ** 2 * (until - joinedOn));
  return Math.max(joinedOn, Math.min(opened, until));
}

/** A deposit, mostly of twelve months, at the bank's rate of that day, that falls due within the data or after it. */
function planTerm(
  random: Random,
  code: string,
  nr: number,
  { joinedOn, leavesOn }: Stay,
  savings: number
): PlannedAccount | undefined {
  const openedOn = Math.max(joinedOn + 5, firstDay - 364 + Math.floor(random.unit() * (lastDay - firstDay + 350)));
  const drawn = itemAt(termMonths, nr % termMonths.length);
  const months = addMonths(openedOn, drawn) > firstDay ? drawn : usualTerm;
  const due = addMonths(openedOn, months);
  const last = leavesOn === undefined ? lastDay : leavesOn - 1;
  if (openedOn >= last - 10) {
    return undefined;
  }
  const endsOn = Math.min(due, leavesOn === undefined ? due : last);
  return {
    code,
    product: 'term',
    openedOn,
    term: agreeTerm(months, openedOn),
    start: Math.max(100_000, Math.round((savings * random.between(0.2, 0.6)) / 50_000) * 50_000),
    ...(endsOn < lastDay && { endsOn }),
  };
}
