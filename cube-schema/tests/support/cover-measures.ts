import { type CubeRow } from './cube-process';

/** By member the different values that it was compared with in this test file. */
const compared = new Map<string, Set<string>>();

/**
 * Names the measures, by view, that a test compares with SQL of its own. `npm run model:check` reads the lists where they are written, without
 * running the test: give them as literals, and take the test's queries from what comes back. The test file fails at its end
 * where a measure was compared with no value, or with one and the same alone (so it does where a single test of it is run).
 *
 * @returns the lists as given
 */
export function coverMeasures<const Lists extends Record<string, string[]>>(lists: Lists): Lists {
  afterAll(() => expect(listUncovered(lists, compared)).toEqual([]));
  return lists;
}

/** Remembers what the measures of a view were compared with: the values that a test expected, those that are none left out. */
export function recordCompared(
  view: string,
  measures: readonly string[],
  expected: ReadonlyArray<CubeRow | Record<string, unknown>>
): void {
  for (const measure of measures) {
    const member = `${view}.${measure}`;
    const values = compared.get(member) ?? new Set();
    compared.set(member, values);
    for (const row of expected) {
      const value = row[measure];
      if (value !== null && value !== undefined) {
        values.add(String(Number(value)));
      }
    }
  }
}

/** What is wrong with the claim that measures were compared, as sentences. */
export function listUncovered(
  lists: Record<string, readonly string[]>,
  values: ReadonlyMap<string, ReadonlySet<string>>
): string[] {
  return Object.entries(lists).flatMap(([view, measures]) =>
    measures.flatMap((measure) => {
      const of = [...(values.get(`${view}.${measure}`) ?? [])];
      return of.length > 1
        ? []
        : [
            `${view}.${measure} was compared with ${of.length === 0 ? 'no value' : `${of[0]} alone`}. Remedy: ask it where it has several values.`,
          ];
    })
  );
}
