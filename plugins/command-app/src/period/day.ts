/** A calendar day of the bank, `YYYY-MM-DD`. Days have no zone: they are compared and moved as plain dates. */
export type Day = string;

const DAY_MS = 86_400_000;

/** True for a well-formed day that exists in the calendar. */
export function isDay(value: unknown): value is Day {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && toText(toUtc(value)) === value;
}

/** `day` moved by a number of days, which may be negative. */
export function addDays(day: Day, days: number): Day {
  return toText(toUtc(day) + days * DAY_MS);
}

/** `day` moved by months; a day that the target month lacks becomes its last one (31 March - 1 month = 28 February). */
export function addMonths(day: Day, months: number): Day {
  const date = new Date(toUtc(day));
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return toText(first + (Math.min(date.getUTCDate(), lastOfMonth) - 1) * DAY_MS);
}

/** Days from `from` to `to`, both counted: 1 for the same day. */
export function countDays(from: Day, to: Day): number {
  return Math.round((toUtc(to) - toUtc(from)) / DAY_MS) + 1;
}

/** Months from the month of `from` to the month of `to`: 0 within the same month. */
export function countMonthsBetween(from: Day, to: Day): number {
  const a = new Date(toUtc(from));
  const b = new Date(toUtc(to));
  return (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
}

/** True for the first day of a month. */
export function isMonthStart(day: Day): boolean {
  return day.endsWith('-01');
}

/** True for the last day of a month. */
export function isMonthEnd(day: Day): boolean {
  return isMonthStart(addDays(day, 1));
}

export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** First day of the period that holds `day`; weeks start on Monday. */
export function startOf(grain: Grain, day: Day): Day {
  const date = new Date(toUtc(day));
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  switch (grain) {
    case 'day':
      return day;
    case 'week':
      return addDays(day, -((date.getUTCDay() + 6) % 7));
    case 'month':
      return toText(Date.UTC(year, month, 1));
    case 'quarter':
      return toText(Date.UTC(year, month - (month % 3), 1));
    case 'year':
      return toText(Date.UTC(year, 0, 1));
  }
}

/** First day of the period after the one that holds `day`. */
export function startOfNext(grain: Grain, day: Day): Day {
  const start = startOf(grain, day);
  switch (grain) {
    case 'day':
      return addDays(start, 1);
    case 'week':
      return addDays(start, 7);
    case 'month':
      return addMonths(start, 1);
    case 'quarter':
      return addMonths(start, 3);
    case 'year':
      return addMonths(start, 12);
  }
}

function toUtc(day: Day): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));
}

function toText(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10);
}
