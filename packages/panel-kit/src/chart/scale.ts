/** Round values (1, 2 or 5 times a power of ten) that cover `min` to `max`, about `count` of them, ascending. */
export function listTicks(min: number, max: number, count: number): number[] {
  const span = max - min || Math.abs(max) || 1;
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.floor(min / step);
  const last = Math.max(first + 1, Math.ceil(max / step));
  // Multiples are rounded to the step's own digits: 3 * 0.1 is 0.3 on an axis.
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toFixed(Math.min(digits, 20)))
  );
}

/** Maps `from` linearly onto `to`. A span of nothing maps onto the middle. */
export function createScale(from: [number, number], to: [number, number]): (value: number) => number {
  const span = from[1] - from[0];
  return span === 0 ? () => (to[0] + to[1]) / 2 : (value) => to[0] + ((value - from[0]) / span) * (to[1] - to[0]);
}
