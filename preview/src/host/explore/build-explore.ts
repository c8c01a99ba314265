import {
  EmbeddedScene,
  SceneControlsSpacer,
  SceneFlexItem,
  SceneFlexLayout,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneQueryRunner,
  VizPanel,
} from '@grafana/scenes';
import { CoreApp, type DataSourceApi } from '@grafana/data';
import { t } from '@grafana/i18n';
import { listQuickRanges } from '../dashboards/quick-ranges';
import { ExploreEditor } from './ExploreEditor';
import { panelFor } from './panel-for';

/** One query of a datasource with its editor, time range and answer. */
export function buildExplore(datasource: DataSourceApi, bankTimeZone: string): EmbeddedScene {
  const ref = { type: datasource.type, uid: datasource.uid };
  const query = { refId: 'A', datasource: ref, ...datasource.getDefaultQuery?.(CoreApp.Explore) };
  const runner = new SceneQueryRunner({ queries: [query], datasource: ref });
  const panel = new VizPanel({ pluginId: panelFor(query), title: t('explore.answer', 'Answer'), $data: runner });
  return new EmbeddedScene({
    key: 'explore',
    $timeRange: new SceneTimeRange({ from: 'now-2y', to: 'now', timeZone: bankTimeZone }),
    controls: [
      new SceneControlsSpacer(),
      new SceneTimePicker({ isOnCanvas: true, quickRanges: listQuickRanges() }),
      new SceneRefreshPicker({ isOnCanvas: true, intervals: [] }),
    ],
    body: new SceneFlexLayout({
      direction: 'column',
      children: [
        new SceneFlexItem({ ySizing: 'content', body: new ExploreEditor({ datasource, runner, panel }) }),
        new SceneFlexItem({ minHeight: 380, body: panel }),
      ],
    }),
  });
}
