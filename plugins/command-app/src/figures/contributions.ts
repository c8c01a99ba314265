/** A value of one group (a region, an outlet, a tier) in the period and in the compared one; null where it has none. */
export interface GroupValue {
  key: string;
  name: string;
  value: number | null;
  before: number | null;
}

export interface Contribution {
  key: string;
  name: string;
  /** Signed part of the total's change. */
  amount: number;
  value: number | null;
  before: number | null;
}

export interface Contributions {
  /** Largest first by size, whichever sign. */
  top: Contribution[];
  /** What the groups that are not listed bring; with the listed ones it makes the total's change. */
  rest: { amount: number; groups: number };
  total: number;
}

/**
 * Splits the change of a total into its largest signed parts and a rest, so that all add up to the change.
 * @param totalChange change of the total, from its own query: totals are never added up from groups
 */
export function splitChange(groups: GroupValue[], totalChange: number, count = 5): Contributions {
  const parts = groups
    .map((group) => ({ ...group, amount: (group.value ?? 0) - (group.before ?? 0) }))
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || a.name.localeCompare(b.name));
  const top = parts.slice(0, count);
  const listed = top.reduce((sum, { amount }) => sum + amount, 0);
  return {
    top,
    rest: { amount: roundNoise(totalChange - listed, totalChange), groups: parts.length - top.length },
    total: totalChange,
  };
}

/** A rest that only floating point left over is none. */
function roundNoise(rest: number, scale: number): number {
  return Math.abs(rest) <= Math.max(Math.abs(scale), 1) * 1e-9 ? 0 : rest;
}

/**
 * The groups whose own ratio moved most, largest first by size. Changes of ratios do not add up to that of the whole, so
 * there is no rest, and a group that lacks one of the two values is left out.
 */
export function compareChanges(groups: GroupValue[], totalChange: number, count = 5): Contributions {
  const changes = groups
    .flatMap((group) =>
      group.value === null || group.before === null ? [] : [{ ...group, amount: group.value - group.before }]
    )
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || a.name.localeCompare(b.name));
  return { top: changes.slice(0, count), rest: { amount: 0, groups: 0 }, total: totalChange };
}
