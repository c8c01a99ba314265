import { toDay } from '../days';
import { planBank } from '../parts/part';
import { findPrice, funds, fundsSince } from './funds';

it('prices funds from their first day on, above nothing, with a dip in spring 2025 that is deepest for shares', () => {
  const falls = funds.map(
    ({ code }) => 1 - findPrice(code, toDay('2025-04-08')) / findPrice(code, toDay('2025-03-03'))
  );
  expect(falls[funds.findIndex(({ code }) => code === 'fund_equity')]).toBe(Math.max(...falls));
  expect(Math.min(...falls)).toBeGreaterThan(0);
  expect(funds.filter(({ code }) => findPrice(code, fundsSince) < 9)).toEqual([]);
});

it('sells no more than there is, and buys nothing again once all is sold', () => {
  const households = [...planBank(4, 13).listHouseholds()].filter(({ trades }) => trades.length > 0);
  expect(households.length).toBeGreaterThan(200);
  for (const { trades, joinedOn, leavesOn = Infinity } of households) {
    for (const { code } of funds) {
      const own = trades.filter(({ fund }) => fund === code);
      let shares = 0;
      for (const trade of own) {
        const moved = trade.amount / 100 / findPrice(code, trade.day);
        shares += trade.side === 'buy' ? moved : -moved;
        expect(Math.abs(shares - trade.shares)).toBeLessThan(0.01);
        expect(trade.day).toBeGreaterThanOrEqual(joinedOn);
        expect(trade.day).toBeLessThan(leavesOn);
      }
      expect(own.slice(0, -1).filter((trade) => trade.shares === 0)).toEqual([]);
      expect(leavesOn < Infinity && own.length > 0 ? own.at(-1)?.shares : 0).toBe(0);
    }
  }
});
