import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { addFieldOptions, addOptions } from './options/add-options';
import { migrateOptions } from './options/migrate-options';
import { type ScorecardFieldOptions, type ScorecardOptions } from './options/options';
import pluginJson from './plugin.json';
import { ScorecardPanel } from './ScorecardPanel';
import { suggestScorecard } from './suggestions';

await initPluginTranslations(pluginJson.id);

export const plugin = new PanelPlugin<ScorecardOptions, ScorecardFieldOptions>(ScorecardPanel)
  .setPanelOptions(addOptions)
  .setMigrationHandler(migrateOptions)
  .useFieldConfig({
    disableStandardOptions: [FieldConfigProperty.Min, FieldConfigProperty.Max, FieldConfigProperty.Mappings],
    useCustomConfig: addFieldOptions,
  })
  .setSuggestionsSupplier(suggestScorecard);
