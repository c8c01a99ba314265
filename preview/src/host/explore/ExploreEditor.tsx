import {
  sceneGraph,
  SceneObjectBase,
  type SceneComponentProps,
  type SceneObjectState,
  type SceneQueryRunner,
  type VizPanel,
} from '@grafana/scenes';
import { type DataSourceApi } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import { panelFor } from './panel-for';

interface ExploreEditorState extends SceneObjectState {
  datasource: DataSourceApi;
  runner: SceneQueryRunner;
  panel: VizPanel;
}

/** The datasource's own query editor, above the panel that shows its answer. */
export class ExploreEditor extends SceneObjectBase<ExploreEditorState> {
  static readonly Component = ExploreEditorView;

  change(query: DataQuery): void {
    const { panel, runner } = this.state;
    runner.setState({ queries: [query] });
    const pluginId = panelFor(query);
    if (panel.state.pluginId !== pluginId) {
      panel.changePluginType(pluginId);
    }
  }
}

function ExploreEditorView({ model }: SceneComponentProps<ExploreEditor>) {
  const { datasource, runner } = model.useState();
  const { data, queries } = runner.useState();
  const range = sceneGraph.getTimeRange(model).useState().value;
  const Editor = datasource.components?.QueryEditor;
  const [query] = queries;
  if (!Editor || !query) {
    return <Alert severity="warning" title={t('explore.no-editor', 'This data source has no query editor')} />;
  }
  return (
    <Editor
      datasource={datasource}
      query={query}
      data={data}
      range={range}
      onChange={(changed: DataQuery) => model.change(changed)}
      onRunQuery={() => runner.runQueries()}
    />
  );
}
