import { type Day, lastDay } from '../days';
import { Random } from '../random';
import { type Behaviour } from './household';

export interface PlannedOrder {
  category: 'utilities' | 'household';
  counterparty: string;
  /** Cents */
  amount: number;
  /** Comes every so many months */
  interval: number;
  /** Index of a month of the data in which it comes, below interval */
  offset: number;
  /** 1 to 28 */
  dayOfMonth: number;
  startsOn: Day;
  /** First day on which it does not run any more */
  endsOn?: Day;
}

const streams = { orders: 76 };
const shares: Record<Behaviour, [utilities: number, household: number]> = {
  salaried: [0.75, 0.4],
  self_employed: [0.75, 0.45],
  pensioner: [0.5, 0.15],
  young: [0.2, 0.05],
  occasional: [0.15, 0.1],
  dormant: [0, 0],
};

interface Stay {
  behaviour: Behaviour;
  /** Cents a month */
  income: number;
  joinedOn: Day;
  leavesOn?: Day;
}

/**
 * Bills that come again and again from the current account.
 *
 * @param cancelledOn - all of them end on that day at the latest
 */
export function planOrders(
  seed: number,
  nr: number,
  { behaviour, income, joinedOn, leavesOn }: Stay,
  cancelledOn: Day | undefined
): PlannedOrder[] {
  const random = new Random(seed, streams.orders, nr);
  const [utilities, household] = shares[behaviour];
  const draw = (category: PlannedOrder['category'], share: number, interval: number, size: number) => {
    const has = random.chance(share);
    const startsOn = joinedOn + random.whole(0, 60);
    const order = {
      category,
      counterparty: `ES-UTL-${category === 'utilities' ? random.whole(1001, 1025) : random.whole(1026, 1040)}`,
      amount: Math.round((income * size * random.between(0.75, 1.25)) / 100) * 100,
      interval,
      offset: random.whole(0, interval - 1),
      dayOfMonth: random.whole(3, 9),
      startsOn,
    };
    // A few change their supplier and do not come back.
    const changed = random.chance(0.04) ? startsOn + 90 + Math.floor(random.unit() * 1500) : Infinity;
    const endsOn = Math.min(changed, cancelledOn ?? Infinity, leavesOn === undefined ? Infinity : leavesOn + 1);
    return has && startsOn < Math.min(endsOn, lastDay) ? [{ ...order, ...(endsOn <= lastDay && { endsOn }) }] : [];
  };
  return [...draw('utilities', utilities, 2, 0.14), ...draw('household', household, 3, 0.3)];
}
