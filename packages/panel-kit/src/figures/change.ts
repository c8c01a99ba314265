import { formatFull, formatShort, isFigure, type FormatOptions } from './format-figure';
import { type FigureUnit } from './unit';

/** Whether a rise is good for the bank, bad, or neither. */
export type Direction = 'up' | 'down' | 'none';
export type Tone = 'good' | 'bad' | 'neutral';

export interface Change {
  /** Value less compared value, in the figure's own unit. */
  difference: number;
  /** Difference as a share of the compared value's size; null for ratios and where the compared value is 0. */
  share: number | null;
  trend: 'up' | 'down' | 'flat';
  tone: Tone;
}

/**
 * How a figure moved. Ratios move in points, everything else relative to the compared value.
 * @returns null when one of the two values is missing
 */
export function computeChange(
  value: number | null | undefined,
  compared: number | null | undefined,
  unit: FigureUnit,
  direction: Direction
): Change | null {
  if (!isFigure(value) || !isFigure(compared)) {
    return null;
  }
  const difference = value - compared;
  const isRelative = unit.kind !== 'ratio' && compared !== 0;
  const trend = difference === 0 ? 'flat' : difference > 0 ? 'up' : 'down';
  return {
    difference,
    share: isRelative ? difference / Math.abs(compared) : null,
    trend,
    tone: trend === 'flat' || direction === 'none' ? 'neutral' : trend === direction ? 'good' : 'bad',
  };
}

/** `+3.2 %`, `-1.5 pp` for ratios, `+4 M` where the compared value was 0. */
export function formatChange(change: Change, unit: FigureUnit, options: FormatOptions = {}): string {
  const { locale } = options;
  if (change.share !== null) {
    return formatShort(change.share, { kind: 'ratio' }, { locale, signed: true });
  }
  return unit.kind === 'ratio'
    ? formatShort(change.difference, { kind: 'points' }, { locale, signed: true })
    : formatShort(change.difference, unit, { ...options, signed: true });
}

/** The difference in the figure's own unit with all of its digits, `+1,234,567.80 Kč`. */
export function formatDifference(change: Change, unit: FigureUnit, options: FormatOptions = {}): string {
  return unit.kind === 'ratio'
    ? formatFull(change.difference, { kind: 'points' }, { locale: options.locale, signed: true })
    : formatFull(change.difference, unit, { ...options, signed: true });
}
