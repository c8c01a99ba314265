import { type CubeRow } from './cube-process';

/** Figures of two engines that differ by less are the same: one of them divides in floating point. */
const tolerance = 1e-9;

/** What differs between the answers of two engines, as sentences: groups, figures and what has no value. */
export function compareEngines(
  actual: readonly CubeRow[],
  expected: readonly CubeRow[],
  measures: readonly string[]
): string[] {
  const read = (rows: readonly CubeRow[]) => new Map(rows.map((row) => [toKey(row, measures), row]));
  const [got, wanted] = [read(actual), read(expected)];
  const counts = [actual.length, got.size, wanted.size];
  if (counts.some((count) => count !== expected.length)) {
    return [`rows and groups: ${counts.join()} instead of ${expected.length}`];
  }
  return [...wanted].flatMap(([key, row]) =>
    measures
      .filter((measure) => !isSame(got.get(key)?.[measure], row[measure]))
      .map((measure) => `${key} ${measure}: ${String(got.get(key)?.[measure])} instead of ${String(row[measure])}`)
  );
}

/** Engines write numbers and moments differently: 40.50 and 40.5, with and without the zone. */
function toKey(row: CubeRow, measures: readonly string[]): string {
  return JSON.stringify(
    Object.entries(row)
      .filter(([name]) => !measures.includes(name))
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, value]) => {
        const text = String(value);
        return [name, /^-?\d+\.\d+$/.test(text) ? String(Number(text)) : text.replace(/(T[\d:.]+)Z$/, '$1')];
      })
  );
}

function isSame(got: CubeRow[string] | undefined, want: CubeRow[string] | undefined): boolean {
  if (got === null || want === null || got === undefined || want === undefined) {
    return got === want;
  }
  const [a, b] = [Number(got), Number(want)];
  return Number.isNaN(b) ? String(got) === String(want) : Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b));
}
