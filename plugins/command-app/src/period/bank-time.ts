import { dateTimeParse } from '@grafana/data';
import { addDays, type Day } from './day';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The bank's day that a moment (epoch ms) falls on. */
export function toBankDay(epochMs: number, timeZone: string): Day {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(epochMs).map(({ type, value }) => [type, value]));
  return `${parts.year?.padStart(4, '0')}-${parts.month}-${parts.day}`;
}

/** Moment (epoch ms) at which a day of the bank starts. */
export function startOfBankDay(day: Day, timeZone: string): number {
  return dateTimeParse(`${day} 00:00:00`, { timeZone }).valueOf();
}

/** Last millisecond (epoch ms) of a day of the bank. */
export function endOfBankDay(day: Day, timeZone: string): number {
  return startOfBankDay(addDays(day, 1), timeZone) - 1;
}
