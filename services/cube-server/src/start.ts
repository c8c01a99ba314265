import { createLogger, UserError, type Logger } from '@branchlight/runtime';
import { createServer } from 'node:http';
import { createCubeApp } from './app';
import { applyCubeEnvironment } from './settings';

/** Of dozens of boards that are opened at the same moment, while the process is busy; Node's 511 are soon full. */
const connectionsWaiting = 4_096;

export interface CubeServerOptions {
  /** 0 takes a free one */
  port: number;
  databaseUrl: string;
  /** Key that signs viewers' tokens, at least 32 characters */
  apiSecret: string;
  /** The bank's "now", YYYY-MM-DD; by default the last day with deposits */
  today?: string;
  /** DuckDB file with the tables of mart and ops, asked for figures in place of Postgres, which still says who viewers are */
  duckdbFile?: string;
  /** Folder outside of the repository where Cube may keep files */
  cacheDir?: string;
  logger?: Logger;
}

export interface CubeServer {
  port: number;
  url: string;
  /** Ends open requests and connections. */
  stop(): Promise<void>;
}

/**
 * Starts the semantic layer on 127.0.0.1. It sets variables in the process's environment, so run it in a process of its own
 * (server.ts).
 *
 * @throws UserError when the port is taken
 */
export async function startCubeServer(options: CubeServerOptions): Promise<CubeServer> {
  const logger = options.logger ?? createLogger('cube');
  applyCubeEnvironment(options.cacheDir, options.duckdbFile);
  const { app, usesFallback, warmUp, close } = await createCubeApp({ ...options, logger });
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new UserError(`Port ${options.port} of the semantic layer is taken. Remedy: start with another --port.`)
          : error
      )
    );
    server.listen({ port: options.port, host: '127.0.0.1', backlog: connectionsWaiting }, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  logger.info(`listening on 127.0.0.1:${port}`, { nativeAddon: !usesFallback });
  warmUp().then(
    () => logger.info('the model is compiled'),
    (error: unknown) => logger.error('the model does not compile', { error })
  );
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), 2000);
      await closed;
      clearTimeout(timer);
      await close();
    },
  };
}
