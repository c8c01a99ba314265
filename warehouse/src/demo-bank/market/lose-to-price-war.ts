import { type PlannedAccount } from '../households/household';
import { planted } from '../planted';
import { Random } from '../random';

const streams = { priceWar: 34 };

/** Accounts without the term deposits that somebody opens at another bank instead, because others pay more. */
export function loseToPriceWar(
  seed: number,
  nr: number,
  [current, ...others]: [PlannedAccount, ...PlannedAccount[]]
): [PlannedAccount, ...PlannedAccount[]] {
  const { from, lostShare } = planted.priceWar;
  const kept = others.filter(
    ({ product, openedOn }) =>
      product !== 'term' || openedOn < from || !new Random(seed, streams.priceWar, nr).chance(lostShare)
  );
  return [current, ...kept];
}
