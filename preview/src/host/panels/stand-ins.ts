import { type PanelPlugin, PluginType } from '@grafana/data';
import { barChartPanel } from './BarChartPanel';
import { barGaugePanel } from './BarGaugePanel';
import { statPanel } from './StatPanel';
import { tablePanel } from './TablePanel';
import { textPanel } from './TextPanel';
import { timeSeriesPanel } from './TimeSeriesPanel';

/**
 * Small approximations of Grafana's own panels, which are not on npm, for the kinds that the provisioned dashboards
 * use. Made of parts of @grafana/ui; options they do not know are ignored.
 */
export const standIns: Record<string, PanelPlugin> = {
  barchart: describe(barChartPanel, 'barchart', 'Bar chart'),
  bargauge: describe(barGaugePanel, 'bargauge', 'Bar gauge'),
  stat: describe(statPanel, 'stat', 'Stat'),
  table: describe(tablePanel, 'table', 'Table'),
  text: describe(textPanel, 'text', 'Text'),
  timeseries: describe(timeSeriesPanel, 'timeseries', 'Time series'),
};

function describe<Options, FieldOptions extends object>(
  plugin: PanelPlugin<Options, FieldOptions>, id: string, name: string): PanelPlugin {
  plugin.meta = {
    id,
    name,
    type: PluginType.panel,
    module: '',
    baseUrl: '',
    sort: 0,
    skipDataQuery: id === 'text',
    info: {
      author: { name: 'Branchlight' },
      description: '',
      links: [],
      logos: { large: '', small: '' },
      screenshots: [],
      updated: '',
      version: '0.1.0',
    },
  };
  // Options are validated by each panel's own readers; the catalog does not know their types.
  return plugin as unknown as PanelPlugin;
}
