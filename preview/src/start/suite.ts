import {
  createLogger,
  describeError,
  ensureSecrets,
  findRepositoryRoot,
  resolveSuitePaths,
  resolveSuitePorts,
  type Logger,
  type Secrets,
  type SuitePorts,
} from '@branchlight/runtime';
import {
  demoBankCode,
  ensureCubeRole,
  migrateDatabase,
  removePostgresData,
  startPostgres,
} from '@branchlight/warehouse';
import { signIdentity } from '@branchlight/action-hub';
import { hkdfSync } from 'node:crypto';
import path from 'node:path';
import { Pool } from 'pg';
import { type ReactMajor } from '../host-packages';
import { readBank } from '../server/bank-directory';
import { FolderPluginCatalog } from '../server/plugin-catalog';
import { readProvisionedDashboards, readProvisioning } from '../server/provisioning/read-provisioning';
import { startPreviewServer } from '../server/server';
import { DatabaseViewerDirectory } from '../server/viewer-directory';
import { checkPorts } from './check-ports';
import { type Cleanup } from './cleanup';
import { DatasourceProcess } from './datasource-process';
import { findExecutable } from './find-executable';
import { startGuard, type Guard } from './guard';
import { checkHealth } from './health';
import { loadBank } from './load-bank';
import { lockFolder } from './lock';
import { openLogFile } from './log-files';
import { openDemoBank } from './open-demo-bank';
import { replayLastDay, type ReplayOptions } from './replay-last-day';
import { type Reporter } from './reporter';
import { runBuild } from './run-build';
import { startService } from './service-process';
import { Supervisor, type Run } from './supervise';
import { waitUntilHealthy } from './wait-until-healthy';
import { watchDatabase } from './watch-database';

export interface SuiteOptions {
  /** Folder of database, secrets and logs. */
  dir: string;
  port: number;
  bank: string;
  /** The bank's files; undefined opens what is loaded. */
  data?: string;
  /** Thousands of customers of the demo bank; undefined: those that are there, else the default */
  scale?: number;
  /** As scale */
  seed?: number;
  today?: string;
  /** Books the demo bank's last day little by little once all runs. */
  live: boolean;
  reset: boolean;
  /** React that the page and the plugins run on. */
  react: ReactMajor;
}

export const suiteVersion = '0.1.0';
const datasourceId = 'branchlight-cube-datasource';
const serviceReadyMs = 60_000;

/**
 * Starts everything, in order, and returns the address of the page once all of it answers. Every part is registered with `cleanup` as soon
 * as it runs, so whoever calls ends it in any case with `cleanup.run()`.
 *
 * @throws UserError with the remedy
 */
export async function startSuite(
  options: SuiteOptions,
  reporter: Reporter,
  cleanup: Cleanup,
  signal: AbortSignal
): Promise<string> {
  const root = findRepositoryRoot();
  const ports = resolveSuitePorts(options.port);
  const { dir, cache } = resolveSuitePaths(options.dir);
  cleanup.add(lockFolder(dir, ports.preview));
  await checkPorts({ page: ports.preview, 'semantic layer': ports.cube, 'action hub': ports.hub });
  const logger = openLogger(dir);
  const secrets = ensureSecrets(dir);
  const isEmbedded = !process.env.DATABASE_URL;
  if (options.reset) {
    await resetData(dir, isEmbedded, reporter);
  }
  const guard = await startGuard(dir, isEmbedded, openLogFile(dir, 'guardian').fd);
  cleanup.add(() => guard.dismiss());
  signal.throwIfAborted();

  const hostFolder = path.join(
    root,
    'preview',
    'dist',
    options.react === '18' ? 'host' : `host-react-${options.react}`
  );
  const building = runBuild({
    hostFolder,
    log: openLogFile(dir, 'build'),
    guard,
    signal,
    onBuilt: (name, milliseconds) => reporter.step(`Built ${name}`, milliseconds),
  });
  // Awaited below; a failure until then must not count as unhandled.
  building.catch(() => undefined);

  const databaseUrl = await startDatabase(options, dir, ports, reporter, cleanup, logger);
  signal.throwIfAborted();
  if (options.bank === demoBankCode) {
    await openDemoBank({ ...options, dir, databaseUrl, reporter, signal });
  } else {
    await loadBank({ ...options, dir, databaseUrl, root, reporter, signal });
  }
  signal.throwIfAborted();

  const pool = new Pool({ connectionString: databaseUrl, max: 6, application_name: 'branchlight-preview' });
  pool.on('error', (error) => logger.warn('database connection lost', { error }));
  cleanup.add(() => pool.end());

  const hubKey = deriveKey(secrets, 'action hub identity');
  const cubeDatabaseUrl = await openCubeDatabase(databaseUrl, isEmbedded, secrets);
  const cube = superviseService(
    'cube',
    'The semantic layer',
    'services/cube-server/src/server.ts',
    guard,
    dir,
    logger,
    {
      BRANCHLIGHT_CUBE_PORT: String(ports.cube),
      DATABASE_URL: cubeDatabaseUrl,
      CUBEJS_API_SECRET: secrets.cubeApiSecret,
      BRANCHLIGHT_CUBE_CACHE_DIR: path.join(cache, 'cube'),
      ...(options.today !== undefined && { BRANCHLIGHT_TODAY: options.today }),
    }
  );
  const hub = superviseService('hub', 'The action hub', 'services/action-hub/src/server.ts', guard, dir, logger, {
    HUB_PORT: String(ports.hub),
    DATABASE_URL: databaseUrl,
    HUB_IDENTITY_KEY: hubKey,
    HUB_INGEST_TOKEN: secrets.hubIngestToken,
  });
  cleanup.add(() => Promise.all([cube.stop(), hub.stop()]));
  await reporter.timed('Started semantic layer and action hub', () => Promise.all([cube.start(), hub.start()]));
  signal.throwIfAborted();

  await building;
  const plugins = new FolderPluginCatalog(path.join(root, 'plugins'));
  const datasource = new DatasourceProcess({
    ...findExecutable(plugins, datasourceId),
    logger: logger.child('datasource'),
    onStart: guard.add,
    onEnd: guard.remove,
  });
  cleanup.add(() => datasource.stop());
  await datasource.start();
  signal.throwIfAborted();

  const cubeUrl = `http://127.0.0.1:${ports.cube}`;
  const hubUrl = `http://127.0.0.1:${ports.hub}`;
  const provisioningFolder = path.join(root, 'provisioning');
  const environment = {
    ...process.env,
    BRANCHLIGHT_CUBE_API_URL: cubeUrl,
    BRANCHLIGHT_CUBE_API_SECRET: secrets.cubeApiSecret,
    BRANCHLIGHT_HUB_URL: hubUrl,
    BRANCHLIGHT_DASHBOARDS: path.join(provisioningFolder, 'dashboards', 'json'),
  };
  const provisioning = readProvisioning(provisioningFolder, environment);
  const getProcessStates = () => ({ cube: cube.state, hub: hub.state, datasource: datasource.state });
  const server = await startPreviewServer(
    {
      logger,
      version: suiteVersion,
      sessionSecret: secrets.sessionSecret,
      getPort: () => ports.preview,
      viewers: new DatabaseViewerDirectory(pool),
      provisioning,
      readDashboards: () => readProvisionedDashboards(provisioningFolder, environment),
      plugins,
      backend: datasource,
      getHealth: () => checkHealth({ pool, bank: options.bank, cubeUrl, hubUrl, getProcessStates }),
      getBank: () => readBank(pool),
      getToday: async () => options.today ?? (await readBank(pool)).lastDay ?? new Date().toISOString().slice(0, 10),
      signHubIdentity: (login) => signIdentity(login, hubKey),
      hostFolder,
    },
    ports.preview
  );
  cleanup.add(() => server.close());
  const url = `http://localhost:${ports.preview}`;
  await waitUntilHealthy(`http://127.0.0.1:${ports.preview}/api/health`, signal);
  if (options.live) {
    const replay = startReplay({ databaseUrl, hubUrl, ingestToken: secrets.hubIngestToken, logger, signal }, reporter);
    cleanup.add(() => replay.stop());
  }
  return url;
}

