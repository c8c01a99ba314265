import { getDisplayLocale } from '@branchlight/panel-kit';
import { type Day, isMonthEnd, isMonthStart } from '../period/day';
import { type Period } from '../period/period';

/** A day as people write it: "31 Mar 1994". */
export function formatDay(day: Day, locale = getDisplayLocale()): string {
  return formatter(locale, { day: 'numeric', month: 'short', year: 'numeric' }).format(toDate(day));
}

/** Both ends of a period, with what they share written once: "10 Jan – 15 Mar 1994", whole months as "Jan – Mar 1994". */
export function formatPeriod({ from, to }: Period, locale = getDisplayLocale()): string {
  const isWholeMonths = isMonthStart(from) && isMonthEnd(to);
  const parts: Intl.DateTimeFormatOptions = { month: 'short', year: 'numeric' };
  if (!isWholeMonths) {
    parts.day = 'numeric';
  }
  const format = formatter(locale, parts);
  const [start, end] = [format.format(toDate(from)), format.format(toDate(to))];
  // For Chinese, the browser's ranges are bare numbers: "1993/4 – 1994/3".
  return locale.startsWith('zh') && start !== end ? `${start} – ${end}` : format.formatRange(toDate(from), toDate(to));
}

/** The month of a day: "Mar 1994". */
export function formatMonth(day: Day, locale = getDisplayLocale()): string {
  return formatter(locale, { month: 'short', year: 'numeric' }).format(toDate(day));
}

const MINUTE = { unit: 'minute', milliseconds: 60_000 } as const;
const STEPS = [{ unit: 'day', milliseconds: 86_400_000 }, { unit: 'hour', milliseconds: 3_600_000 }, MINUTE] as const;

/** How long ago, in whole minutes, hours or days: "3 min. ago". */
export function formatAgo(ageMs: number, locale = getDisplayLocale()): string {
  const { unit, milliseconds } = STEPS.find((step) => ageMs >= step.milliseconds) ?? MINUTE;
  return new Intl.RelativeTimeFormat(locale, { style: 'short' }).format(-Math.floor(ageMs / milliseconds), unit);
}

function toDate(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    formatters.set(key, found);
  }
  return found;
}
