import { type Month } from '../days';
import { type Household } from '../households/household';
import { current, type Posting } from '../behaviour/posting';

/** What a month's orders move: the money comes from savings where there are any, and goes back there. */
export function planWealthPostings({ accounts, trades, leavesOn }: Household, month: Month): Posting[] {
  return trades
    .filter(({ day }) => day >= month.first && day <= month.last)
    .flatMap(({ day, side, amount, isLarge }): Posting[] => {
      const savings = accounts.findIndex(({ product, openedOn }) => product === 'savings' && openedOn < day);
      const hasSavings = savings > 0 && isLarge;
      const move = { day, operation: 'transfer_out', category: 'savings_transfer' } as const;
      if (side === 'buy') {
        return [
          ...(hasSavings ? [{ ...move, account: savings, amount: -amount, other: current }] : []),
          { day, account: current, amount: -amount, operation: 'transfer_out', category: 'wealth_buy', isFirm: true },
        ];
      }
      return [
        { day, account: current, amount, operation: 'transfer_in', category: 'wealth_sell' },
        ...(hasSavings && leavesOn === undefined
          ? [{ ...move, account: current, amount: -amount, other: savings }]
          : []),
      ];
    });
}
