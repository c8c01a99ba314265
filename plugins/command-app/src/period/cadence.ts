import { countMonthsBetween, type Day } from './day';
import { type Cadence } from './granularity';

/**
 * How often a balance changes, read from its month ends.
 * @param points month ends in order; months without a value are left out of account
 */
export function detectCadence(points: Array<{ day: Day; value: number | null }>): Cadence {
  const known = points.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]));
  const changes = known.filter(({ value }, index) => index === 0 || known[index - 1]?.value !== value);
  let shortest = Infinity;
  for (let index = 1; index < changes.length; index++) {
    const [before, after] = [changes[index - 1], changes[index]];
    if (before && after) {
      shortest = Math.min(shortest, countMonthsBetween(before.day, after.day));
    }
  }
  if (shortest === Infinity) {
    return known.length > 12 ? 'yearly' : 'daily';
  }
  if (shortest >= 12) {
    return 'yearly';
  }
  // Banks that change every month are as good as daily: their postings carry days.
  return shortest >= 3 ? 'quarterly' : 'daily';
}
