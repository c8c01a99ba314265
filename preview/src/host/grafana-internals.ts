/** The only importer of Grafana's non-public modules; see `grafana-internals.modules.ts`. */
export { setPluginPage } from 'grafana-internal:plugin-page';
export { setPanelRenderer } from 'grafana-internal:panel-renderer';
export { setPanelDataErrorView } from 'grafana-internal:panel-data-error-view';
export { setGetObservablePluginComponents } from 'grafana-internal:plugin-components';
export { setGetObservablePluginLinks } from 'grafana-internal:plugin-links';
export { initDataSourceInstanceSettings } from 'grafana-internal:datasource-settings';
export { setDataSourcePluginImporter } from 'grafana-internal:datasource-importer';
export { addResourceBundle, initializeI18n } from 'grafana-internal:i18n';
