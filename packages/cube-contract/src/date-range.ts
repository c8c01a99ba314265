import { DateTime, type DateTimeUnit, type DurationLike } from 'luxon';
import { isDay, toBankDay } from './bank-day';

/** What relative ranges count from. */
export interface BankClock {
  /** The bank's today, `YYYY-MM-DD`. */
  today: string;
  /** IANA name. */
  timeZone: string;
}

/** A date range that cannot be understood; the message names the text and what is understood. */
export class DateRangeError extends Error {
  override name = 'DateRangeError';
}

/** First and last day, both included, `YYYY-MM-DD`. */
export type Days = [string, string];

const units = ['day', 'week', 'month', 'quarter', 'year'] as const;
type Unit = (typeof units)[number];

const unitPattern = '(day|week|month|quarter|year)s?';
const thisPattern = new RegExp(`^(this|last|next) ${unitPattern}$`);
const manyPattern = new RegExp(`^(last|next) (\\d{1,4}) ${unitPattern}$`);
const fromToPattern = /^from (.+?) to (.+)$/;
const pointPattern = new RegExp(`^(?:(\\d{1,4})|an?) ${unitPattern} (ago|from now)$`);
const inPattern = new RegExp(`^in (?:(\\d{1,4})|an?) ${unitPattern}$`);
const localTime = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?$/;
const zonedTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** A moment as Grafana's `$__from` and `$__to` give it: epoch milliseconds of 1973 and later. */
const epochTime = /^\d{12,13}$/;

const understood =
  'a day (1993-12-31), "today", "yesterday", "tomorrow", "this month", "last quarter", "last 3 months", "next 2 weeks" or ' +
  '"from 30 days ago to now"';

/**
 * Days of a date range as Cube documents it, counted from the bank's today instead of the clock on the wall: relative texts,
 * one day, or first and last day. Weeks are ISO weeks, from Monday. "last 3 months" are the three whole months before this one.
 *
 * @throws DateRangeError when the range is not understood or ends before it begins
 */
export function resolveDateRange(range: string | readonly string[], clock: BankClock): Days {
  const days = typeof range === 'string' ? resolveText(range, clock) : resolveList(range, clock);
  if (days[0] > days[1]) {
    throw new DateRangeError(`The date range ${days[0]} to ${days[1]} ends before it begins: swap the days.`);
  }
  return days;
}

function resolveList(range: readonly string[], clock: BankClock): Days {
  const [first, last] = range;
  if (first === undefined) {
    throw new DateRangeError('The date range is empty: give first and last day.');
  }
  if (last === undefined) {
    return resolveText(first, clock);
  }
  return [resolvePoint(first, clock), resolvePoint(last, clock)];
}

function resolveText(text: string, clock: BankClock): Days {
  const range = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const today = DateTime.fromISO(clock.today, { zone: 'utc' });
  const one = thisPattern.exec(range);
  if (one && isUnit(one[2])) {
    const steps = { this: 0, last: -1, next: 1 }[String(one[1])] ?? 0;
    return spanOf(move(today, one[2], steps), move(today, one[2], steps), one[2]);
  }
  const many = manyPattern.exec(range);
  if (many && isUnit(many[3])) {
    const count = Number(many[2]);
    if (count === 0) {
      throw new DateRangeError(`The date range "${text}" has no days: count from 1.`);
    }
    return many[1] === 'last'
      ? spanOf(move(today, many[3], -count), move(today, many[3], -1), many[3])
      : spanOf(move(today, many[3], 1), move(today, many[3], count), many[3]);
  }
  const fromTo = fromToPattern.exec(range);
  if (fromTo) {
    return [resolvePoint(fromTo[1] ?? '', clock), resolvePoint(fromTo[2] ?? '', clock)];
  }
  const day = resolvePoint(text, clock);
  return [day, day];
}

/** One day: a date, a moment, or words for a day. */
function resolvePoint(text: string, clock: BankClock): string {
  const point = text.trim();
  const [, localDay] = localTime.exec(point) ?? [];
  const date = localDay ?? point;
  if (isDay(date)) {
    return date;
  }
  if (epochTime.test(point)) {
    return toBankDay(Number(point), clock.timeZone);
  }
  if (zonedTime.test(point)) {
    const moment = DateTime.fromISO(point.replace(' ', 'T'));
    if (moment.isValid) {
      return toBankDay(moment.toMillis(), clock.timeZone);
    }
  }
  const day = resolveWords(point.toLowerCase().replace(/\s+/g, ' '), DateTime.fromISO(clock.today, { zone: 'utc' }));
  if (day === undefined) {
    throw new DateRangeError(`The date range "${text.slice(0, 60)}" is not understood: write ${understood}.`);
  }
  return toDay(day);
}

function resolveWords(words: string, today: DateTime): DateTime | undefined {
  const fixed: Record<string, number> = { today: 0, now: 0, yesterday: -1, tomorrow: 1 };
  const days = Object.hasOwn(fixed, words) ? fixed[words] : undefined;
  if (days !== undefined) {
    return today.plus({ days });
  }
  const [, count, unit, direction] = pointPattern.exec(words) ?? [];
  if (isUnit(unit)) {
    return move(today, unit, Number(count ?? 1) * (direction === 'ago' ? -1 : 1));
  }
  const [, ahead, aheadUnit] = inPattern.exec(words) ?? [];
  return isUnit(aheadUnit) ? move(today, aheadUnit, Number(ahead ?? 1)) : undefined;
}

function spanOf(first: DateTime, last: DateTime, unit: Unit): Days {
  // In luxon a week is an ISO week.
  const span: DateTimeUnit = unit;
  return [toDay(first.startOf(span)), toDay(last.endOf(span))];
}

function move(day: DateTime, unit: Unit, count: number): DateTime {
  const durations: Record<Unit, DurationLike> = {
    day: { days: count },
    week: { weeks: count },
    month: { months: count },
    quarter: { quarters: count },
    year: { years: count },
  };
  return day.plus(durations[unit]);
}

function toDay(day: DateTime): string {
  return day.toFormat('yyyy-MM-dd');
}

function isUnit(text: string | undefined): text is Unit {
  return units.some((unit) => unit === text);
}
