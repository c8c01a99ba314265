import { DateTime } from 'luxon';

/** Days since 1 January 1970; money is counted in cents, so that sums are exact. */
export type Day = number;

export const toDay = (text: string): Day => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
export const toText = (day: Day): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** Months since 1970 of a day. */
export function monthOf(day: Day): number {
  const date = new Date(day * 86_400_000);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

export const startOfMonth = (month: number): Day =>
  Date.UTC(1970 + Math.floor(month / 12), ((month % 12) + 12) % 12, 1) / 86_400_000;

/** The same day of the month some months later, or that month's last day. */
export function addMonths(day: Day, months: number): Day {
  const start = startOfMonth(monthOf(day) + months);
  return Math.min(start + day - startOfMonth(monthOf(day)), startOfMonth(monthOf(day) + months + 1) - 1);
}

/** Tells the bank's own day of a moment in seconds since 1970. */
export function createDayCutter(timeZone: string): (seconds: number) => Day {
  // Zones change on whole quarters of an hour.
  const offsets = new Map<number, number>();
  return (seconds) => {
    const quarter = Math.floor(seconds / 900);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      offset = DateTime.fromSeconds(quarter * 900, { zone: timeZone }).offset * 60;
      offsets.set(quarter, offset);
    }
    return Math.floor((seconds + offset) / 86_400);
  };
}

const bands = [
  [65, '65_plus'],
  [55, '55_64'],
  [45, '45_54'],
  [35, '35_44'],
  [25, '25_34'],
] as const;

/** The age band of somebody on a day. */
export function bandOf(birth: Day | null, day: Day): string {
  if (birth === null) {
    return 'unknown';
  }
  const [born, now] = [toText(birth), toText(day)];
  const age = Number(now.slice(0, 4)) - Number(born.slice(0, 4)) - (now.slice(5) < born.slice(5) ? 1 : 0);
  return bands.find(([from]) => age >= from)?.[1] ?? 'under_25';
}
