import {
  type AppPluginConfig,
  type BootData,
  type DataSourceInstanceSettings,
  type DataSourcePluginMeta,
  type PanelPluginMeta,
  type PluginMeta,
} from '@grafana/data';
import { type Boot, type BootPlugin } from '../../shared/boot';
import { type Preferences } from './preferences';

/**
 * What Grafana's server writes into its page as `window.grafanaBootData`, made from the preview's boot answer. Imports
 * types only: it runs before any module of Grafana.
 */
export function createGrafanaBootData(boot: Boot, preferences: Preferences): BootData {
  const settings: Partial<BootData['settings']> = {
    appUrl: `${window.location.origin}/`,
    appSubUrl: '',
    namespace: 'default',
    windowTitlePrefix: 'Branchlight - ',
    minRefreshInterval: '5s',
    defaultDatasource: boot.datasources.find(({ isDefault }) => isDefault)?.name ?? '',
    datasources: createDatasourceSettings(boot),
    panels: createPanelMetas(boot),
    apps: createAppConfigs(boot),
    featureToggles: {},
    liveEnabled: false,
    exploreEnabled: false,
    helpEnabled: false,
    newsFeedEnabled: false,
    pluginAdminEnabled: false,
    openFeatureContext: {},
  };
  const bootData: Pick<BootData, 'user' | 'navTree' | 'assets'> = {
    user: createUser(boot, preferences),
    navTree: [],
    assets: { light: '', dark: '' },
  };
  // The type lists every setting of a Grafana; @grafana/runtime has defaults for those that are absent, buildInfo aside.
  return {
    ...bootData,
    settings: {
      ...settings,
      buildInfo: {
        version: GRAFANA_VERSION,
        commit: 'preview',
        env: 'production',
        edition: 'Open Source',
        versionString: `Branchlight preview ${boot.version}`,
      },
    } as BootData['settings'],
  };
}

function createUser(boot: Boot, preferences: Preferences): BootData['user'] {
  const { user } = boot;
  return {
    isSignedIn: true,
    id: user.id,
    uid: `preview-${user.id}`,
    externalUserId: user.login,
    login: user.login,
    email: '',
    name: user.name,
    theme: resolveTheme(preferences.theme),
    orgCount: 1,
    orgId: 1,
    orgName: boot.bank.name,
    orgRole: user.orgRole as BootData['user']['orgRole'],
    isGrafanaAdmin: false,
    gravatarUrl: '',
    timezone: boot.bank.timeZone,
    weekStart: 'monday',
    language: preferences.language,
    permissions: {},
    analytics: { identifier: '' },
    authenticatedBy: 'authproxy',
    lightTheme: resolveTheme(preferences.theme) === 'light',
  };
}

/** `light` or `dark`; `system` is looked up in the browser. */
export function resolveTheme(theme: Preferences['theme']): 'light' | 'dark' {
  if (theme !== 'system') {
    return theme;
  }
  return window.matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

/** A plugin's meta as Grafana's server gives it to the frontend. */
export function createPluginMeta(plugin: BootPlugin): PluginMeta {
  return {
    id: plugin.id,
    name: plugin.name,
    type: plugin.type as PluginMeta['type'],
    module: plugin.module,
    baseUrl: plugin.baseUrl,
    enabled: plugin.enabled,
    jsonData: plugin.jsonData,
    includes: plugin.includes as unknown as PluginMeta['includes'],
    translations: plugin.translations,
    loadingStrategy: 'script' as PluginMeta['loadingStrategy'],
    info: {
      author: { name: '' },
      description: plugin.info.description ?? '',
      links: [],
      logos: plugin.info.logos,
      screenshots: [],
      updated: plugin.info.updated ?? '',
      version: plugin.info.version,
    },
  };
}

function createDatasourceSettings(boot: Boot): Record<string, DataSourceInstanceSettings> {
  const entries = boot.datasources.flatMap((datasource) => {
    const plugin = boot.plugins.find(({ id }) => id === datasource.type);
    if (!plugin) {
      return [];
    }
    const { backend, alerting, metrics, annotations, multiValueFilterOperators } = plugin;
    const meta: DataSourcePluginMeta = {
      ...createPluginMeta(plugin),
      backend,
      isBackend: backend,
      alerting,
      metrics,
      annotations,
      multiValueFilterOperators,
    };
    return [[datasource.name, { ...datasource, meta, url: `/api/datasources/proxy/uid/${datasource.uid}` }] as const];
  });
  return Object.fromEntries(entries);
}

function createPanelMetas(boot: Boot): Record<string, PanelPluginMeta> {
  const panels = boot.plugins.filter(({ type }) => type === 'panel');
  return Object.fromEntries(panels.map((plugin, sort) => [plugin.id, { ...createPluginMeta(plugin), sort }]));
}

function createAppConfigs(boot: Boot): Record<string, AppPluginConfig> {
  const apps = boot.plugins.filter(({ type, enabled }) => type === 'app' && enabled);
  return Object.fromEntries(
    apps.map((plugin) => [
      plugin.id,
      {
        id: plugin.id,
        path: plugin.module,
        version: plugin.info.version,
        preload: false,
        angular: { detected: false, hideDeprecation: true },
        loadingStrategy: 'script' as AppPluginConfig['loadingStrategy'],
        dependencies: { grafanaVersion: '13.x', plugins: [], extensions: { exposedComponents: [] } },
        extensions: {
          addedComponents: [],
          addedFunctions: [],
          addedLinks: [],
          exposedComponents: [],
          extensionPoints: [],
        },
      },
    ])
  );
}
