import { addDays, addMonths, countDays, countMonthsBetween, isMonthEnd, isMonthStart, startOf, type Day } from './day';

/** A range of days, both ends included. */
export interface Period {
  from: Day;
  to: Day;
}

export const COMPARE_MODES = ['previous', 'year', 'none'] as const;
/** What a period is compared with: the one before it of the same length, the same days a year earlier, or nothing. */
export type CompareMode = (typeof COMPARE_MODES)[number];

/** The period that `period` is compared with, or undefined for 'none'. Whole months are compared with whole months. */
export function comparePeriod(period: Period, mode: CompareMode): Period | undefined {
  switch (mode) {
    case 'none':
      return undefined;
    case 'previous':
      if (isMonthStart(period.from) && isMonthEnd(period.to)) {
        return shiftMonths(period, -(countMonthsBetween(period.from, period.to) + 1));
      }
      return shiftDays(period, -countDays(period.from, period.to));
    case 'year':
      return shiftMonths(period, -12);
  }
}

function shiftDays({ from, to }: Period, days: number): Period {
  return { from: addDays(from, days), to: addDays(to, days) };
}

function shiftMonths({ from, to }: Period, months: number): Period {
  const end = addMonths(to, months);
  // The end of February compared with a leap year's February takes all of it.
  return { from: addMonths(from, months), to: isMonthEnd(to) ? endOfMonth(end) : end };
}

function endOfMonth(day: Day): Day {
  return addDays(addMonths(startOf('month', day), 1), -1);
}

/** True when both cover the same days. */
export function isSamePeriod(a: Period, b: Period): boolean {
  return a.from === b.from && a.to === b.to;
}
