import { getDisplayLocale } from '@branchlight/panel-kit';
import { type Day, type Grain, isMonthEnd, isMonthStart } from '../period/day';
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
  return formatter(locale, parts).formatRange(toDate(from), toDate(to));
}

/** A step of a trend: "Mar 1994", "14 Mar 1994", "Q1 1994", "1994". */
export function formatStep(day: Day, grain: Grain, locale = getDisplayLocale()): string {
  const date = toDate(day);
  switch (grain) {
    case 'day':
    case 'week':
      return formatDay(day, locale);
    case 'month':
      return formatter(locale, { month: 'short', year: 'numeric' }).format(date);
    case 'quarter':
      return `Q${Math.floor(date.getUTCMonth() / 3) + 1} ${date.getUTCFullYear()}`;
    case 'year':
      return String(date.getUTCFullYear());
  }
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
