import { DateTime } from 'luxon';

/** Reads a text as a day, `YYYY-MM-DD`; undefined when it is none. */
export type DateParser = (text: string) => string | undefined;

const parts: Record<string, string> = {
  YYYY: '(?<year>\\d{4})',
  YY: '(?<shortYear>\\d{2})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '(?<hour>[01]\\d|2[0-3])',
  mm: '(?<minute>[0-5]\\d)',
  ss: '(?<second>[0-5]\\d)',
};

const earliestYear = 1600;
const latestYear = 2400;

/**
 * Makes a parser for dates of one form. A time of day is checked and dropped: the text is taken to be in the bank's zone.
 *
 * @param format - out of YYYY, YY, MM, M, DD, D, HH, mm, ss and marks, or `ISO` for moments with an offset
 * @param firstYear - first of the hundred years that two-digit years lie in
 * @param timeZone - the bank's zone, which cuts the days of moments
 * @throws RangeError when the format is none
 */
export function createDateParser(format: string, firstYear: number, timeZone: string): DateParser {
  if (format === 'ISO') {
    return (text) => {
      const moment = DateTime.fromISO(text, { setZone: true });
      return moment.isValid && /T.*(Z|[+-]\d\d:?\d\d)$/i.test(text)
        ? (moment.setZone(timeZone).toISODate() ?? undefined)
        : undefined;
    };
  }
  const pattern = compileFormat(format);
  return (text) => {
    const groups = pattern.exec(text)?.groups;
    if (!groups) {
      return undefined;
    }
    const year = groups.year === undefined ? expandYear(Number(groups.shortYear), firstYear) : Number(groups.year);
    return formatDay(year, Number(groups.month), Number(groups.day));
  };
}

/** The year with these last two digits in the hundred years from firstYear on. */
export function expandYear(lastDigits: number, firstYear: number): number {
  const century = firstYear - (firstYear % 100);
  return century + lastDigits >= firstYear ? century + lastDigits : century + 100 + lastDigits;
}

/** `YYYY-MM-DD`, or undefined when the calendar has no such day. */
export function formatDay(year: number, month: number, day: number): string | undefined {
  if (year < earliestYear || year > latestYear || month < 1 || month > 12 || day < 1) {
    return undefined;
  }
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day <= lastDay ? `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` : undefined;
}

/** @throws RangeError when the format is none */
export function compileFormat(format: string): RegExp {
  const tokens = format.match(/YYYY|YY|MM|M|DD|D|HH|mm|ss|[^A-Za-z0-9]/g) ?? [];
  const names = tokens
    .filter((token) => /\w/.test(token))
    .map((token) => (token === 'YY' ? 'Y' : token === 'mm' ? token : token[0]));
  const complete = ['Y', 'M', 'D'].every((part) => names.includes(part)) && new Set(names).size === names.length;
  if (tokens.join('') !== format || !complete) {
    throw new RangeError(
      `"${format}" is no form of dates: it needs a year (YYYY or YY), a month (MM or M) and a day (DD or D), each once, and may have HH, mm, ss and marks.`
    );
  }
  return new RegExp(
    `^${tokens.map((token) => parts[token] ?? token.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('')}$`
  );
}
