import { type Row } from './caller';

/** Money is numeric in the database and a JSON number in a frame: half a cent apart is the same. */
const tolerance = 0.005;

/**
 * What differs between two answers to one query, in words; undefined when they say the same. Rows in which every figure is 0 count as
 * left out; the order of rows does not matter.
 */
export function findDifference(
  expected: readonly Row[],
  found: readonly Row[],
  groups: readonly string[]
): string | undefined {
  const [left, right] = [index(expected, groups), index(found, groups)];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [a, b] = [left.get(key), right.get(key)];
    for (const name of new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])) {
      const [one, other] = [a?.[name] ?? 0, b?.[name] ?? 0];
      if (!(Math.abs(one - other) <= tolerance)) {
        return `${name} of ${key || 'all'} is ${other} instead of ${one}`;
      }
    }
  }
  return undefined;
}

function index(rows: readonly Row[], groups: readonly string[]): Map<string, Record<string, number>> {
  return new Map(
    rows.flatMap((row) => {
      const figures = Object.fromEntries(
        Object.entries(row)
          .filter(([name]) => !groups.includes(name))
          .map(([name, value]) => [name, Number(value)])
      );
      const key = groups.map((group) => (group === 'date' ? toDay(row[group] ?? '') : row[group])).join(' / ');
      return Object.values(figures).some((figure) => figure !== 0) ? [[key, figures] as const] : [];
    })
  );
}

/** A day as the database, Cube or a frame writes it. */
function toDay(text: string): string {
  if (/^\d{5,}$/.test(text)) {
    // A frame has the moment at which the day begins in the bank's zone, some hours before or after midnight UTC.
    return new Date(Number(text) + 12 * 3_600_000).toISOString().slice(0, 10);
  }
  return text.slice(0, 10);
}
