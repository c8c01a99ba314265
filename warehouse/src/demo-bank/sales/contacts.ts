import { toLine } from '../copy/copy-rows';
import { type Day, firstDay, lastDay, toText } from '../days';
import { type Behaviour, type Household, type Person } from '../households/household';
import { drawBusyDay, sumLoad, totalLoad } from '../outlets/busy-days';
import { type BankPlan } from '../parts/part';
import { makeIdentity } from '../people/person-names';
import { Random } from '../random';

const streams = { contacts: 51 };
/** Conversations that the bank seeks with a customer in the two years. */
const habits: Record<Behaviour, number> = {
  salaried: 4,
  pensioner: 4.5,
  self_employed: 5.5,
  young: 2.5,
  occasional: 3.5,
  dormant: 1.5,
};

interface Channel {
  name: 'call_center' | 'phone' | 'branch';
  weight: number;
  notReached: number;
  accepted: number;
  /** Euros a contact */
  cost: number;
}
/** The call center has no person of staff in the outlets; phone is a call of the person who looks after the customer. */
const channels: readonly Channel[] = [
  { name: 'call_center', weight: 0.5, notReached: 0.38, accepted: 0.09, cost: 3.5 },
  { name: 'phone', weight: 0.25, notReached: 0.25, accepted: 0.17, cost: 5 },
  { name: 'branch', weight: 0.25, notReached: 0, accepted: 0.24, cost: 9 },
];
const callback = 0.12;
const purposes = [
  { name: 'savings', weight: 0.3, revenue: 45 },
  { name: 'cards', weight: 0.2, revenue: 30 },
  { name: 'loans', weight: 0.15, revenue: 160 },
  { name: 'pensions_and_funds', weight: 0.15, revenue: 90 },
  { name: 'appointment', weight: 0.2, revenue: 0 },
];
/** What may be talked about without consent to offers. */
const service = { name: 'service', weight: 1, revenue: 0 };
const welcomedWithin = 30;

/** Conversations outside campaigns, in the order of the customers' numbers: lines of core.contact. */
export function* listContacts(bank: BankPlan): Generator<string[]> {
  let nr = 0;
  const nextCode = () => `N${String((nr += 1)).padStart(8, '0')}`;
  for (const household of bank.listHouseholds()) {
    const { owner, user } = household;
    for (const person of user ? [owner, user] : [owner]) {
      yield listOwnContacts(household, person, bank.seed, nextCode);
    }
  }
}

function listOwnContacts(household: Household, person: Person, seed: number, nextCode: () => string): string[] {
  const { behaviour, joinedOn, leavesOn = lastDay } = household;
  const random = new Random(seed, streams.contacts, Number(person.code.slice(1)));
  const mayOffer = makeIdentity(person, seed).hasConsent;
  const from = Math.max(firstDay, joinedOn + 1);
  const expected = habits[behaviour] * random.logNormal(0.86, 0.55) * (sumLoad(from, leavesOn) / totalLoad);
  const count = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0);
  return Array.from({ length: count }).flatMap(() => {
    const found = drawBusyDay(random, from, leavesOn);
    return found ? [drawContact({ random, household, person, day: found.day, code: nextCode(), mayOffer })] : [];
  });
}

interface Contact {
  random: Random;
  household: Household;
  person: Person;
  day: Day;
  code: string;
  mayOffer: boolean;
}

function drawContact({ random, household, person, day, code, mayOffer }: Contact): string {
  const { outlet, joinedOn } = household;
  const channel = random.pickWeighted(channels, 1);
  const drawn = random.pickWeighted(purposes, 1);
  const purpose = mayOffer ? drawn : service;
  const isWelcome = day <= joinedOn + welcomedWithin;
  const draw = random.unit();
  const disposition =
    draw < channel.notReached
      ? 'not_reached'
      : draw < channel.notReached + callback
        ? 'callback'
        : draw < channel.notReached + callback + channel.accepted
          ? 'accepted'
          : 'refused';
  const isAccepted = disposition === 'accepted';
  const revenue = random.logNormal(purpose.revenue, 0.6);
  return toLine(
    code,
    person.code,
    channel.name === 'call_center' ? undefined : person.staff,
    outlet.code,
    toText(day),
    channel.name,
    isWelcome ? 'welcome' : purpose.name,
    disposition,
    isAccepted ? 't' : 'f',
    isAccepted && !isWelcome ? revenue.toFixed(2) : 0,
    channel.cost
  );
}
