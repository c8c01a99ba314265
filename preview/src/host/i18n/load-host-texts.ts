import { addResourceBundle, initializeI18n } from '../grafana-internals';
import { type Preferences } from '../boot/preferences';

/** Texts of the host and of the parts of @grafana/ui and scenes that it shows. English is in the sources. */
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
    addResourceBundle(language, hostNamespace, texts);
  }
}
