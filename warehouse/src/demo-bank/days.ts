import { listHolidays } from '../settings/holidays';
import { itemAt } from './random';

/** A day as the number of days since 1970-01-01: adds and compares without time zones. */
export type Day = number;

const dayLength = 86_400_000;

export function toDay(text: string): Day {
  return Date.parse(`${text}T00:00:00Z`) / dayLength;
}

const texts = new Map<Day, string>();

/** YYYY-MM-DD. */
export function toText(day: Day): string {
  let text = texts.get(day);
  if (text === undefined) {
    text = new Date(day * dayLength).toISOString().slice(0, 10);
    texts.set(day, text);
  }
  return text;
}

/** Day before the first one with postings: what accounts hold then is carried forward. */
export const openingDay = toDay('2024-06-30');
export const firstDay = openingDay + 1;
/** The same on every machine, whatever its clock says. */
export const lastDay = toDay('2026-06-30');

/** A calendar month of the data. */
export interface Month {
  index: number;
  year: number;
  /** 1 to 12 */
  number: number;
  first: Day;
  last: Day;
  /** The month's working days, in order */
  workingDays: Day[];
}

/** The months from firstDay to lastDay. */
export const months: readonly Month[] = listMonths();

/** The working day that is `back` working days before the month's last one. */
export function findPayday({ workingDays }: Month, back: number): Day {
  return itemAt(workingDays, workingDays.length - 1 - back);
}

/** The same day of the month so many months later, or the month's last day where it has none. */
export function addMonths(day: Day, count: number): Day {
  const date = new Date(day * dayLength);
  const target = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1) / dayLength;
  const end = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count + 1, 0) / dayLength;
  return Math.min(target + date.getUTCDate() - 1, end);
}

function listMonths(): Month[] {
  const found: Month[] = [];
  for (let first = firstDay; first <= lastDay; first = addMonths(first, 1)) {
    const [year = 0, number = 0] = toText(first).split('-').map(Number);
    const last = addMonths(first, 1) - 1;
    const holidays = listHolidays('ES', year);
    const workingDays: Day[] = [];
    for (let day = first; day <= last; day += 1) {
      const weekday = new Date(day * dayLength).getUTCDay();
      if (weekday !== 0 && weekday !== 6 && !holidays.has(toText(day))) {
        workingDays.push(day);
      }
    }
    found.push({ index: found.length, year, number, first, last, workingDays });
  }
  return found;
}
