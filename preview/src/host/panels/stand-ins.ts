import { type PanelPlugin } from '@grafana/data';
import { barChartPanel } from './BarChartPanel';
import { barGaugePanel } from './BarGaugePanel';
import { describePanel } from './describe-panel';
import { type StandInId } from './stand-in-ids';
import { statPanel } from './StatPanel';
import { tablePanel } from './TablePanel';
import { textPanel } from './TextPanel';
import { timeSeriesPanel } from './TimeSeriesPanel';

/**
 * Small approximations of Grafana's own panels, which are not on npm, for the kinds that the provisioned dashboards
 * use. Made of parts of @grafana/ui; options they do not know are ignored.
 */
export const standIns: Record<StandInId, PanelPlugin> = {
  barchart: describePanel(barChartPanel, 'barchart', 'Bar chart'),
  bargauge: describePanel(barGaugePanel, 'bargauge', 'Bar gauge'),
  stat: describePanel(statPanel, 'stat', 'Stat'),
  table: describePanel(tablePanel, 'table', 'Table'),
  text: describePanel(textPanel, 'text', 'Text'),
  timeseries: describePanel(timeSeriesPanel, 'timeseries', 'Time series'),
};
