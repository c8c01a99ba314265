import { PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import pluginJson from './plugin.json';
import { Panel } from './Panel';

await initPluginTranslations(pluginJson.id);

export const plugin = new PanelPlugin(Panel);
