import { lastDay, firstDay, type Day } from '../days';
import { toLine } from '../copy/copy-rows';
import { type BankPlan } from '../parts/part';
import { toMoment } from '../moments';
import { planted } from '../planted';
import { Random } from '../random';
import { type OtherBank, otherBanks } from './banks';
import { findOwnRate, type OwnRate, ownRates } from './own-rates';

const streams = { rates: 31 };
const week = 7;
const nineOClock = 9 * 3600;
/** Offers are in steps of so many hundredths of a percent. */
const grid = 5;

/** What other banks offered, as seen on every Monday: lines of core.competitor_rate. */
export function* listCompetitorRates({ seed }: BankPlan): Generator<string[]> {
  for (const [bankIndex, bank] of otherBanks.entries()) {
    for (const [rateIndex, own] of ownRates.entries()) {
      const random = new Random(seed, streams.rates, bankIndex, rateIndex);
      yield listWeeks(bank, own, random);
    }
  }
}

function listWeeks(bank: OtherBank, own: OwnRate, random: Random): string[] {
  const lines: string[] = [];
  // An offer stands for weeks, then moves by a step or two; it stays at or below ours.
  let drift = 0;
  for (let day = firstDay; day <= lastDay; day += week) {
    if (random.chance(0.07)) {
      drift = Math.max(-3, Math.min(1, drift + random.pick([-1, 1])));
    }
    lines.push(
      toLine(
        bank.name,
        own.product,
        own.termMonths,
        'EUR',
        toMoment(day, nineOClock),
        offer(bank, own, day, drift).toFixed(6),
        bank.minAmount
      )
    );
  }
  return lines;
}

function offer(bank: OtherBank, own: OwnRate, day: Day, drift: number): number {
  const ours = Math.round(findOwnRate(own, day) * 10_000);
  const isSavings = own.product === 'savings';
  const usual = Math.min(ours, ours + (isSavings ? bank.margin / 2 : bank.margin) + drift * grid);
  const isAtWar = own.termMonths === planted.priceWar.termMonths && day >= planted.priceWar.from && bank.raise > 0;
  const points = isAtWar ? Math.max(ours + grid, usual + bank.raise) : usual;
  return Math.max(0, Math.round(points / grid) * grid) / 10_000;
}
