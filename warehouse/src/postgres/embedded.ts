import { setTimeout as sleep } from 'node:timers/promises';
import { UserError, type Logger } from '@branchlight/runtime';
import { findBinaries, type PostgresBinaries } from './binaries';
import { ensureCluster, spawnServer, superuser } from './cluster';
import { readErrorCode, reservePort, waitUntilReady, withClient } from './connection';
import { preparePostgresFolders, type PostgresFolders } from './folders';
import { findPostmaster, sendSignal, stopPostmaster, type Postmaster } from './postmaster';
import { resolveRunAs, type RunAs } from './run-as';
import { type PostgresHandle } from './handle';
import { countLiveUsers, register } from './users';

const duplicateDatabase = ['42P04', '23505'];

interface EmbeddedOptions {
  dir: string;
  port: number;
  password: string;
  logger: Logger;
}

interface Context extends EmbeddedOptions {
  runAs: RunAs;
  folders: PostgresFolders;
  binaries: PostgresBinaries;
}

/** Starts the embedded server of a suite's folder, or joins the one that runs there. */
export async function startEmbedded(options: EmbeddedOptions): Promise<PostgresHandle> {
  const runAs = resolveRunAs();
  const folders = preparePostgresFolders(options.dir, runAs, options.logger);
  const binaries = findBinaries(runAs, options.logger);
  const context = { ...options, runAs, folders, binaries };
  ensureCluster(folders, binaries, runAs, options.password);
  const others = countLiveUsers(folders.users);
  const registration = register(folders.users);
  try {
    const postmaster = await startOrJoin(context, others > 0);
    return createHandle(context, postmaster, registration.leave);
  } catch (error) {
    registration.leave();
    throw error;
  }
}

async function startOrJoin(context: Context, isUsed: boolean): Promise<Postmaster> {
  const { folders, port, logger } = context;
  // A server that was killed may leave children that hold its memory for a moment, and two starts may meet: try again.
  for (let attempt = 1; ; attempt += 1) {
    const running = findPostmaster(folders.data);
    if (running && (isUsed || port === 0 || running.port === port)) {
      await waitUntilReady(buildUrl(context, running.port, 'postgres'), () => {
        if (!findPostmaster(folders.data)) {
          throw new UserError('The Postgres that ran for this folder has just ended. Remedy: start again.');
        }
      });
      logger.debug('Joined the running Postgres', { port: running.port });
      return running;
    }
    if (running) {
      logger.info(`Moving Postgres, left over on port ${running.port}, to ${port}`);
      await stopPostmaster(running, folders.data);
    }
    const failure = await startServer(context);
    if (typeof failure !== 'string') {
      return failure;
    }
    if (attempt === 20 || !/shared memory block|lock file "postmaster\.pid" already exists/.test(failure)) {
      throw new UserError(`Postgres did not start: ${failure}\nIts log is ${folders.log}.`);
    }
    await sleep(250);
  }
}

/** Gives the server, or what its log says when it ended at once. */
async function startServer(context: Context): Promise<Postmaster | string> {
  const { folders, binaries, runAs, logger } = context;
  const port = await reservePort(context.port);
  const server = spawnServer(folders, binaries, runAs, port);
  let failure: string | undefined;
  try {
    await waitUntilReady(buildUrl(context, port, 'postgres'), () => {
      failure = server.readFailure();
      if (failure !== undefined) {
        throw new Error(failure);
      }
    });
  } catch (error) {
    if (failure !== undefined) {
      return failure;
    }
    await stopPostmaster({ pid: server.pid, port }, folders.data);
    throw error;
  }
  logger.debug('Started Postgres', { port });
  return { pid: server.pid, port };
}

function createHandle(context: Context, postmaster: Postmaster, leave: () => boolean): PostgresHandle {
  const { folders, logger } = context;
  let stopping: Promise<void> | undefined;
  const stopAtExit = () => {
    if (leave()) {
      sendSignal(postmaster.pid, 'SIGINT');
    }
  };
  process.on('exit', stopAtExit);
  return {
    kind: 'embedded',
    host: '127.0.0.1',
    port: postmaster.port,
    ensureDatabase: (bank) => ensureDatabase(context, postmaster.port, bank),
    isRunning: () => findPostmaster(folders.data) !== undefined,
    stop() {
      stopping ??= (async () => {
        process.off('exit', stopAtExit);
        if (leave()) {
          await stopPostmaster(postmaster, folders.data);
          logger.debug('Stopped Postgres', { port: postmaster.port });
        }
      })();
      return stopping;
    },
  };
}

async function ensureDatabase(context: Context, port: number, bank: string): Promise<string> {
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(bank)) {
    throw new UserError(`The bank's code "${bank}" is not usable: up to 40 lower-case letters, digits and _.`);
  }
  const database = `branchlight_${bank}`;
  await withClient(buildUrl(context, port, 'postgres'), async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) {
      try {
        await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
      } catch (error) {
        if (!duplicateDatabase.includes(readErrorCode(error) ?? '')) {
          throw error;
        }
      }
    }
  });
  return buildUrl(context, port, database);
}

function buildUrl({ password }: Context, port: number, database: string): string {
  return `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}
