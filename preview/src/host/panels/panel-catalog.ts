import { type PanelPlugin } from '@grafana/data';
import { config } from '@grafana/runtime';
import { t } from '@grafana/i18n';
import { createMissingPanel } from './MissingPanel';
import { loadPanelPlugin } from '../plugins/load-plugin';
import { standIns } from './stand-ins';

const cache = new Map<string, PanelPlugin>(Object.entries(standIns));

/** A panel that is there without waiting: a stand-in, or a plugin that was imported before. */
export function getPanelPluginFromCache(id: string): PanelPlugin | undefined {
  return cache.get(id);
}

/**
 * Imports one of the suite's panels. Never rejects: a panel that is not there or is broken becomes one that says so in
 * its own place, so that the rest of the page goes on.
 */
export async function importPanelPlugin(id: string): Promise<PanelPlugin> {
  const known = cache.get(id);
  if (known) {
    return known;
  }
  const meta = config.panels[id];
  if (!meta) {
    return createMissingPanel(id, t('panel.unknown', 'The preview has no panel “{{id}}”.', { id }));
  }
  try {
    const plugin = await loadPanelPlugin(meta);
    cache.set(id, plugin);
    return plugin;
  } catch (error) {
    return createMissingPanel(id, error instanceof Error ? error.message : String(error));
  }
}
