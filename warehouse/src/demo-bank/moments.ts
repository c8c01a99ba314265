import { addMonths, type Day, toDay, toText } from './days';

const dayLength = 86_400;
const changes = new Map<number, readonly [summer: Day, winter: Day]>();

/**
 * A moment in Madrid's time as Postgres reads it: 2025-03-31 09:30:05+02. Not for the hour after two, which some day of a year lacks or has twice.
 *
 * @param second - of the day, or of the next one beyond 86,399
 */
export function toMoment(day: Day, second: number): string {
  if (second >= dayLength) {
    return toMoment(day + 1, second - dayLength);
  }
  const hour = Math.floor(second / 3600);
  const minute = Math.floor(second / 60) % 60;
  return `${toText(day)} ${pad(hour)}:${pad(minute)}:${pad(second % 60)}+0${isSummer(hour < 2 ? day - 1 : day) ? 2 : 1}`;
}

/** 0 is Sunday, 6 Saturday. */
export function findWeekday(day: Day): number {
  // 1970-01-01 was a Thursday.
  return (day + 4) % 7;
}

/** Daylight saving runs from the last Sunday of March to that of October. */
function isSummer(day: Day): boolean {
  const year = Number(toText(day).slice(0, 4));
  let found = changes.get(year);
  if (!found) {
    found = [findLastSunday(toDay(`${year}-03-01`)), findLastSunday(toDay(`${year}-10-01`))];
    changes.set(year, found);
  }
  return day >= found[0] && day < found[1];
}

function findLastSunday(firstOfMonth: Day): Day {
  const last = addMonths(firstOfMonth, 1) - 1;
  return last - findWeekday(last);
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
