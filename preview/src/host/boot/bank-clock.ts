/**
 * The last millisecond of a day in a zone, as epoch milliseconds. Written with Intl alone because it runs before the
 * bundle with the date libraries is loaded.
 *
 * @param day `YYYY-MM-DD`
 * @param timeZone IANA zone
 */
export function computeNow(day: string, timeZone: string): number {
  const nextMidnight = Date.parse(`${day}T00:00:00Z`) + 24 * 3600 * 1000;
  // Twice, because the offset at the first guess may be that of the other side of a clock change.
  const guess = nextMidnight - readOffset(nextMidnight, timeZone);
  return nextMidnight - readOffset(guess, timeZone) - 1;
}

/** Milliseconds that the zone's wall clock is ahead of UTC at an instant. */
function readOffset(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
  return wall - Math.floor(instant / 1000) * 1000;
}
