import { type Day, firstDay, lastDay, months } from '../days';
import { findWeekday } from '../moments';
import { planted } from '../planted';
import { Random } from '../random';
import { type Behaviour, type PlannedAccount } from '../households/household';
import { findPrice, type Fund, funds, fundsSince } from './funds';

export interface PlannedTrade {
  fund: Fund['code'];
  day: Day;
  side: 'buy' | 'sell';
  /** Cents */
  amount: number;
  /** Shares that the customer has of the fund afterwards */
  shares: number;
  /** Ordered in the mobile or web bank, not with somebody's advice */
  isOnline: boolean;
  /** Paid from savings where there are any: no monthly plan */
  isLarge: boolean;
}

interface Holder {
  /** Years on the last day */
  age: number;
  isAffluent: boolean;
  behaviour: Behaviour;
  joinedOn: Day;
  leavesOn: Day | undefined;
  accounts: readonly PlannedAccount[];
}

interface Order {
  day: Day;
  /** Cents to buy, or the share of what is there to sell */
  buy?: number;
  sell?: number;
  isOnline: boolean;
  isLarge: boolean;
}

const streams = { wealth: 73 };

/** Orders of funds and the pension plan in the order of their days, also those before the data begins. */
export function planWealth(seed: number, nr: number, holder: Holder): PlannedTrade[] {
  const random = new Random(seed, streams.wealth, nr);
  if (!random.chance(findShare(holder))) {
    return [];
  }
  const eligible = funds.filter(({ code }) => code !== 'pension_plan' || (holder.age > 32 && holder.age < 68));
  const count = holder.isAffluent ? random.whole(1, 3) : random.chance(0.25) ? 2 : 1;
  const start = random.whole(0, eligible.length - 1);
  return Array.from(
    { length: Math.min(count, eligible.length) },
    (_unused, index) => eligible[(start + index) % eligible.length]
  )
    .flatMap((fund) => (fund ? trade(fund.code, planOrders(random, holder)) : []))
    .sort((left, right) => left.day - right.day);
}

function findShare({ age, isAffluent, behaviour, accounts }: Holder): number {
  if (behaviour === 'dormant' || accounts.length < 2) {
    return 0;
  }
  const share = age < 30 ? 0.06 : age < 50 ? 0.2 : 0.32;
  return isAffluent ? 0.85 : share * (behaviour === 'occasional' ? 0.7 : 1);
}

function planOrders(random: Random, { isAffluent, joinedOn, leavesOn }: Holder): Order[] {
  const usual = Math.min(40_000_000, random.logNormal(isAffluent ? 2_600_000 : 450_000, 0.7));
  const isOnline = random.chance(0.45);
  const until = leavesOn === undefined ? lastDay : leavesOn - 60;
  const before = Math.max(joinedOn + 30, fundsSince);
  const had = before < firstDay - 40 && random.chance(0.8);
  const since = had
    ? random.whole(before, firstDay - 20)
    : random.whole(Math.max(firstDay, joinedOn + 20), Math.max(until, joinedOn + 20));
  const orders: Order[] = [];
  const buy = (day: Day, amount: number, isLarge = true) =>
    orders.push({
      day: toTradingDay(day),
      buy: Math.max(5_000, Math.round(amount / 5_000) * 5_000),
      isOnline,
      isLarge,
    });
  const sell = (day: Day, share: number) =>
    orders.push({ day: toTradingDay(day), sell: share, isOnline, isLarge: true });
  // Who is new to funds begins with less than those hold who have bought for years.
  buy(since, had ? usual : usual * 0.4);
  const from = had ? firstDay + 2 : since + 10;
  if (from < until) {
    for (let more = random.whole(0, 1); more > 0; more -= 1) {
      buy(random.whole(from, until), usual * random.between(0.05, 0.2));
    }
    if (random.chance(0.25)) {
      const monthly = random.whole(1, isAffluent ? 10 : 4) * 5_000;
      const dayOfMonth = random.whole(4, 20);
      months
        .filter(({ first }) => first >= from - 2 && first + dayOfMonth < until)
        .forEach(({ first }) => buy(first + dayOfMonth, monthly, false));
    }
    const { from: fallsFrom, bottom } = planted.marketDip;
    if (random.chance(0.07) && from < fallsFrom) {
      sell(random.whole(fallsFrom + 15, bottom + 10), 1);
    }
    if (random.chance(0.4)) {
      sell(random.whole(from, until), random.pick([0.1, 0.2, 0.2, 0.35, 0.5]));
    }
  }
  if (leavesOn !== undefined) {
    sell(leavesOn - random.whole(3, 40), 1);
  }
  const last = (leavesOn ?? lastDay + 1) - 1;
  return orders.filter(({ day }) => day >= joinedOn && day <= last).sort((left, right) => left.day - right.day);
}

/** What the orders come to at the fund's prices; once all is sold, nothing is bought again. */
function trade(fund: Fund['code'], orders: readonly Order[]): PlannedTrade[] {
  const trades: PlannedTrade[] = [];
  let shares = 0;
  for (const { day, buy, sell, isOnline, isLarge } of orders) {
    const price = findPrice(fund, day);
    if (buy !== undefined) {
      shares += buy / 100 / price;
      trades.push({ fund, day, side: 'buy', amount: buy, shares, isOnline, isLarge });
    } else if (sell !== undefined && shares > 0) {
      const amount = Math.round(shares * sell * price * 100);
      shares = sell === 1 ? 0 : shares * (1 - sell);
      trades.push({ fund, day, side: 'sell', amount, shares, isOnline, isLarge });
      if (shares === 0) {
        break;
      }
    }
  }
  return trades;
}

/** The Friday before a weekend, as long as the funds exist. */
function toTradingDay(day: Day): Day {
  const weekday = findWeekday(day);
  return day - (weekday === 6 ? 1 : weekday === 0 ? 2 : 0);
}

/** Ends of months from which positions are told, the opening day first. */
export const monthEnds: readonly Day[] = [firstDay - 1, ...months.map(({ last }) => last)];
