import { type Granularity } from './query';

const dayMs = 86_400_000;
const lengths: Array<[Granularity, number]> = [
  ['day', dayMs],
  ['week', 7 * dayMs],
  ['month', 31 * dayMs],
  ['quarter', 92 * dayMs],
];

/**
 * The finest granularity whose periods are at least as long as a panel's interval, so that no more points are asked for
 * than the panel has room to draw. Days are the finest there is, years the coarsest.
 *
 * @param intervalMs - the panel's interval, milliseconds
 */
export function intervalToGranularity(intervalMs: number): Granularity {
  return lengths.find(([, length]) => intervalMs <= length)?.[0] ?? 'year';
}
