import { toAmount } from '../behaviour/ledger';
import { toLine } from '../copy/copy-rows';
import { type Day, toText } from '../days';
import { type Household } from '../households/household';
import { formatCount, listByHousehold, type Part } from '../parts/part';
import { findPrice } from './funds';
import { monthEnds, type PlannedTrade } from './plan-wealth';

/** Funds and pension plans. */
export const wealthParts: readonly Part[] = [
  {
    table: 'core.wealth_trade',
    domain: 'wealth',
    columns: 'trade_code, customer_code, product_code, day, side, amount, staff_code',
    list: listByHousehold(({ owner, trades }) =>
      trades.map(({ fund, day, side, amount, isOnline }, index) =>
        toLine(
          `W${owner.code.slice(1)}${String(index).padStart(3, '0')}`,
          owner.code,
          fund,
          toText(day),
          side,
          toAmount(amount),
          isOnline ? undefined : owner.staff
        )
      )
    ),
  },
  {
    table: 'core.wealth_position',
    domain: 'wealth',
    columns: 'customer_code, product_code, day, market_value',
    list: listByHousehold(listPositionLines),
    isLarge: true,
    report: (rows) => `Made ${formatCount(rows)} values of funds and pension plans`,
  },
];

/** Values at the ends of months and on the days of trades. */
function listPositionLines({ owner, trades }: Household): string[] {
  const byFund = new Map<PlannedTrade['fund'], PlannedTrade[]>();
  for (const trade of trades) {
    byFund.set(trade.fund, [...(byFund.get(trade.fund) ?? []), trade]);
  }
  return [...byFund].flatMap(([fund, own]) => {
    const opening = monthEnds[0] ?? 0;
    const days = new Set<Day>([...monthEnds, ...own.map(({ day }) => day).filter((day) => day > opening)]);
    const traded = new Set(own.map(({ day }) => day));
    return [...days]
      .sort((left, right) => left - right)
      .map((day) => ({ day, shares: own.findLast((trade) => trade.day <= day)?.shares ?? 0 }))
      .filter(({ day, shares }) => shares > 0 || traded.has(day))
      .map(({ day, shares }) =>
        toLine(owner.code, fund, toText(day), toAmount(Math.round(shares * findPrice(fund, day) * 100)))
      );
  });
}
