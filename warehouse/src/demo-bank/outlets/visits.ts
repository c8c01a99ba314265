import { toLine } from '../copy/copy-rows';
import { type Day, firstDay, lastDay } from '../days';
import { type Behaviour, type Household, type Person } from '../households/household';
import { toMoment } from '../moments';
import { type DemoOutlet } from '../network/build-network';
import { type BankPlan } from '../parts/part';
import { planted } from '../planted';
import { Random } from '../random';
import { drawBusyDay, sumLoad, totalLoad } from './busy-days';

const streams = { visits: 41, passersBy: 42, outlet: 43 };
/** Visits of a customer in the two years. */
const habits: Record<Behaviour, number> = {
  salaried: 13,
  pensioner: 33,
  self_employed: 30,
  young: 9,
  occasional: 17,
  dormant: 1,
};
/** Visits of people who are no customers, for each of the outlet's customers. */
const passersBy = 2.1;

const minute = 60;
const opensAt = 8.5 * 3600;
/** The last ticket is given a quarter of an hour before the doors close at half past two. */
const lastTicketAt = 14.25 * 3600;
/** Nobody is called any more half an hour after the doors closed. */
const lastCallAt = 15 * 3600;
/** How much is going on in each hour from the opening on. */
const hours = [0.8, 1.15, 1.4, 1.25, 0.85, 0.6].map((weight, index) => ({ weight, index }));
const hoursWeight = hours.reduce((sum, { weight }) => sum + weight, 0);
const services = {
  counter: { wait: 4 * minute, talk: 4 * minute, spread: 0.5 },
  advice: { wait: 7 * minute, talk: 24 * minute, spread: 0.4 },
};

/** Tickets of customers in the order of their numbers, then those of other people by outlet: lines of core.outlet_visit. */
export function* listVisits(bank: BankPlan): Generator<string[]> {
  let nr = 0;
  const nextCode = () => `V${String((nr += 1)).padStart(8, '0')}`;
  const pace = new Map(
    bank.outlets.map(({ code }, index) => [code, new Random(bank.seed, streams.outlet, index).between(0.75, 1.3)])
  );
  for (const household of bank.listHouseholds()) {
    const { owner, user } = household;
    for (const person of user ? [owner, user] : [owner]) {
      yield listOwnVisits(household, person, bank.seed, pace.get(household.outlet.code) ?? 1, nextCode);
    }
  }
  const weight = bank.outlets.reduce((sum, outlet) => sum + outlet.weight, 0);
  for (const [index, outlet] of bank.outlets.entries()) {
    const random = new Random(bank.seed, streams.passersBy, index);
    const from = Math.max(firstDay, outlet.openedOn);
    const count = Math.round(
      ((bank.customers * outlet.weight) / weight) * passersBy * (sumLoad(from, lastDay) / totalLoad)
    );
    for (let done = 0; done < count; done += 1) {
      yield drawVisit({
        random,
        outlet,
        from,
        to: lastDay,
        adviceShare: 0.12,
        pace: pace.get(outlet.code) ?? 1,
        nextCode,
      });
    }
  }
}

function listOwnVisits(
  { outlet, behaviour, joinedOn, leavesOn = lastDay }: Household,
  { code, segment }: Person,
  seed: number,
  pace: number,
  nextCode: () => string
): string[] {
  const random = new Random(seed, streams.visits, Number(code.slice(1)));
  const from = Math.max(firstDay, joinedOn);
  const expected = habits[behaviour] * random.logNormal(0.86, 0.55) * (sumLoad(from, leavesOn) / totalLoad);
  const count = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0);
  const adviceShare = segment === 'affluent' ? 0.45 : behaviour === 'self_employed' ? 0.3 : 0.2;
  return Array.from({ length: count }).flatMap(() =>
    drawVisit({ random, outlet, customer: code, from, to: leavesOn, adviceShare, pace, nextCode })
  );
}

interface Visit {
  random: Random;
  outlet: DemoOutlet;
  customer?: string;
  from: Day;
  to: Day;
  adviceShare: number;
  /** Multiplies the outlet's waiting times */
  pace: number;
  nextCode: () => string;
}

function drawVisit({ random, outlet, customer, from, to, adviceShare, pace, nextCode }: Visit): string[] {
  const found = drawBusyDay(random, from, to);
  if (!found) {
    return [];
  }
  const { day, load } = found;
  const hour = random.pickWeighted(hours, hoursWeight);
  const issuedAt = Math.min(opensAt + hour.index * 3600 + random.whole(0, 3599), lastTicketAt - random.whole(1, 600));
  const service = random.chance(adviceShare) ? 'advice' : 'counter';
  const { wait, talk, spread } = services[service];
  const { longQueues } = planted;
  const isSlow = outlet.code === longQueues.outlet && day >= longQueues.from;
  const crowd = (load * hour.weight) ** 1.2 * pace * (isSlow ? longQueues.factor : 1);
  const waits = Math.round(random.logNormal(wait * crowd, 0.6));
  const leavesAfter = random.logNormal(40 * minute, 0.6);
  const servedAt = issuedAt + waits;
  const isServed = waits < leavesAfter && servedAt < lastCallAt;
  const finishedAt = servedAt + Math.round(random.logNormal(talk, spread));
  return [
    toLine(
      nextCode(),
      outlet.code,
      customer,
      service,
      toMoment(day, issuedAt),
      isServed ? toMoment(day, servedAt) : undefined,
      isServed ? toMoment(day, finishedAt) : undefined
    ),
  ];
}
