import { type FigureUnit } from '@branchlight/panel-kit';
import { type Metric } from './metric';

/** What a metric's figures are measured in, for the bank's currency. */
export function toFigureUnit({ unit, isPercent }: Metric, currency: string): FigureUnit {
  switch (unit) {
    case 'currency':
      return { kind: 'currency', currency };
    case 'ratio':
      // "Products per customer" is a ratio that nobody reads as a percentage.
      return isPercent ? { kind: 'ratio' } : { kind: 'number' };
    case 'hours':
      return { kind: 'hours' };
    case 'minutes':
      return { kind: 'minutes' };
    case 'count':
      return { kind: 'count' };
  }
}

/** What differences of such figures are measured in: shares differ by percentage points. */
export function toChangeUnit(unit: FigureUnit): FigureUnit {
  return unit.kind === 'ratio' ? { kind: 'points' } : unit;
}
