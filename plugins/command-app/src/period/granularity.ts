import { addMonths, countDays, startOf, startOfNext, type Day, type Grain } from './day';
import { type Period } from './period';

/** How often a bank's figures change: every day, or only at stated dates that lie months apart. */
export type Cadence = 'daily' | 'monthly' | 'quarterly' | 'yearly';

const GRAINS: Grain[] = ['day', 'week', 'month', 'quarter', 'year'];
const FINEST: Record<Cadence, Grain> = { daily: 'day', monthly: 'month', quarterly: 'quarter', yearly: 'year' };

/** Step of a trend: fine enough to show a shape, never finer than the figures change. */
export function chooseGrain({ from, to }: Period, cadence: Cadence): Grain {
  const byLength = chooseByLength(from, to);
  const finest = FINEST[cadence];
  return GRAINS.indexOf(byLength) < GRAINS.indexOf(finest) ? finest : byLength;
}

function chooseByLength(from: Day, to: Day): Grain {
  const days = countDays(from, to);
  if (days <= 45) {
    return 'day';
  }
  if (days <= 26 * 7) {
    return 'week';
  }
  if (to < addMonths(from, 12 * 6)) {
    return 'month';
  }
  return to < addMonths(from, 12 * 15) ? 'quarter' : 'year';
}

/** First days of a period's steps, in order; the first is cut at the period's start. */
export function listBucketStarts({ from, to }: Period, grain: Grain): Day[] {
  const starts: Day[] = [];
  for (let day = from; day <= to; day = startOfNext(grain, day)) {
    starts.push(day);
  }
  return starts;
}

/** Calendar starts of a period's steps, evenly apart: where a chart puts them, also when the first step is cut. */
export function listBucketMarks(period: Period, grain: Grain): Day[] {
  return listBucketStarts(period, grain).map((start) => startOf(grain, start));
}

/** Position of the step that holds `day`, or -1 outside of the period. An answer may name a step by its calendar start. */
export function findBucket(starts: Day[], grain: Grain, day: Day): number {
  const wanted = startOf(grain, day);
  return starts.findIndex((start) => startOf(grain, start) === wanted);
}
