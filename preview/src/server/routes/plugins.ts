import { type FastifyInstance } from 'fastify';
import { type BootPlugin } from '../../shared/boot';
import { type ServerContext } from '../context';
import { HttpError } from '../http-error';
import { readModuleVersion, type InstalledPlugin } from '../plugin-catalog';

/** The built plugins and their settings. */
export function addPluginRoutes(app: FastifyInstance, context: ServerContext): void {
  app.get<{ Querystring: { type?: string } }>('/api/plugins', async ({ query }) =>
    context.plugins
      .list()
      .filter(({ manifest }) => query.type === undefined || manifest.type === query.type)
      .map((plugin) => {
        const { id, name, type, enabled, info } = toBootPlugin(plugin, context);
        return {
          id,
          name,
          type,
          enabled,
          pinned: enabled,
          info,
          hasUpdate: false,
          defaultNavUrl: `/plugins/${id}/`,
          category: '',
          state: '',
          signature: 'unsigned',
          accessControl: {},
        };
      })
  );

  app.get<{ Params: { id: string } }>('/api/plugins/:id/settings', async ({ params }) => {
    const plugin = context.plugins.find(params.id);
    if (!plugin) {
      throw new HttpError(404, 'Plugin not found, no installed plugin with that id');
    }
    const { id, name, type, enabled, info, includes, jsonData, module, baseUrl } = toBootPlugin(plugin, context);
    const app = context.provisioning.apps.find((item) => item.type === id);
    return {
      id,
      name,
      type,
      enabled,
      pinned: enabled,
      info,
      includes,
      jsonData,
      module,
      baseUrl,
      secureJsonFields: Object.fromEntries(Object.keys(app?.secureJsonData ?? {}).map((key) => [key, true])),
      dependencies: plugin.manifest.dependencies ?? {},
      hasUpdate: false,
      signature: 'unsigned',
      signatureType: '',
      angularDetected: false,
    };
  });
}

/** The plugin as the browser host loads it. Settings that hold addresses for the plugin proxy stay on the server. */
export function toBootPlugin(plugin: InstalledPlugin, context: Pick<ServerContext, 'provisioning'>): BootPlugin {
  const { manifest } = plugin;
  const baseUrl = `/public/plugins/${manifest.id}`;
  const app = context.provisioning.apps.find((item) => item.type === manifest.id);
  const proxied = manifest.routes.flatMap((route) => listSettings(route.url));
  const jsonData = Object.entries(app?.jsonData ?? {}).filter(([name]) => !proxied.includes(name));
  const { logos } = manifest.info;
  return {
    id: manifest.id,
    type: manifest.type,
    name: manifest.name,
    module: `${baseUrl}/module.js?v=${readModuleVersion(plugin)}`,
    baseUrl,
    info: { ...manifest.info, logos: { small: `${baseUrl}/${logos.small}`, large: `${baseUrl}/${logos.large}` } },
    includes: manifest.includes,
    languages: manifest.languages,
    translations: Object.fromEntries(
      manifest.languages.map((language) => [language, `${baseUrl}/locales/${language}/${manifest.id}.json`])
    ),
    enabled: manifest.type === 'app' ? app !== undefined && !app.disabled : true,
    jsonData: Object.fromEntries(jsonData),
    backend: manifest.backend,
    alerting: manifest.alerting,
    metrics: manifest.metrics,
    annotations: manifest.annotations,
    multiValueFilterOperators: manifest.multiValueFilterOperators,
  };
}

/** Names of the app settings that a route's URL refers to, as in `{{ .JsonData.hubUrl }}`. */
export function listSettings(url: string): string[] {
  return [...url.matchAll(/\{\{\s*\.JsonData\.(\w+)\s*\}\}/g)].flatMap((match) => match[1] ?? []);
}
