/** What a figure is measured in. Ratios are shares: 0.25 is 25 %. */
export type FigureUnit =
  | { kind: 'currency'; /** ISO 4217 */ currency: string }
  | { kind: 'ratio' }
  /** Percentage points, the difference of two ratios: 0.015 is 1.5 pp. */
  | { kind: 'points' }
  | { kind: 'count' }
  | { kind: 'number' }
  | { kind: 'hours' }
  | { kind: 'minutes' }
  /** Any other unit of Grafana, formatted as Grafana does. */
  | { kind: 'grafana'; id: string };

/**
 * Reads Grafana's unit id: `currency:CZK` and `currencyCZK` are currencies, `percentunit` is a ratio, `h` are hours, `m` minutes, `short`,
 * `none` and no unit at all are plain numbers.
 */
export function readUnit(id: string | undefined): FigureUnit {
  const currency = /^currency:?([A-Z]{3})$/.exec(id ?? '')?.[1];
  if (currency) {
    return { kind: 'currency', currency };
  }
  switch (id) {
    case undefined:
    case '':
    case 'none':
    case 'short':
      return { kind: 'number' };
    case 'locale':
    case 'sishort':
      return { kind: 'count' };
    case 'percentunit':
      return { kind: 'ratio' };
    case 'h':
      return { kind: 'hours' };
    case 'm':
      return { kind: 'minutes' };
    default:
      return { kind: 'grafana', id };
  }
}
