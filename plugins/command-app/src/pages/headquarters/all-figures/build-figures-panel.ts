import { type DataFrame, getDefaultTimeRange, LoadingState, type PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import { SceneDataNode, VizPanel } from '@grafana/scenes';
import { SCORECARD_ID } from '../../../constants';
import { type Metric } from '../../../metrics/metric';

/** Makes the scorecard without data yet. Its chrome is left to the section around it, which has the heading. */
export function buildFiguresPanel(): VizPanel {
  return new VizPanel({
    pluginId: SCORECARD_ID,
    // Names the panel for screen readers; the header that would show it is hidden.
    title: t('all-figures.panel', 'Scorecard'),
    hoverHeader: true,
    displayMode: 'transparent',
    options: { version: 1, compareWith: 'previous' },
    $data: new SceneDataNode(),
  });
}

/** The page's answer as a panel takes it, the views in the figures' order. What failed is told by the section. */
export function toPanelData(frames: DataFrame[], figures: Metric[]): PanelData {
  const rank = ({ refId }: DataFrame) => figures.findIndex(({ view }) => view === refId);
  return {
    state: LoadingState.Done,
    series: [...frames].sort((a, b) => rank(a) - rank(b)),
    timeRange: getDefaultTimeRange(),
  };
}
