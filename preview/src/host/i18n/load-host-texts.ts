import { loadResources } from '@grafana/scenes';
import { addResourceBundle, initializeI18n } from '../grafana-internals';
import { type Preferences } from '../boot/preferences';

/**
 * Texts of the host and, from their own package, those of the scenes that it shows. English is in the sources. What
 * @grafana/ui says stays English: its other languages come with Grafana's server only.
 */
export const hostNamespace = 'branchlight-preview';

const resources: Record<Exclude<Preferences['language'], 'en-US'>, () => Promise<{ default: object }>> = {
  'es-ES': () => import('../locales/es-ES.json'),
  'zh-Hans': () => import('../locales/zh-Hans.json'),
};

/** Initialises i18next for the page: the host first, each plugin adds its own namespace when it loads. */
export async function loadHostTexts(language: Preferences['language']): Promise<void> {
  await initializeI18n({ language, ns: [hostNamespace] });
  if (language !== 'en-US') {
    const { default: texts } = await resources[language]();
    addResourceBundle(language, hostNamespace, await loadResources(language));
    addResourceBundle(language, hostNamespace, texts);
  }
}
