import { type Day, firstDay, lastDay, openingDay, toDay } from '../days';
import { loseToPriceWar } from '../market/lose-to-price-war';
import { type DemoOutlet } from '../network/build-network';
import { planted } from '../planted';
import { Random } from '../random';
import { planTermOffer } from '../sales/term-offer';
import { planAccounts } from './plan-accounts';
import { planLoan } from './plan-loan';
import { planOrders } from './plan-orders';
import { planWealth } from '../wealth/plan-wealth';
import { planSigns } from './plan-signs';
import { type Behaviour, type Household, type Person, type PlannedCard } from './household';

const streams = { plan: 21, events: 22 };
const year = 365;

export interface Neighbourhood {
  outlets: readonly DemoOutlet[];
  /** Sum of the outlets' weights */
  weight: number;
  seed: number;
}

/**
 * Plans one household: who, what they hold, from when to when. The same for the same seed and number.
 *
 * @param nr - number of the owner among all customers; a second person takes the next one
 * @param mayHaveUser - false for the last customer of the bank
 */
export function makeHousehold({ outlets, weight, seed }: Neighbourhood, nr: number, mayHaveUser: boolean): Household {
  const random = new Random(seed, streams.plan, nr);
  const outlet = random.pickWeighted(outlets, weight);
  const isAffluent = random.chance(0.05);
  const age = isAffluent ? random.whole(38, 82) : drawAge(random);
  const behaviour = drawBehaviour(random, age, outlet);
  const { joinedOn, leavesOn } = drawStay(random, outlet, isAffluent);
  const income = Math.round(drawIncome(random, behaviour, isAffluent) * 100);
  const owner = makePerson(random, nr, outlet, age, describeSegment(behaviour, isAffluent), joinedOn);
  const employer = random.pickWeighted(outlet.employers, outlet.employerWeight);
  const hasUser = mayHaveUser && behaviour !== 'young' && random.chance(0.07);
  const draft = { outlet, owner, behaviour, income, employer, hasExtraPay: random.chance(0.6), joinedOn };
  const stay = { joinedOn, leavesOn, behaviour, income, isAffluent };
  const signs = planSigns(seed, nr, { behaviour, isAffluent, joinedOn, ...(leavesOn !== undefined && { leavesOn }) });
  const ownAccounts = loseToPriceWar(seed, nr, planAccounts(random, nr, stay, outlet));
  const offer = planTermOffer(seed, owner, stay, ownAccounts);
  const household: Household = {
    ...draft,
    ...(leavesOn !== undefined && { leavesOn }),
    accounts: offer?.opened ? [...ownAccounts, offer.opened] : ownAccounts,
    ...(offer && { offer }),
    orders: planOrders(seed, nr, { ...draft, ...(leavesOn !== undefined && { leavesOn }) }, signs.ordersEndOn),
    signs,
    trades: planWealth(seed, nr, { age, isAffluent, behaviour, joinedOn, leavesOn, accounts: ownAccounts }),
    random: new Random(seed, streams.events, nr),
  };
  const loan = planLoan(seed, nr, stay, outlet);
  const card = planCard(random, nr, household, isAffluent);
  return {
    ...household,
    ...(loan && { loan }),
    ...(card && { card }),
    ...(hasUser && {
      user: { ...makePerson(random, nr + 1, outlet, age, owner.segment, joinedOn), sex: other(owner.sex) },
    }),
  };
}

function drawAge(random: Random): number {
  return Math.min(
    96,
    Math.round(random.chance(0.13) ? random.between(18, 26) : random.between(26, 60) + random.between(0, 32))
  );
}

function drawBehaviour(random: Random, age: number, outlet: DemoOutlet): Behaviour {
  if (random.chance(0.16)) {
    return 'dormant';
  }
  if (age < 25) {
    return random.chance(0.35) ? 'salaried' : 'young';
  }
  if (age >= 66) {
    return random.chance(0.75) ? 'pensioner' : 'occasional';
  }
  const selfEmployed = outlet.region === planted.summerRegion ? 0.16 : 0.08;
  return random.chance(selfEmployed) ? 'self_employed' : random.chance(0.46) ? 'salaried' : 'occasional';
}

