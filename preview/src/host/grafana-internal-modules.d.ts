/* eslint-disable no-duplicate-imports -- each declared module imports for itself */
/** Types of the modules that `grafana-internals.modules.ts` lists, written with the packages' public types. */

declare module 'grafana-internal:plugin-page' {
  import { type PluginPageType } from '@grafana/runtime';
  export function setPluginPage(component: PluginPageType): void;
}

declare module 'grafana-internal:panel-renderer' {
  import { type ComponentType } from 'react';
  import { type PanelRendererProps } from '@grafana/runtime';
  export function setPanelRenderer(component: ComponentType<PanelRendererProps>): void;
}

declare module 'grafana-internal:panel-data-error-view' {
  import { type ComponentType } from 'react';
  import { type PanelDataErrorViewProps } from '@grafana/runtime';
  export function setPanelDataErrorView(component: ComponentType<PanelDataErrorViewProps>): void;
}

declare module 'grafana-internal:plugin-components' {
  import { type Observable } from 'rxjs';
  import { type PluginExtensionComponent } from '@grafana/data';
  export function setGetObservablePluginComponents(get: () => Observable<PluginExtensionComponent[]>): void;
}

declare module 'grafana-internal:plugin-links' {
  import { type Observable } from 'rxjs';
  import { type PluginExtensionLink } from '@grafana/data';
  export function setGetObservablePluginLinks(get: () => Observable<PluginExtensionLink[]>): void;
}

declare module 'grafana-internal:datasource-settings' {
  import { type DataSourceInstanceSettings } from '@grafana/data';
  export function initDataSourceInstanceSettings(
    settings: Record<string, DataSourceInstanceSettings>,
    defaultName: string
  ): void;
}

declare module 'grafana-internal:datasource-importer' {
  import { type DataSourceApi, type DataSourcePlugin, type DataSourcePluginMeta } from '@grafana/data';
  export function setDataSourcePluginImporter(
    load: (meta: DataSourcePluginMeta) => Promise<DataSourcePlugin<DataSourceApi>>
  ): void;
}

declare module 'grafana-internal:i18n' {
  export function initializeI18n(options: {
    language: string;
    ns: string[];
  }): Promise<{ language: string | undefined }>;
  export function addResourceBundle(language: string, namespace: string, resources: object): void;
}
