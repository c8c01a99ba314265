import { t } from '@grafana/i18n';
import { getDisplayLocale, unescaped } from '../locale';

const steps: Array<{ unit: Intl.RelativeTimeFormatUnit; milliseconds: number }> = [
  { unit: 'year', milliseconds: 365.25 * 86_400_000 },
  { unit: 'month', milliseconds: 30.44 * 86_400_000 },
  { unit: 'day', milliseconds: 86_400_000 },
  { unit: 'hour', milliseconds: 3_600_000 },
  { unit: 'minute', milliseconds: 60_000 },
];

/** How old data are in words, `2 days ago`; both times in epoch milliseconds. */
export function formatAge(time: number, now: number, locale: string = getDisplayLocale()): string {
  const passed = Math.max(0, now - time);
  const step = steps.find(({ milliseconds }) => passed >= milliseconds);
  if (!step) {
    return t('panel-kit.age.now', 'just now');
  }
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return format.format(-Math.floor(passed / step.milliseconds), step.unit);
}

/** `As of 31 Dec 1998`: the last day that the data know, in the bank's time zone. */
export function formatAsOf(time: number, timeZone: string, locale: string = getDisplayLocale()): string {
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(
    time
  );
  return t('panel-kit.age.as-of', 'As of {{day}}', { day, ...unescaped });
}
