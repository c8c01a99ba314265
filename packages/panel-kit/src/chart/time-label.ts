import { getDisplayLocale } from '../locale';

/** Length of the periods on a time axis. */
export type Granularity = 'day' | 'week' | 'month' | 'quarter' | 'year';

const axisFormats: Record<Granularity, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
  quarter: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
};

const fullFormats: Record<Granularity, Intl.DateTimeFormatOptions> = {
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

/** Names the period that starts at `time` (epoch milliseconds): `Mar 1998`, `5 Mar`, `1998`. */
export function formatPeriod(time: number, { granularity, timeZone, locale, style }: TimeLabelOptions): string {
  const format = (style === 'axis' ? axisFormats : fullFormats)[granularity];
  return new Intl.DateTimeFormat(locale ?? getDisplayLocale(), { ...format, timeZone }).format(time);
}
