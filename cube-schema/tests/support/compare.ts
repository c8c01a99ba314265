import { recordCompared } from './cover-measures';
import { type CubeRow } from './cube-process';

/** What doubles lose on the way: of large sums less than half a cent, of others by their size. */
const toleranceOf = (value: number) => Math.max(1e-6, Math.min(0.004, 1e-9 * Math.abs(value)));

/**
 * What differs between two answers, as sentences; an empty list says that they agree. A group that one side leaves out equals
 * one with zeros or nothing: a dense mart has rows for groups in which nothing happened.
 *
 * @param view - of the measures, which it counts as compared (support/cover-measures.ts)
 */
export function listDifferences(
  view: string,
  actual: readonly CubeRow[],
  expected: readonly CubeRow[],
  measures: readonly string[]
): string[] {
  recordCompared(view, measures, expected);
  const keyOf = (row: CubeRow) => keyBut(measures, row);
  const byKey = new Map(actual.map((row) => [keyOf(row), row]));
  const differences = byKey.size === actual.length ? [] : ['several rows for one group'];
  const wanted = new Map(expected.map((row) => [keyOf(row), row]));
  for (const key of new Set([...byKey.keys(), ...wanted.keys()])) {
    for (const measure of measures) {
      const got = Number(byKey.get(key)?.[measure] ?? 0);
      const want = Number(wanted.get(key)?.[measure] ?? 0);
      if (!(Math.abs(got - want) <= toleranceOf(want))) {
        differences.push(`${key} ${measure}: ${got} instead of ${want}`);
      }
    }
  }
  return differences;
}

/** Groups in which one side has a value and the other none, of ratios: what cannot be divided is no 0. */
export function listMissing(
  actual: readonly CubeRow[],
  expected: readonly CubeRow[],
  { measures, ratios }: { measures: readonly string[]; ratios: readonly string[] }
): string[] {
  const wanted = new Map(expected.map((row) => [keyBut(measures, row), row]));
  return actual.flatMap((row) => {
    const key = keyBut(measures, row);
    return ratios
      .filter((name) => ((row[name] ?? null) === null) !== ((wanted.get(key)?.[name] ?? null) === null))
      .map((name) => `${key} ${name}: ${row[name]} instead of ${wanted.get(key)?.[name]}`);
  });
}

/** What a row is about: all of it but its measures. */
function keyBut(measures: readonly string[], row: CubeRow): string {
  return JSON.stringify(
    Object.entries(row)
      .filter(([name]) => !measures.includes(name))
      .sort(([a], [b]) => a.localeCompare(b))
  );
}
