import { config } from '@grafana/runtime';

/** Language in which Grafana shows texts to this person; numbers and dates follow it (a BCP 47 tag). */
export function getDisplayLocale(): string {
  const language: unknown = config.bootData?.user?.language;
  return typeof language === 'string' && isLocale(language) ? language : 'en-US';
}

/** For `t`: React escapes what it shows, so i18next must not do it a second time. */
export const unescaped = { interpolation: { escapeValue: false } } as const;

function isLocale(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}
