/** How much is spent in a month of the year, January first; 1 on average. */
const spending = [1.02, 0.88, 0.94, 0.96, 0.97, 1, 1.06, 1.04, 0.94, 0.95, 1, 1.24];
/** Takings of businesses that live on visitors. */
const visitors = [0.5, 0.5, 0.65, 0.85, 1.1, 1.5, 1.8, 1.85, 1.35, 0.85, 0.5, 0.55];

/** @param month - 1 to 12 */
export function findSpendingSeason(month: number): number {
  return spending[month - 1] ?? 1;
}

/** @param month - 1 to 12 */
export function findVisitorSeason(month: number): number {
  return visitors[month - 1] ?? 1;
}
