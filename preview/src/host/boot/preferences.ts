import { z } from 'zod';
import { type Boot } from '../../shared/boot';

/** Languages that the suite speaks; the first is the language of its sources. */
export const languages = [
  { code: 'en-US', name: 'English' },
  { code: 'es-ES', name: 'Español' },
  { code: 'zh-Hans', name: '中文（简体）' },
] as const;

export const preferencesSchema = z.object({
  theme: z.enum(['light', 'dark', 'system']),
  language: z.enum(['en-US', 'es-ES', 'zh-Hans']),
});
/** What a person chose for this browser. */
export type Preferences = z.infer<typeof preferencesSchema>;

const storageKey = 'branchlight.preferences';

/** The stored choice, or the server's theme and the browser's language. Broken or absent storage is no error. */
export function readPreferences(boot: Pick<Boot, 'theme'>): Preferences {
  const fallback: Preferences = { theme: boot.theme, language: matchLanguage(navigator.languages) };
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(storageKey) ?? '{}');
    const parsed = preferencesSchema.partial().safeParse(stored);
    return parsed.success ? { ...fallback, ...parsed.data } : fallback;
  } catch {
    return fallback;
  }
}

/** Keeps a choice in this browser; where storage is closed it lasts as long as the page. */
export function storePreferences(preferences: Preferences): void {
  try {
    window.localStorage.setItem(storageKey, JSON.stringify(preferences));
  } catch {
    // A private window may refuse storage; the choice then ends with the page.
  }
}

/** The suite's language nearest to the browser's wishes, best first ("es-MX" is Spanish, "zh-TW" Chinese). */
export function matchLanguage(wishes: readonly string[]): Preferences['language'] {
  for (const wish of wishes) {
    const found = languages.find(({ code }) => code.slice(0, 2) === wish.slice(0, 2).toLowerCase());
    if (found) {
      return found.code;
    }
  }
  return 'en-US';
}
