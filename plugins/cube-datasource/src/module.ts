import { DataSourcePlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { ConfigEditor } from './config/ConfigEditor';
import { CubeDataSource } from './datasource';
import { QueryEditor } from './editor/QueryEditor';
import pluginJson from './plugin.json';
import { type CubeDataSourceQuery, type CubeJsonData, type CubeSecureJsonData } from './query/query';

await initPluginTranslations(pluginJson.id);

export const plugin = new DataSourcePlugin<CubeDataSource, CubeDataSourceQuery, CubeJsonData, CubeSecureJsonData>(
  CubeDataSource
)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor);
