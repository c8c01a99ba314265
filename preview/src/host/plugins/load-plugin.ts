import { AppPlugin, DataSourcePlugin, PanelPlugin, type DataSourceApi, type PluginMeta } from '@grafana/data';
import { config } from '@grafana/runtime';
import { addResourceBundle } from '../grafana-internals';

const loaded = new Map<string, Promise<unknown>>();

async function loadModule(meta: PluginMeta): Promise<unknown> {
  const known = loaded.get(meta.id);
  if (known) {
    return known;
  }
  const loading = importModule(meta);
  loaded.set(meta.id, loading);
  loading.catch(() => loaded.delete(meta.id));
  return loading;
}

async function importModule(meta: PluginMeta): Promise<unknown> {
  // A plugin asks for its texts while its module runs.
  await loadTranslations(meta);
  const exported: unknown = await System.import(new URL(meta.module, window.location.origin).href);
  // A module that awaits at its top level exports a promise when it is bundled as AMD.
  const resolved = await Promise.resolve(unwrapDefault(exported));
  if (typeof resolved !== 'object' || resolved === null || !('plugin' in resolved)) {
    throw new Error(`${meta.id}: its module.js exports no plugin`);
  }
  return resolved.plugin;
}

function unwrapDefault(exported: unknown): unknown {
  const hasDefault = typeof exported === 'object' && exported !== null && 'default' in exported;
  return hasDefault && !('plugin' in exported) ? exported.default : exported;
}

/** Puts the plugin's texts of the page's language into i18next before it runs; English is in its source. */
async function loadTranslations(meta: PluginMeta): Promise<void> {
  const language = config.bootData.user.language;
  const address = meta.translations?.[language];
  if (!address || language === 'en-US') {
    return;
  }
  const response = await fetch(address);
  if (response.ok) {
    addResourceBundle(language, meta.id, await response.json());
  }
}

/** Loads a panel; throws with its id when the module is broken or of another type. */
export async function loadPanelPlugin(meta: PluginMeta): Promise<PanelPlugin> {
  const plugin = await loadModule(meta);
  if (!(plugin instanceof PanelPlugin)) {
    throw new Error(`${meta.id} is not a panel`);
  }
  plugin.meta = { sort: 0, ...meta };
  return plugin;
}

/** Loads a datasource's module; throws with its id when the module is broken or of another type. */
export async function loadDatasourcePlugin(meta: PluginMeta): Promise<DataSourcePlugin<DataSourceApi>> {
  const plugin = await loadModule(meta);
  if (!(plugin instanceof DataSourcePlugin)) {
    throw new Error(`${meta.id} is not a data source`);
  }
  plugin.meta = meta;
  return plugin;
}

/** Loads an app and initialises it with its settings; throws with its id when it is broken or of another type. */
export async function loadAppPlugin(meta: PluginMeta): Promise<AppPlugin> {
  const plugin = await loadModule(meta);
  if (!(plugin instanceof AppPlugin)) {
    throw new Error(`${meta.id} is not an app`);
  }
  if (plugin.meta !== meta) {
    plugin.init(meta);
    plugin.meta = meta;
  }
  return plugin;
}
