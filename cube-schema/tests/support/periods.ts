import { DateTime } from 'luxon';

export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'all';

/** The days of one period that lie in a range; `label` is what Cube calls the period. */
export interface Period {
  label: string;
  first: string;
  last: string;
}

/**
 * Cuts a range into periods, written without looking at mart.period_edge: day by day.
 *
 * @param range - first and last day
 * @param known - first and last day with data
 */
export function cutPeriods(grain: Grain, range: readonly [string, string], known: readonly [string, string]): Period[] {
  if (grain === 'all') {
    const [first, end] = [range[0] > known[0] ? range[0] : known[0], range[1] < known[1] ? range[1] : known[1]];
    return first <= end ? [{ label: 'all', first, last: end }] : [];
  }
  const periods = new Map<string, Period>();
  const last = DateTime.fromISO(range[1] < known[1] ? range[1] : known[1], { zone: 'utc' });
  let day = DateTime.fromISO(range[0] > known[0] ? range[0] : known[0], { zone: 'utc' });
  for (; day <= last; day = day.plus({ days: 1 })) {
    const label = day.startOf(grain).toISODate();
    const iso = day.toISODate();
    if (label === null || iso === null) {
      throw new Error(`Not a day in ${range.join(' - ')}`);
    }
    const period = periods.get(label);
    periods.set(label, { label, first: period?.first ?? iso, last: iso });
  }
  return [...periods.values()];
}
