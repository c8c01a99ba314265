import {
  type DataSourceApi,
  type DataSourceInstanceSettings,
  type DataSourcePlugin,
  type DataSourcePluginMeta,
  type DataSourceRef,
  type ScopedVars,
} from '@grafana/data';
import {
  type DataSourceSrv,
  type GetDataSourceListFilters,
  getTemplateSrv,
  type RuntimeDataSourceRegistration,
} from '@grafana/runtime';

type LoadPlugin = (meta: DataSourcePluginMeta) => Promise<DataSourcePlugin<DataSourceApi>>;
type Reference = DataSourceRef | string | null;

/** The provisioned datasources, each created from its plugin on first use and kept. */
export class PreviewDataSourceSrv implements DataSourceSrv {
  private readonly instances = new Map<string, Promise<DataSourceApi>>();
  private readonly runtimeSources = new Map<string, DataSourceApi>();

  constructor(
    private readonly settings: DataSourceInstanceSettings[],
    private readonly loadPlugin: LoadPlugin
  ) {}

  async get(ref?: Reference, scopedVars?: ScopedVars): Promise<DataSourceApi> {
    const uid = readUid(ref);
    const runtimeSource = uid === undefined ? undefined : this.runtimeSources.get(uid);
    if (runtimeSource) {
      return runtimeSource;
    }
    const settings = this.getInstanceSettings(ref, scopedVars);
    if (!settings) {
      throw new Error(
        `Data source ${describe(ref)} was not found. Provisioned: ${this.settings.map(({ uid: id }) => id).join(', ') || 'none'}.`
      );
    }
    const known = this.instances.get(settings.uid);
    if (known) {
      return known;
    }
    const created = this.create(settings);
    this.instances.set(settings.uid, created);
    // A module that failed to load may load on the next try.
    created.catch(() => this.instances.delete(settings.uid));
    return created;
  }

  getInstanceSettings(ref?: Reference, scopedVars?: ScopedVars): DataSourceInstanceSettings | undefined {
    const uid = readUid(ref);
    const type = typeof ref === 'object' ? ref?.type : undefined;
    if (uid === undefined || uid === 'default') {
      return this.settings.find((item) => (type ? item.type === type : item.isDefault)) ?? this.settings[0];
    }
    const name = uid.startsWith('$') ? getTemplateSrv().replace(uid, scopedVars) : uid;
    return this.settings.find((item) => item.uid === name || item.name === name);
  }

  getList(filters: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
    const types = [filters.type ?? []].flat();
    return this.settings.filter(
      (item) =>
        (types.length === 0 || types.includes(item.type)) &&
        (!filters.pluginId || item.meta.id === filters.pluginId) &&
        (!filters.metrics || item.meta.metrics) &&
        (!filters.annotations || item.meta.annotations) &&
        (!filters.alerting || item.meta.alerting) &&
        (!filters.logs || item.meta.logs) &&
        (!filters.tracing || item.meta.tracing) &&
        (filters.filter?.(item) ?? true)
    );
  }

  /** Provisioned sources do not change while the page is open. */
  async reload(): Promise<void> {}

  registerRuntimeDataSource({ dataSource }: RuntimeDataSourceRegistration): void {
    if (this.runtimeSources.has(dataSource.uid)) {
      throw new Error(`A data source with uid ${dataSource.uid} is registered already`);
    }
    this.runtimeSources.set(dataSource.uid, dataSource);
  }

  private async create(settings: DataSourceInstanceSettings): Promise<DataSourceApi> {
    const plugin = await this.loadPlugin(settings.meta);
    const instance = new plugin.DataSourceClass(settings);
    instance.components = plugin.components;
    // Sources written against older versions read these two from the instance.
    instance.meta ??= settings.meta;
    return instance;
  }
}

function readUid(ref?: Reference): string | undefined {
  return typeof ref === 'string' ? ref : ref?.uid;
}

function describe(ref?: Reference): string {
  return readUid(ref) ?? (typeof ref === 'object' ? ref?.type : undefined) ?? 'default';
}
