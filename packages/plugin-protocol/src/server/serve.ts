import { Server } from '@grpc/grpc-js';
import { formatHandshake, handshakeEnv, magicCookie } from '../handshake';
import {
  type HealthRequest,
  type HealthResponse,
  type QueryDataRequest,
  type QueryDataResponse,
  type ResourceRequest,
  type ResourceResponse,
} from '../messages';
import { readHealthRequest, readQueryDataRequest, readResourceRequest } from '../wire/from-wire';
import { dataService, diagnosticsService, resourceService } from '../wire/services';
import { writeHealthResponse, writeQueryDataResponse, writeResourceResponse } from '../wire/to-wire';
import { addHostServices } from './host-services';
import { listenOnSocket } from './listen';
import { createPluginLog, type PluginLog } from './log';
import { collectProcessMetrics } from './metrics';
import { redirectOutput } from './redirect-output';
import { answerStream, answerUnary } from './unary';

/** What a datasource does. The signal aborts when the host cancels the call or the plugin ends. */
export interface Datasource {
  checkHealth: (request: HealthRequest, signal: AbortSignal) => Promise<HealthResponse>;
  callResource: (request: ResourceRequest, signal: AbortSignal) => Promise<ResourceResponse>;
  /** An error of one query belongs into its result; what is thrown fails the whole call. */
  queryData: (request: QueryDataRequest, signal: AbortSignal) => Promise<QueryDataResponse>;
}

/** Grafana's own limit for what it sends. */
const largestRequest = 64 * 1024 * 1024;
/** Hosts kill a plugin two seconds after they asked it to end; calls in flight get this long. */
const gracePeriodMs = 1_000;
const orphanCheckMs = 2_000;
/** What the executables are compiled for. */
const oldestNode = 20;

/**
 * Serves a datasource to the host that started this process, until the host asks it to end, ends itself, or sends
 * SIGTERM; then the process exits. Standard output is redirected to the log before `create` runs.
 */
export function serveDatasource(create: (log: PluginLog) => Datasource): void {
  if (process.env[magicCookie.key] !== magicCookie.value) {
    process.stderr.write('This is a plugin of Grafana: it is started by Grafana and not by hand.\n');
    process.exit(1);
  }
  const log = createPluginLog((line) => void process.stderr.write(line));
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < oldestNode) {
    log.error(`The plugin needs Node ${oldestNode} or newer; "node" on PATH is ${process.versions.node}: update it.`);
    process.exit(1);
  }
  const writeOut = redirectOutput(log);
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    // What state the process is in is unknown: the host starts a new one.
    process.on(event, (error: unknown) => {
      log.error('The plugin ends after an unexpected error.', { error: describe(error) });
      process.exit(1);
    });
  }
  start(create(log), log, writeOut).catch((error: unknown) => {
    log.error('The plugin cannot serve.', { error: describe(error) });
    process.exit(1);
  });
}

async function start(datasource: Datasource, log: PluginLog, writeOut: (text: string) => void): Promise<void> {
  if (process.env[handshakeEnv.clientCertificate]) {
    throw new Error('The host asks for mutual TLS, which this plugin does not offer: switch it off in the host.');
  }
  const ended = new AbortController();
  const server = new Server({
    'grpc.max_receive_message_length': largestRequest,
    'grpc.max_send_message_length': -1,
  });
  let unlink = () => undefined as void;
  const shutdown = () => {
    if (ended.signal.aborted) {
      return;
    }
    ended.abort(new DOMException('The plugin ends.', 'AbortError'));
    const finish = () => {
      unlink();
      process.exit(0);
    };
    // The answer to Shutdown has to leave first; streams that stay open keep a graceful end from finishing.
    setTimeout(() => server.forceShutdown(), gracePeriodMs / 4);
    setTimeout(finish, gracePeriodMs);
    server.tryShutdown(finish);
  };
  addHostServices(server, shutdown);
  addDatasourceServices(server, datasource, log, ended.signal);

  const listener = await listenOnSocket(server);
  unlink = listener.unlink;
  process.on('exit', unlink);
  process.on('SIGTERM', shutdown);
  // Ctrl-C in a terminal reaches the host as well, which then ends its plugins in order.
  process.on('SIGINT', () => undefined);
  endWithHost(shutdown);
  writeOut(`${formatHandshake(listener.socketPath, Boolean(process.env[handshakeEnv.multiplex]))}\n`);
}

function addDatasourceServices(server: Server, datasource: Datasource, log: PluginLog, ended: AbortSignal): void {
  server.addService(diagnosticsService, {
    checkHealth: answerUnary(log, ended, async (request: Parameters<typeof readHealthRequest>[0], signal) =>
      writeHealthResponse(await datasource.checkHealth(readHealthRequest(request), signal))
    ),
    collectMetrics: answerUnary(log, ended, async () => ({
      metrics: { prometheus: new TextEncoder().encode(collectProcessMetrics()) },
    })),
  });
  server.addService(resourceService, {
    callResource: answerStream(log, ended, async (request: Parameters<typeof readResourceRequest>[0], signal) =>
      writeResourceResponse(await datasource.callResource(readResourceRequest(request), signal))
    ),
  });
  server.addService(dataService, {
    queryData: answerUnary(log, ended, async (request: Parameters<typeof readQueryDataRequest>[0], signal) =>
      writeQueryDataResponse(await datasource.queryData(readQueryDataRequest(request), signal))
    ),
  });
}

/** A host that was killed cannot ask its plugins to end: they notice that they have a new parent. */
function endWithHost(shutdown: () => void): void {
  const host = process.ppid;
  setInterval(() => process.ppid !== host && shutdown(), orphanCheckMs).unref();
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
