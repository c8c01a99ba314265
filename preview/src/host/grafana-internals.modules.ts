/**
 * The files behind Grafana's public packages that a host (not a plugin) has to reach: setters for what Grafana's own
 * frontend provides. Only `grafana-internals.ts` imports them; a test fails when one moves or loses its export.
 */
export const grafanaInternals = [
  {
    name: 'grafana-internal:plugin-page',
    package: '@grafana/runtime',
    file: 'dist/esm/components/PluginPage.mjs',
    exports: ['setPluginPage'],
  },
  {
    name: 'grafana-internal:panel-renderer',
    package: '@grafana/runtime',
    file: 'dist/esm/components/PanelRenderer.mjs',
    exports: ['setPanelRenderer'],
  },
  {
    name: 'grafana-internal:panel-data-error-view',
    package: '@grafana/runtime',
    file: 'dist/esm/components/PanelDataErrorView.mjs',
    exports: ['setPanelDataErrorView'],
  },
  {
    name: 'grafana-internal:plugin-components',
    package: '@grafana/runtime',
    file: 'dist/esm/services/pluginExtensions/getObservablePluginComponents.mjs',
    exports: ['setGetObservablePluginComponents'],
  },
  {
    name: 'grafana-internal:plugin-links',
    package: '@grafana/runtime',
    file: 'dist/esm/services/pluginExtensions/getObservablePluginLinks.mjs',
    exports: ['setGetObservablePluginLinks'],
  },
  {
    name: 'grafana-internal:datasource-settings',
    package: '@grafana/runtime',
    file: 'dist/esm/services/dataSource/settings.mjs',
    exports: ['initDataSourceInstanceSettings'],
  },
  {
    name: 'grafana-internal:datasource-importer',
    package: '@grafana/runtime',
    file: 'dist/esm/services/dataSource/dataSource.mjs',
    exports: ['setDataSourcePluginImporter'],
  },
  {
    name: 'grafana-internal:i18n',
    package: '@grafana/i18n',
    file: 'dist/esm/i18n.mjs',
    exports: ['initializeI18n', 'addResourceBundle'],
  },
] as const;
