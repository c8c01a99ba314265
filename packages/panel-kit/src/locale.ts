import { config } from '@grafana/runtime';

/** Language in which Grafana shows texts to this person (a BCP 47 tag), as Grafana resolved it where the browser decides. */
export function getDisplayLanguage(): string {
  return [config.language, config.bootData?.user?.language].find(isLocale) ?? 'en-US';
}

/** What numbers and dates follow: the regional format that this person chose, where Grafana offers the choice, else the language. */
export function getDisplayLocale(): string {
  const chosen = readRegionalFormat();
  return isLocale(chosen) ? chosen : getDisplayLanguage();
}

/** For `t`: React escapes what it shows, so i18next must not do it a second time. */
export const unescaped = { interpolation: { escapeValue: false } } as const;

/** Names one after the other: "A, B, and C", "A, B y C", "A、B和C". */
export function formatList(names: readonly string[], locale = getDisplayLocale()): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}

/** A Grafana without the preference says `en-US` to everybody, which nobody chose. */
function readRegionalFormat(): unknown {
  const user: object = config.bootData?.user ?? {};
  const toggles: object = config.featureToggles ?? {};
  const isOffered = 'localeFormatPreference' in toggles && toggles.localeFormatPreference === true;
  return isOffered && 'regionalFormat' in user ? user.regionalFormat : undefined;
}

function isLocale(tag: unknown): tag is string {
  try {
    return typeof tag === 'string' && Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}
