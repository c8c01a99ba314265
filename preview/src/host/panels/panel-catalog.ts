import { type PanelPlugin } from '@grafana/data';
import { config } from '@grafana/runtime';
import { loadPanelPlugin } from '../plugins/load-plugin';
import { standIns } from './stand-ins';

const cache = new Map<string, PanelPlugin>(Object.entries(standIns));

/** A panel that is there without waiting: a stand-in, or a plugin that was imported before. */
export function getPanelPluginFromCache(id: string): PanelPlugin | undefined {
  return cache.get(id);
}

/** Imports one of the suite's panels. Throws with the ids that exist when there is none of this id. */
export async function importPanelPlugin(id: string): Promise<PanelPlugin> {
  const known = cache.get(id);
  if (known) {
    return known;
  }
  const meta = config.panels[id];
  if (!meta) {
    const known = [...Object.keys(config.panels), ...Object.keys(standIns)].join(', ');
    throw new Error(`The preview has no panel "${id}". It has: ${known}.`);
  }
  const plugin = await loadPanelPlugin(meta);
  cache.set(id, plugin);
  return plugin;
}
