/**
 * The value below which a share of the numbers lies, between neighbours in proportion.
 *
 * @param share - 0 to 1
 * @throws RangeError for no numbers
 */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) {
    throw new RangeError('A quantile needs numbers.');
  }
  return below + (above - below) * (position - Math.floor(position));
}

export function round(number: number, digits = 0): number {
  return Number(number.toFixed(digits));
}