/** Books the last day beside everything else; what ends it too early is told and ends nothing. */
function startReplay(options: ReplayOptions, reporter: Reporter): { stop: () => Promise<void> } {
  const stopper = new AbortController();
  const signal = AbortSignal.any([options.signal, stopper.signal]);
  const running = replayLastDay({ ...options, signal }).then(
    (rows) => reporter.step(`Booked the ${rows.toLocaleString('en-US')} transactions of the last day`),
    (error: unknown) => {
      if (!signal.aborted) {
        options.logger.error('the replay of the last day ended', { error });
        reporter.note(
          `The last day is not booked any further: ${describeError(error)}. The next start books the rest.`
        );
      }
    }
  );
  return {
    async stop() {
      stopper.abort(new Error('Stopped.'));
      await running;
    },
  };
}

function openLogger(dir: string): Logger {
  const file = openLogFile(dir, 'preview');
  return createLogger('preview', { format: 'json', write: file.write });
}

async function resetData(dir: string, isEmbedded: boolean, reporter: Reporter): Promise<void> {
  if (!isEmbedded) {
    reporter.note('--reset leaves the Postgres of DATABASE_URL alone: empty its database yourself if it has to be.');
    return;
  }
  await removePostgresData(dir);
  reporter.note(`Deleted the loaded data of ${dir}`);
}

async function startDatabase(
  { bank }: SuiteOptions,
  dir: string,
  ports: SuitePorts,
  reporter: Reporter,
  cleanup: Cleanup,
  logger: Logger
): Promise<string> {
  return reporter.timed('Database is ready', async () => {
    const start = () => startPostgres({ dir, port: ports.postgres, logger: logger.child('postgres') });
    const postgres = await start();
    cleanup.add(watchDatabase(postgres, start, logger).stop);
    const url = await postgres.ensureDatabase(bank);
    await migrateDatabase(url, { logger: logger.child('migrate') });
    return url;
  });
}

/**
 * The semantic layer's way into the database: a role of its own that only reads. In a Postgres of somebody else's no role is made
 * unasked; there BRANCHLIGHT_CUBE_DATABASE_URL names one.
 */
function openCubeDatabase(databaseUrl: string, isEmbedded: boolean, secrets: Secrets): Promise<string> {
  return isEmbedded
    ? ensureCubeRole(databaseUrl, deriveKey(secrets, 'semantic layer database'))
    : Promise.resolve(process.env.BRANCHLIGHT_CUBE_DATABASE_URL || databaseUrl);
}

/** Not one of the stored secrets itself, so that a key that leaks from a part signs no sessions. */
function deriveKey({ sessionSecret }: Secrets, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', sessionSecret, '', purpose, 32)).toString('base64url');
}

function superviseService(
  log: string,
  name: string,
  file: string,
  guard: Guard,
  dir: string,
  logger: Logger,
  env: Record<string, string>
): Supervisor<Run> {
  const logFile = openLogFile(dir, log);
  return new Supervisor<Run>({
    name,
    start: () =>
      startService({
        name,
        file: path.join(findRepositoryRoot(), file),
        env,
        log: logFile,
        readyWithinMs: serviceReadyMs,
      }),
    onStart: (run) => guard.add(run.pid),
    onEnd: (run) => guard.remove(run.pid),
    logger,
  });
}
