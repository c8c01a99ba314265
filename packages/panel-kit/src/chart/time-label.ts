import { t } from '@grafana/i18n';
import { getDisplayLocale } from '../locale';

/** Length of the periods on a time axis. */
export type Granularity = 'day' | 'week' | 'month' | 'quarter' | 'year';

const axisFormats: Record<Exclude<Granularity, 'quarter'>, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
};

const fullFormats: Record<Exclude<Granularity, 'quarter'>, Intl.DateTimeFormatOptions> = {
  ...axisFormats,
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  week: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
};

export interface TimeLabelOptions {
  granularity: Granularity;
  /** The bank's zone, which cuts its periods. */
  timeZone: string;
  locale?: string;
  /** `axis` is as short as the axis needs, `full` names the year always. */
  style: 'axis' | 'full';
}

/** Names the period that starts at `time` (epoch milliseconds): `Mar 1998`, `5 Mar`, `Q1 1998`, `1998`. */
export function formatPeriod(time: number, { granularity, timeZone, locale, style }: TimeLabelOptions): string {
  if (granularity === 'quarter') {
    return formatQuarter(time, timeZone);
  }
  const format = (style === 'axis' ? axisFormats : fullFormats)[granularity];
  return new Intl.DateTimeFormat(locale ?? getDisplayLocale(), { ...format, timeZone }).format(time);
}

function formatQuarter(time: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { month: 'numeric', year: 'numeric', timeZone }).formatToParts(time);
  const read = (type: 'month' | 'year') => parts.find((part) => part.type === type)?.value ?? '';
  const quarter = Math.ceil(Number(read('month')) / 3);
  return t('panel-kit.period.quarter', 'Q{{quarter}} {{year}}', { quarter, year: read('year') });
}

const dayMilliseconds = 86_400_000;

/**
 * Length of the periods that start at these times (epoch milliseconds, ascending), by the usual gap between them: the first
 * period may be cut short by the time range. `day` for a single time.
 */
export function guessGranularity(times: readonly number[]): Granularity {
  const gaps = times.slice(1).map((time, index) => (time - (times[index] ?? time)) / dayMilliseconds);
  const usual = gaps.sort((left, right) => left - right)[Math.floor(gaps.length / 2)] ?? 0;
  // The limits lie between the lengths of any two kinds of period, an hour of daylight saving included.
  return usual < 6 ? 'day' : usual < 27 ? 'week' : usual < 80 ? 'month' : usual < 300 ? 'quarter' : 'year';
}
