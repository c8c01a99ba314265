import { type GroupValue } from './contributions';

export const SORT_KEYS = ['value', 'change', 'share', 'name'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface RankedRow extends GroupValue {
  change: number | null;
  /** Change as a share of the value before; null without one or from 0. */
  share: number | null;
}

export interface ListOrder {
  key: SortKey;
  descending: boolean;
}

/** Adds each group's change; without a comparison all changes are null. */
export function withChanges(groups: GroupValue[], comparable: boolean): RankedRow[] {
  return groups.map((group) => {
    const { value, before } = group;
    const change = comparable && value !== null && before !== null ? value - before : null;
    return { ...group, change, share: change === null || !before ? null : change / Math.abs(before) };
  });
}

/** Rows whose name or code holds the text, sorted; rows without a value for the sort key come last either way. */
export function orderRows(rows: RankedRow[], search: string, { key, descending }: ListOrder): RankedRow[] {
  const wanted = fold(search.trim());
  const found = wanted === '' ? [...rows] : rows.filter((row) => fold(`${row.name} ${row.key}`).includes(wanted));
  const sign = descending ? -1 : 1;
  return found.sort((a, b) => {
    if (key === 'name') {
      return sign * a.name.localeCompare(b.name);
    }
    const [x, y] = [a[key], b[key]];
    if (x === null || y === null) {
      return Number(x === null) - Number(y === null) || a.name.localeCompare(b.name);
    }
    return sign * (x - y) || a.name.localeCompare(b.name);
  });
}

/** Letters without case and accents, so that "usti" finds "Ústí". */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
