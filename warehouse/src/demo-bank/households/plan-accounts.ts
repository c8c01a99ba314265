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
/** Cents that savings are opened with at most: nobody brings a fortune on the first day. */
const firstSavings = 2_000_000;
/** Days within which those open their savings who do not with the first account. */
const opensWithin = 7_300;
/** Of those with term deposits: who has one when the data begin, and who renews one that falls due. Together they keep the openings of every year alike. */
const hadShare = 0.6;
const renewShare = 0.6;
/** Numbers of a household's accounts are one digit, and the term deposits' begin with the third. */
const mostTerms = 7;

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
  const shares: Record<Behaviour, number> = {
    salaried: 0.5,
    pensioner: 0.6,
    self_employed: 0.4,
    young: 0.3,
    occasional: 0.4,
    dormant: 0.15,
  };
  const size = outlet.setting === 'urban' ? 1.15 : outlet.setting === 'rural' ? 0.85 : 1;
  const savingsSince = openLater(random, joinedOn, leavesOn);
  const has = isAffluent || random.chance(shares[behaviour]);
  if (!has || savingsSince === undefined) {
    return [current];
  }
  const usual =
    Math.min(90_000_000, random.logNormal(isAffluent ? 7_500_000 : 620_000, 0.85) * size) *
    (joinedOn >= firstDay ? newMoneyShare : 1);
  const savings: PlannedAccount = {
    code: name(2),
    product: 'savings',
    openedOn: savingsSince,
    start: Math.round(savingsSince >= firstDay ? Math.min(firstSavings, usual) : usual),
    ...end,
  };
  const hasTerm = random.chance(isAffluent ? 0.55 : behaviour === 'pensioner' ? 0.45 : 0.24);
  return [current, savings, ...(hasTerm ? planTerms(random, name, nr, stay, savings) : [])];
}

/** Half open their savings with the first account, most of the others later; undefined: not yet. */
function openLater(random: Random, joinedOn: Day, leavesOn: Day | undefined): Day | undefined {
  const opened = random.chance(0.5) ? joinedOn : joinedOn + Math.floor(random.unit() ** 2 * opensWithin);
  return opened <= (leavesOn === undefined ? lastDay - 1 : Math.max(joinedOn, leavesOn - 30)) ? opened : undefined;
}

/** Deposits one after the other, mostly of twelve months, at the bank's rate of their first day; the last one may fall due after the data. */
function planTerms(
  random: Random,
  name: (kind: number) => string,
  nr: number,
  { joinedOn, leavesOn }: Stay,
  savings: PlannedAccount
): PlannedAccount[] {
  const year = 364;
  const drawn = random.chance(hadShare)
    ? firstDay - year + Math.floor(random.unit() * year)
    : firstDay + Math.floor(random.unit() * (lastDay - firstDay));
  const until = leavesOn === undefined ? lastDay : leavesOn - 11;
  const found: PlannedAccount[] = [];
  let openedOn = Math.max(joinedOn + 5, savings.openedOn + 5, drawn);
  let start = toTermAmount(savings.start * random.between(0.25, 0.65));
  while (openedOn < until && found.length < mostTerms) {
    const usual = itemAt(termMonths, (nr + found.length) % termMonths.length);
    const months = addMonths(openedOn, usual) > firstDay ? usual : usualTerm;
    const due = addMonths(openedOn, months);
    const endsOn = Math.min(due, leavesOn === undefined ? due : leavesOn - 1);
    found.push({
      code: name(3 + found.length),
      product: 'term',
      openedOn,
      term: agreeTerm(months, openedOn),
      start,
      ...(endsOn < lastDay && { endsOn }),
    });
    if (!random.chance(renewShare)) {
      break;
    }
    openedOn = due + 1;
    start = toTermAmount(start * random.between(0.85, 1.1));
  }
  return found;
}

function toTermAmount(cents: number): number {
  return Math.max(100_000, Math.round(cents / 50_000) * 50_000);
}
