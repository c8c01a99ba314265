import { isFigure } from '../figures/format-figure';

export interface BarItem {
  id: string;
  label: string;
  /** Null where there is no figure: the row stays, without a bar. */
  value: number | null;
  /** How long the bar is, where the value itself is out of any scale. */
  drawn?: number;
  /** In place of the value, which stays in the tooltip. */
  text?: string;
  /** A second, quieter line under the label. */
  note?: string;
  /** By default the theme's primary colour. */
  color?: string;
}

/** A bar's place on its track, as shares of the track's width. */
export interface Bar extends BarItem {
  /** Where zero is. */
  zero: number;
  start: number;
  length: number;
}

/** Sorts the items (those without a figure last), cuts after `limit`, and scales the bars from zero. */
export function layOutBars(
  items: readonly BarItem[],
  order: 'descending' | 'ascending' | 'given',
  limit = Infinity
): { bars: Bar[]; hidden: number } {
  const sorted = order === 'given' ? [...items] : sortItems(items, order === 'descending' ? -1 : 1);
  const shown = sorted.slice(0, limit);
  const values = shown.map(toLength).filter(isFigure);
  const lowest = Math.min(0, ...values);
  const span = Math.max(0, ...values) - lowest || 1;
  const zero = -lowest / span;
  const bars = shown.map((item) => {
    const drawn = toLength(item);
    const length = isFigure(drawn) ? Math.abs(drawn) / span : 0;
    return { ...item, zero, start: isFigure(drawn) && drawn < 0 ? zero - length : zero, length };
  });
  return { bars, hidden: sorted.length - shown.length };
}

function toLength({ value, drawn }: BarItem): number | null {
  return isFigure(value) ? (drawn ?? value) : null;
}

function sortItems(items: readonly BarItem[], sign: 1 | -1): BarItem[] {
  const withFigure = items.filter(({ value }) => isFigure(value));
  const without = items.filter(({ value }) => !isFigure(value));
  return [...withFigure.sort((left, right) => sign * ((left.value ?? 0) - (right.value ?? 0))), ...without];
}
