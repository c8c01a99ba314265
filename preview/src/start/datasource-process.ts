import { type Logger } from '@branchlight/runtime';
import {
  frameToJson,
  PluginProcessError,
  startPluginProcess,
  type PluginContext,
  type PluginProcess,
} from '@branchlight/plugin-protocol';
import { BackendUnavailableError, type BackendUser, type DatasourceBackend } from '../server/datasource-backend';
import { type ProvisionedDatasource } from '../server/provisioning/schemas';
import { type Run, Supervisor } from './supervise';

export interface DatasourceProcessOptions {
  /** The plugin's executable for this machine. */
  executable: string;
  pluginVersion: string;
  logger: Logger;
  onStart: (pid: number) => void;
  onEnd: (pid: number) => void;
}

interface PluginRun extends Run {
  plugin: PluginProcess;
}

/** The datasource's backend in its own process, called as Grafana calls it and started again when it ends. */
export class DatasourceProcess implements DatasourceBackend {
  private readonly supervisor: Supervisor<PluginRun>;

  constructor(private readonly options: DatasourceProcessOptions) {
    const { logger, onStart, onEnd } = options;
    this.supervisor = new Supervisor<PluginRun>({
      name: 'The datasource',
      start: () => this.startRun(),
      onStart: (run) => onStart(run.pid),
      onEnd: (run) => onEnd(run.pid),
      logger,
    });
  }

  get state(): string {
    return this.supervisor.state;
  }

  start(): Promise<void> {
    return this.supervisor.start();
  }

  stop(): Promise<void> {
    return this.supervisor.stop();
  }

  queryData: DatasourceBackend['queryData'] = (datasource, user, queries, signal) =>
    this.call(async (plugin) => {
      const answer = await plugin.queryData(
        {
          context: this.toContext(datasource, user),
          headers: {},
          queries: queries.map(({ from, to, ...query }) => ({ ...query, timeRange: { from, to } })),
        },
        signal
      );
      return new Map(
        [...answer].map(([refId, { frames, ...result }]) => [refId, { ...result, frames: frames.map(frameToJson) }])
      );
    });

  callResource: DatasourceBackend['callResource'] = (datasource, user, request, signal) =>
    this.call((plugin) => plugin.callResource({ context: this.toContext(datasource, user), ...request }, signal));

  checkHealth: DatasourceBackend['checkHealth'] = (datasource, user) =>
    this.call(async (plugin) => {
      const { details, status, message } = await plugin.checkHealth({
        context: this.toContext(datasource, user),
        headers: {},
      });
      return { ok: status === 'ok', message, ...(details && { details }) };
    });

  private async call<T>(action: (plugin: PluginProcess) => Promise<T>): Promise<T> {
    const { run } = this.supervisor;
    if (!run) {
      throw new BackendUnavailableError(`The datasource ${this.supervisor.state}; try again in a moment.`);
    }
    try {
      return await action(run.plugin);
    } catch (error) {
      if (error instanceof PluginProcessError) {
        throw new BackendUnavailableError('The datasource has just ended and starts again; try again in a moment.', {
          cause: error,
        });
      }
      throw error;
    }
  }

  private toContext(datasource: ProvisionedDatasource, user: BackendUser): PluginContext {
    return {
      orgId: datasource.orgId,
      pluginId: datasource.type,
      pluginVersion: this.options.pluginVersion,
      user: { login: user.login, name: user.name, email: `${user.login}@branchlight.invalid`, role: user.orgRole },
      datasource: {
        uid: datasource.uid,
        name: datasource.name,
        url: datasource.url,
        jsonData: datasource.jsonData,
        secureJsonData: datasource.secureJsonData,
        updated: 0,
      },
      grafanaConfig: {},
    };
  }

  private async startRun(): Promise<PluginRun> {
    const { executable, logger } = this.options;
    let resolveEnded: (reason: string) => void = () => undefined;
    const ended = new Promise<string>((resolve) => (resolveEnded = resolve));
    const plugin = await startPluginProcess({
      executable,
      onLog: ({ level, message, fields }) => logger[level](message, fields),
      onExit: ({ code, signal }) => resolveEnded(signal ?? `exit code ${code}`),
    });
    return { plugin, pid: plugin.pid, ended, stop: () => plugin.stop() };
  }
}
