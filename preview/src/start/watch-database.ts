import { describeError, type Logger } from '@branchlight/runtime';
import { type PostgresHandle } from '@branchlight/warehouse';

/** The embedded Postgres, kept running. */
export interface WatchedDatabase {
  /** Ends watching and then the use of the server. */
  stop: () => Promise<void>;
}

const everyMs = 1_000;

/** Starts the server again, on the same port and data, when it has ended without being asked to. */
export function watchDatabase(
  first: PostgresHandle,
  start: () => Promise<PostgresHandle>,
  logger: Logger
): WatchedDatabase {
  let postgres = first;
  let restarting: Promise<void> | undefined;
  const restart = async () => {
    logger.error('Postgres has ended, starting it again');
    try {
      const ended = postgres;
      postgres = await start();
      await ended.stop();
      logger.info('Postgres runs again');
    } catch (error) {
      logger.error(`Postgres did not start again: ${describeError(error)}`);
    } finally {
      restarting = undefined;
    }
  };
  const timer = setInterval(() => {
    if (!restarting && !postgres.isRunning()) {
      restarting = restart();
    }
  }, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await restarting;
      await postgres.stop();
    },
  };
}
