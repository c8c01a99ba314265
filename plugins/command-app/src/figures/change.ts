import { type TimeBehaviour } from '../metrics/catalogue';
import { type CompareMode, comparePeriod, type Period } from '../period/period';
import { type DataSpan, type Preset, resolvePreset } from '../period/presets';

export type Comparison =
  | {
      kind: 'change';
      difference: number;
      /** Share of the compared value; null where that is 0. */ share: number | null;
    }
  /** Nobody asked for a comparison. */
  | { kind: 'none' }
  /** The bank has no figures for (all of) the compared period, so a change would mislead. */
  | { kind: 'not-covered' }
  /** One of the two values is missing. */
  | { kind: 'no-value' };

/**
 * Compares a value with that of the compared period, where the two can be compared: a stock needs data at the compared
 * period's end, a flow or an average over all of it.
 */
export function compare(
  value: number | null,
  before: number | null,
  behaviour: TimeBehaviour,
  compared: Period | undefined,
  span: DataSpan
): Comparison {
  if (!compared) {
    return { kind: 'none' };
  }
  if (!isCovered(behaviour, compared, span)) {
    return { kind: 'not-covered' };
  }
  if (value === null || before === null) {
    return { kind: 'no-value' };
  }
  const difference = value - before;
  return { kind: 'change', difference, share: before === 0 ? null : difference / Math.abs(before) };
}

/** The longest named period, shorter than `period`, whose compared one the data cover; undefined when there is none. */
export function findComparablePreset(
  behaviour: TimeBehaviour,
  period: Period,
  mode: CompareMode,
  span: DataSpan
): Preset | undefined {
  const shorter: Preset[] = ['last6', 'last3', 'month'];
  return shorter.find((preset) => {
    const candidate = resolvePreset(preset, span);
    const compared = comparePeriod(candidate, mode);
    return candidate.from > period.from && compared !== undefined && isCovered(behaviour, compared, span);
  });
}

/** Whether the bank's data hold what a metric needs of a period. */
export function isCovered(behaviour: TimeBehaviour, period: Period, span: DataSpan): boolean {
  return (behaviour === 'stock' ? period.to : period.from) >= span.firstDay;
}