function describeSegment(behaviour: Behaviour, isAffluent: boolean): string {
  const segments: Record<Behaviour, string> = {
    salaried: 'payroll',
    pensioner: 'senior',
    self_employed: 'self_employed',
    young: 'young',
    occasional: 'general',
    dormant: 'general',
  };
  return isAffluent ? 'affluent' : segments[behaviour];
}

function drawIncome(random: Random, behaviour: Behaviour, isAffluent: boolean): number {
  const medians: Record<Behaviour, number> = {
    salaried: 1650,
    pensioner: 1150,
    self_employed: 2100,
    young: 450,
    occasional: 900,
    dormant: 0,
  };
  return Math.min(12_000, random.logNormal(medians[behaviour], 0.35) * (isAffluent ? 2.4 : 1));
}

/** When somebody came and, where it happens within the data, goes. */
function drawStay(random: Random, outlet: DemoOutlet, isAffluent: boolean): { joinedOn: Day; leavesOn?: Day } {
  const joinedOn = drawJoining(random, outlet);
  const isFailing = outlet.code === planted.failing.outlet;
  const from = Math.max(isFailing ? planted.failing.from : firstDay, joinedOn + 120);
  const leaveRate = isFailing ? 0.3 : outlet.leaveRate * (isAffluent ? 0.2 : 1.05);
  const latest = lastDay - 1;
  const draw = random.unit();
  const share = 1 - (1 - leaveRate) ** Math.max(0, (latest - from) / year);
  return from < latest && draw < share
    ? { joinedOn, leavesOn: from + Math.floor((draw / share) * (latest - from)) }
    : { joinedOn };
}

function drawJoining(random: Random, outlet: DemoOutlet): Day {
  const isFailing = outlet.code === planted.failing.outlet;
  const newUntil = isFailing ? planted.failing.from : lastDay - 1;
  const newFrom = Math.max(firstDay, outlet.openedOn);
  const isNewOutlet = outlet.openedOn > firstDay;
  const newShare = isNewOutlet ? 1 : 1 - (1 + outlet.joinRate) ** (-(newUntil - newFrom) / year);
  if (random.chance(newShare)) {
    return newFrom + Math.floor(random.unit() * (newUntil - newFrom));
  }
  const earliest = Math.max(toDay('1988-01-01'), outlet.openedOn);
  return earliest + Math.floor(random.unit() ** 0.7 * (openingDay - 90 - earliest));
}

function makePerson(
  random: Random,
  nr: number,
  outlet: DemoOutlet,
  age: number,
  segment: string,
  joinedOn: Day
): Person {
  const bornOn = lastDay - Math.round(age * 365.25) - random.whole(0, 364);
  return {
    code: `C${String(nr).padStart(7, '0')}`,
    // Who joined long ago joined as a child at the earliest.
    bornOn: Math.min(bornOn, joinedOn - 16 * year - 4),
    sex: random.chance(0.51) ? 'female' : 'male',
    province: outlet.province,
    segment,
    staff: random.pickBy(outlet.staff, outlet.books, ({ book }) => book).code,
  };
}

function planCard(
  random: Random,
  nr: number,
  { behaviour, joinedOn, leavesOn }: Household,
  isAffluent: boolean
): PlannedCard | undefined {
  const shares: Record<Behaviour, number> = {
    salaried: 0.9,
    pensioner: 0.55,
    self_employed: 0.85,
    young: 0.9,
    occasional: 0.6,
    dormant: 0.25,
  };
  if (!random.chance(shares[behaviour])) {
    return undefined;
  }
  const issuedOn = joinedOn + Math.floor(random.unit() ** 3 * 3 * year);
  if (issuedOn > (leavesOn ?? lastDay)) {
    return undefined;
  }
  const product = isAffluent ? 'gold_card' : random.chance(0.3) ? 'credit_card' : 'debit_card';
  return { code: `K${String(nr).padStart(7, '0')}`, product, issuedOn };
}

function other(sex: Person['sex']): Person['sex'] {
  return sex === 'female' ? 'male' : 'female';
}
