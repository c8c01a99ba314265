import { addDays, addMonths, countDays, type Day } from '../period/day';
import { type Period } from '../period/period';

const KINDS = ['month', 'quarter', 'year'] as const;
type Kind = (typeof KINDS)[number];
const LONGEST_DAYS: Record<Kind, number> = { month: 31, quarter: 92, year: Infinity };

/** The days of a target's period: a month (2024-03), quarter (2024-Q1) or year (2024). */
export function readTargetPeriod(code: string): Period | undefined {
  const [, year, quarter, month] = /^(\d{4})(?:-Q([1-4])|-(\d{2}))?$/.exec(code) ?? [];
  if (year === undefined) {
    return undefined;
  }
  const start = quarter ? Number(quarter) * 3 - 2 : Number(month ?? 1);
  const from: Day = `${year}-${String(start).padStart(2, '0')}-01`;
  return { from, to: addDays(addMonths(from, quarter ? 3 : month ? 1 : 12), -1) };
}

/**
 * The period whose targets belong to the days that the page shows: the one around their last day with data, of the kind that is as long as
 * they are, else of the next kind that has targets.
 * @param available periods with targets
 */
export function chooseTargetPeriod(shown: Period, lastDay: Day, available: readonly string[]): string | undefined {
  const end = shown.to < lastDay ? shown.to : lastDay;
  const length = countDays(shown.from, shown.to);
  const wanted = KINDS.findIndex((kind) => length <= LONGEST_DAYS[kind]);
  const around = available.filter((code) => {
    const days = readTargetPeriod(code);
    return days !== undefined && days.from <= end && days.to >= end;
  });
  return [...KINDS.slice(wanted), ...KINDS.slice(0, wanted).reverse()]
    .map((kind) => around.find((code) => kindOf(code) === kind))
    .find((code) => code !== undefined);
}

function kindOf(code: string): Kind {
  return /^\d{4}$/.test(code) ? 'year' : code.includes('Q') ? 'quarter' : 'month';
}
