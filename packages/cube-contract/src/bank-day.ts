import { DateTime, IANAZone } from 'luxon';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is an existing day, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return dayPattern.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

/** Whether the runtime knows the time zone. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** The bank's day, `YYYY-MM-DD`, in which a moment lies. */
export function toBankDay(epochMs: number, zone: string): string {
  const day = DateTime.fromMillis(epochMs, { zone }).toISODate();
  if (day === null) {
    throw new RangeError(`${epochMs} is not a moment in the time zone "${zone}".`);
  }
  return day;
}

/**
 * Epoch milliseconds of the first moment of a bank's day, `YYYY-MM-DD`: where clocks skip midnight the first moment after
 * it, where midnight comes twice the first one.
 */
export function fromBankDay(day: string, zone: string): number {
  return fromBankTime(`${day}T00:00:00.000`, zone);
}

/** Epoch milliseconds of a local time in the bank's zone, `YYYY-MM-DDTHH:mm:ss.SSS`; a time that comes twice is the first. */
export function fromBankTime(localTime: string, zone: string): number {
  const asUtc = Date.parse(`${localTime}Z`);
  const offsets = IANAZone.create(zone);
  const [before, after] = [offsets.offset(asUtc - dayMs), offsets.offset(asUtc + dayMs)];
  if (before === after && Number.isFinite(asUtc)) {
    // No clock change near: the common case, by far faster than asking for every possibility.
    return asUtc - before * minuteMs;
  }
  const time = DateTime.fromISO(localTime, { zone });
  if (!time.isValid) {
    throw new RangeError(`"${localTime}" is not a time in the time zone "${zone}".`);
  }
  const [first = time] = time.getPossibleOffsets().toSorted((a, b) => a.toMillis() - b.toMillis());
  return first.toMillis();
}

const mostKnown = 50_000;
const knownByZone = new Map<string, Map<string, number>>();

/** A converter that remembers, from one query to the next: answers hold the same days over and over. */
export function createTimeReader(zone: string): (localTime: string) => number {
  const known = knownByZone.get(zone) ?? new Map<string, number>();
  knownByZone.set(zone, known);
  return (localTime) => {
    const found = known.get(localTime);
    if (found !== undefined) {
      return found;
    }
    const time = fromBankTime(localTime, zone);
    if (known.size >= mostKnown) {
      known.clear();
    }
    known.set(localTime, time);
    return time;
  };
}

/**
 * First and last bank day of a time range that Grafana gives as two moments. The end is exclusive when it is exactly the
 * first moment of a day (1 April 00:00 ends with 31 March), as people mean it who choose whole days. So is a start that is exactly the last
 * millisecond of a day: a year back from the end of 30 June begins with 1 July.
 */
export function toBankDays(range: { from: number; to: number }, zone: string): [string, string] {
  if (range.to - range.from < 2) {
    return [toBankDay(range.from, zone), toBankDay(range.to, zone)];
  }
  return [toBankDay(range.from + 1, zone), toBankDay(range.to - 1, zone)];
}
