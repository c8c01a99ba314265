import { type Day, lastDay, toDay } from '../days';
import { findWeekday } from '../moments';
import { planted } from '../planted';
import { itemAt, Random } from '../random';

export interface Fund {
  code: 'fund_bond' | 'fund_balanced' | 'fund_equity' | 'pension_plan';
  title: string;
  /** Gain of an ordinary year, as a share */
  drift: number;
  /** Size of a usual day's move */
  noise: number;
  /** Share of the value that is lost at the bottom of the dip */
  dip: number;
}

export const funds: readonly Fund[] = [
  { code: 'fund_bond', title: 'Bond fund', drift: 0.028, noise: 0.0012, dip: 0.04 },
  { code: 'fund_balanced', title: 'Balanced fund', drift: 0.05, noise: 0.0035, dip: 0.12 },
  { code: 'fund_equity', title: 'Equity fund', drift: 0.085, noise: 0.007, dip: 0.22 },
  { code: 'pension_plan', title: 'Pension plan', drift: 0.045, noise: 0.003, dip: 0.11 },
];

/** First day with prices. */
export const fundsSince = toDay('2021-01-04');
const firstPrice = 10;
const prices = new Map<string, number[]>();
const streams = { prices: 78 };

/** Price of a share of the fund at the end of a day. The market is the same for every seed. */
export function findPrice(code: Fund['code'], day: Day): number {
  let found = prices.get(code);
  if (!found) {
    found = listPrices(
      itemAt(
        funds,
        funds.findIndex((fund) => fund.code === code)
      )
    );
    prices.set(code, found);
  }
  return itemAt(found, day - fundsSince);
}

/** A trend with a daily noise that comes back to it, and the market's dip. Nothing is traded at weekends. */
function listPrices(fund: Fund): number[] {
  const random = new Random(streams.prices, funds.indexOf(fund));
  const found: number[] = [];
  let away = 0;
  for (let day = fundsSince; day <= lastDay; day += 1) {
    const isTraded = findWeekday(day) % 6 !== 0;
    away = isTraded ? away * 0.97 + random.between(-1.7, 1.7) * fund.noise : away;
    const trend = firstPrice * (1 + fund.drift) ** ((day - fundsSince) / 365);
    found.push(isTraded ? trend * (1 + away) * (1 - fund.dip * findDip(day)) : itemAt(found, found.length - 1));
  }
  return found;
}

/** 0 to 1, 1 at the bottom. */
function findDip(day: Day): number {
  const { from, bottom, until } = planted.marketDip;
  if (day <= from || day >= until) {
    return 0;
  }
  return day <= bottom ? (day - from) / (bottom - from) : (until - day) / (until - bottom);
}
