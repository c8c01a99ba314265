import { type FigureUnit, formatShort, unescaped } from '@branchlight/panel-kit';
import { t } from '@grafana/i18n';
import { type Standing } from './read-standings';

/** Three times what is due by now. Beyond it, or below zero, a percentage tells only how little was due. */
const HIGHEST = 3;

/** Stands in for a pace that is out of any scale; undefined for every other pace. */
export function describeOffScale(pace: number | null): string | undefined {
  if (pace === null || (pace >= 0 && pace <= HIGHEST)) {
    return undefined;
  }
  return pace < 0 ? t('targets.behind', 'Behind') : t('targets.ahead', 'Ahead');
}

/** The same with the distance to what is due by now, where that is known. */
export function describeGap({ pace, actual, target, due }: Standing, unit: FigureUnit): string | undefined {
  const word = describeOffScale(pace);
  if (word === undefined || actual === null || target === null || due === null) {
    return word;
  }
  // By the distance itself: where less than nothing is due, the sign of the pace tells nothing.
  const distance = actual - due * target;
  const gap = formatShort(Math.abs(distance), unit);
  return distance < 0
    ? t('targets.behind-by', '{{gap}} behind', { gap, ...unescaped })
    : t('targets.ahead-by', '{{gap}} ahead', { gap, ...unescaped });
}

/** A pace as far as a scale goes, for bars. */
export function clampPace(pace: number): number {
  return Math.min(HIGHEST, Math.max(0, pace));
}
