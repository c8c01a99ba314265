import { type DataQuery } from '@grafana/schema';
import {
  SceneDataTransformer,
  SceneQueryRunner,
  VizPanel,
  type SceneDataProvider,
  type SceneDataQuery,
} from '@grafana/scenes';
import { type DataTransformerConfig, type FieldConfigSource } from '@grafana/data';
import { PanelMarks } from '../panels/PanelMarks';
import { isStandIn } from '../panels/stand-in-ids';
import { type DashboardPanel } from './dashboard-schema';

/** A panel of a dashboard's JSON with its queries and transformations. */
export function buildPanel(panel: DashboardPanel): VizPanel {
  return new VizPanel({
    key: `panel-${panel.id}`,
    pluginId: panel.type,
    pluginVersion: panel.pluginVersion,
    title: panel.title,
    description: panel.description,
    displayMode: panel.transparent ? 'transparent' : 'default',
    hoverHeader: panel.title === '',
    options: panel.options,
    // The schema holds the shape; ids of matchers and properties are the panel's business.
    fieldConfig: panel.fieldConfig as FieldConfigSource,
    // With a key, because the panel puts it into a list.
    titleItems: panel.title === '' ? undefined : [new PanelMarks({ key: 'marks', isStandIn: isStandIn(panel.type) })],
    $data: buildData(panel),
  });
}

function buildData(panel: DashboardPanel): SceneDataProvider | undefined {
  if (panel.targets.length === 0) {
    return undefined;
  }
  const queries: SceneDataQuery[] = panel.targets.filter((target) => target.hide !== true);
  const firstTarget: DataQuery | undefined = panel.targets[0];
  const datasource = panel.datasource ?? firstTarget?.datasource ?? undefined;
  const runner = new SceneQueryRunner({
    queries,
    datasource,
    maxDataPoints: panel.maxDataPoints ?? undefined,
    minInterval: panel.interval ?? undefined,
  });
  const transformations = panel.transformations.map((transformation): DataTransformerConfig => ({
    options: {},
    ...transformation,
  }));
  return transformations.length > 0 ? new SceneDataTransformer({ $data: runner, transformations }) : runner;
}
