import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { grafanaProtocol, handshakeEnv, magicCookie, parseHandshake } from '../handshake';
import {
  type HealthRequest,
  type HealthResponse,
  type QueryDataRequest,
  type QueryDataResponse,
  type ResourceRequest,
  type ResourceResponse,
} from '../messages';
import { readHealthResponse, readQueryDataResponse, readResourceResponse } from '../wire/from-wire';
import { controllerService, dataService, diagnosticsService, resourceService } from '../wire/services';
import { writeHealthRequest, writeQueryDataRequest, writeResourceRequest } from '../wire/to-wire';
import { PluginConnection } from './connection';
import { PluginProcessError } from './errors';
import { forwardLogLines, type PluginLogLine } from './log-lines';

export interface PluginExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** True after `stop`; false for a crash, after which the caller decides about a new start. */
  wasAsked: boolean;
}

export interface PluginProcessOptions {
  /** Path of the plugin's executable. */
  executable: string;
  /**
   * The plugin's whole environment, besides the handshake: like Grafana, nothing is passed on from this process.
   * Without PATH, the folder of this process' Node is searched.
   */
  env?: Record<string, string>;
  /** Lines of the plugin's log. */
  onLog?: (line: PluginLogLine) => void;
  /** Called once, when the process has ended after a successful start. */
  onExit?: (exit: PluginExit) => void;
  /** How long the handshake may take, in milliseconds. */
  startTimeoutMs?: number;
}

/** A running plugin. Calls fail with PluginProcessError when it ends, with an AbortError when their signal aborts. */
export interface PluginProcess {
  readonly pid: number;
  queryData: (request: QueryDataRequest, signal?: AbortSignal) => Promise<QueryDataResponse>;
  callResource: (request: ResourceRequest, signal?: AbortSignal) => Promise<ResourceResponse>;
  checkHealth: (request: HealthRequest, signal?: AbortSignal) => Promise<HealthResponse>;
  /** Process metrics in Prometheus' text format. */
  collectMetrics: () => Promise<string>;
  /** Asks the plugin to end and kills it after two seconds; resolves when it has ended. */
  stop: () => Promise<void>;
}

/** As Grafana: a plugin that has not ended by then is killed. */
const stopTimeoutMs = 2_000;
const defaultStartTimeoutMs = 30_000;

/**
 * Starts a plugin's executable and connects to it as Grafana does.
 *
 * @throws PluginProcessError when it does not start, or not as a plugin
 */
export async function startPluginProcess(options: PluginProcessOptions): Promise<PluginProcess> {
  const timeoutMs = options.startTimeoutMs ?? defaultStartTimeoutMs;
  // A folder of its own, so that no other user can open the socket; short, because socket paths are limited.
  const socketFolder = mkdtempSync(path.join(tmpdir(), 'blplug-'));
  const child = spawn(options.executable, [], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: path.dirname(process.execPath),
      ...options.env,
      [magicCookie.key]: magicCookie.value,
      [handshakeEnv.protocolVersions]: String(grafanaProtocol),
      [handshakeEnv.socketFolder]: socketFolder,
      PLUGIN_MIN_PORT: '10000',
      PLUGIN_MAX_PORT: '25000',
    },
  });
  const removeFolder = () => rmSync(socketFolder, { recursive: true, force: true });
  const lastLines: string[] = [];
  forwardLogLines(child.stderr, (line) => {
    lastLines.splice(0, Math.max(0, lastLines.length - 4));
    lastLines.push(line.message);
    options.onLog?.(line);
  });
  const exited = waitForExit(child);
  void exited.then(removeFolder);
  try {
    const address = parseHandshake(await readFirstLine(child, exited, timeoutMs));
    const connection = new PluginConnection(address);
    await connection.open(timeoutMs);
    return connectProcess(child, connection, exited, options);
  } catch (error) {
    child.kill('SIGKILL');
    const reason = error instanceof Error ? error.message : String(error);
    const said = lastLines.length > 0 ? ` It said: ${lastLines.join(' | ')}` : '';
    throw new PluginProcessError(`${options.executable} did not start: ${reason}${said}`);
  }
}

type Exit = Omit<PluginExit, 'wasAsked'>;

function connectProcess(
  child: ChildProcess,
  connection: PluginConnection,
  exited: Promise<Exit>,
  options: PluginProcessOptions
): PluginProcess {
  let wasAsked = false;
  const died = exited.then((exit): never => {
    throw new PluginProcessError(`The plugin's process has ended (${exit.signal ?? `exit code ${exit.code}`}).`);
  });
  died.catch(() => undefined);
  void exited.then((exit) => {
    connection.close();
    options.onExit?.({ ...exit, wasAsked });
  });
  // A call in flight when the process dies fails at once, and with the reason.
  const orDied = <T>(answer: Promise<T>): Promise<T> => Promise.race([answer.catch((error) => afterExit(error)), died]);
  const afterExit = async (error: unknown): Promise<never> => {
    if (error instanceof PluginProcessError) {
      await Promise.race([died, new Promise((resolve) => setTimeout(resolve, 200))]);
    }
    throw error;
  };
  return {
    pid: child.pid ?? -1,
    queryData: async (request, signal) =>
      readQueryDataResponse(
        await orDied(connection.call(dataService.queryData, writeQueryDataRequest(request), signal))
      ),
    callResource: async (request, signal) => {
      const parts = await orDied(
        connection.callStream(resourceService.callResource, writeResourceRequest(request), signal)
      );
      const [first, ...more] = parts.map(readResourceResponse);
      if (!first) {
        throw new PluginProcessError('The plugin gave no answer to a resource request.');
      }
      return { ...first, body: Buffer.concat([first.body, ...more.map((part) => part.body)]) };
    },
    checkHealth: async (request, signal) =>
      readHealthResponse(
        await orDied(connection.call(diagnosticsService.checkHealth, writeHealthRequest(request), signal))
      ),
    collectMetrics: async () => {
      const answer = await orDied(connection.call(diagnosticsService.collectMetrics, {}));
      return Buffer.from(answer.metrics?.prometheus ?? []).toString();
    },
    stop: async () => {
      wasAsked = true;
      const killLater = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
      await connection.call(controllerService.shutdown, {}).catch(() => undefined);
      // Streams that stay open would hold the plugin back.
      connection.close();
      await exited;
      clearTimeout(killLater);
    },
  };
}

function waitForExit(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', () => child.pid === undefined && resolve({ code: null, signal: null }));
  });
}

function readFirstLine(child: ChildProcess, exited: Promise<Exit>, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no handshake within ${timeoutMs} ms.`)), timeoutMs);
    child.once('error', (error) => reject(error));
    if (child.stdout) {
      // Lines after the first are read as well, so that the pipe never fills.
      createInterface({ input: child.stdout }).on('line', (line) => {
        clearTimeout(timer);
        resolve(line);
      });
    }
    // A process that ended at once may still have lines in its pipes.
    void exited.then((exit) =>
      setTimeout(() => reject(new Error(`it ended (${exit.signal ?? `exit code ${exit.code}`}).`)), 100)
    );
    void exited.finally(() => clearTimeout(timer));
  });
}
