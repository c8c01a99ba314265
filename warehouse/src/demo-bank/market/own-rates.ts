import { type Day, firstDay, toDay } from '../days';
import { type Term } from '../households/household';
import { termRate } from '../households/rates';

export interface OwnRate {
  product: 'term' | 'savings';
  /** 0: no term */
  termMonths: number;
  /** From when on; in order */
  steps: ReadonlyArray<{ from: Day; rate: number }>;
}

/** The bank's own rates per year. The twelve-month rate is the one that the generated deposits bear; it never moved. */
export const ownRates: readonly OwnRate[] = [
  { product: 'savings', termMonths: 0, steps: [{ from: firstDay, rate: 0.01 }] },
  { product: 'term', termMonths: 3, steps: step(0.019, 0.0175, 0.016) },
  { product: 'term', termMonths: 6, steps: step(0.0225, 0.021, 0.0195) },
  { product: 'term', termMonths: 12, steps: [{ from: firstDay, rate: termRate }] },
  { product: 'term', termMonths: 24, steps: step(0.023, 0.0225, 0.022) },
];

function step(first: number, second: number, third: number): OwnRate['steps'] {
  return [
    { from: firstDay, rate: first },
    { from: toDay('2025-02-03'), rate: second },
    { from: toDay('2025-10-06'), rate: third },
  ];
}

/** Rate of a day; that of the first day for all before it. */
export function findOwnRate({ steps }: OwnRate, day: Day): number {
  return (steps.findLast(({ from }) => from <= day) ?? steps[0])?.rate ?? 0;
}

/** A term deposit of so many months, a number with rates of its own, at the rate of the day on which it is opened. */
export function agreeTerm(months: number, openedOn: Day): Term {
  const found = ownRates.find(({ product, termMonths }) => product === 'term' && termMonths === months);
  if (!found) {
    throw new Error(`No rates of term deposits of ${months} months`);
  }
  return { months, rate: findOwnRate(found, openedOn) };
}
