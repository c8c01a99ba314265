import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { ExamplePanel } from './ExamplePanel';
import { addOptions } from './options/add-options';
import { migrateOptions } from './options/migrate-options';
import { type ExampleOptions } from './options/options';
import pluginJson from './plugin.json';
import { suggestExample } from './suggestions';

await initPluginTranslations(pluginJson.id);

export const plugin = new PanelPlugin<ExampleOptions>(ExamplePanel)
  .setPanelOptions(addOptions)
  .setMigrationHandler(migrateOptions)
  .useFieldConfig({
    disableStandardOptions: [FieldConfigProperty.Min, FieldConfigProperty.Max, FieldConfigProperty.Mappings],
  })
  .setSuggestionsSupplier(suggestExample);
