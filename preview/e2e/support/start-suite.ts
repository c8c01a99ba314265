import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chooseDriver } from './driver';
import { checkGrafana } from './grafana/check-grafana';
import { readGrafanaOptions } from './grafana/grafana-options';

const root = path.join(__dirname, '../../..');
const fixtures = path.join(root, 'warehouse/src/loader/fixtures/pkdd99');
const startTimeout = 180_000;

/**
 * Starts the suite for the browser tests on the fixtures, a free port and a folder of its own; returns what stops it.
 * With BRANCHLIGHT_URL or GRAFANA_URL set, that running suite or Grafana is used and left alone; a Grafana is checked
 * first for what the tests need.
 */
export default async function startSuite(): Promise<() => Promise<void>> {
  const grafana = readGrafanaOptions(process.env);
  if (grafana) {
    await checkGrafana(grafana, chooseDriver(process.env).defaultLogin);
    return async () => {};
  }
  if (process.env.BRANCHLIGHT_URL) {
    return async () => {};
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'branchlight-e2e-'));
  const port = await findFreePort();
  const child = spawn(
    process.execPath,
    [
      path.join(root, 'scripts/with-node.mjs'),
      ...['tsx', path.join(root, 'preview/src/main.ts')],
      ...['--bank', 'pkdd99', '--data', fixtures, '--dir', folder, '--port', String(port)],
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true }
  );
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const stop = async () => {
    await endProcess(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitForHealth(url, child);
  } catch (error) {
    await stop();
    throw new Error(`${String(error)}\nThe suite said:\n${output.join('').slice(-4000)}`, { cause: error });
  }
  process.env.BRANCHLIGHT_URL = url;
  process.env.BRANCHLIGHT_E2E_DIR = folder;
  return stop;
}

/** The suite takes a base port and three above it; the highest of them has to stay below 65536. */
async function findFreePort(): Promise<number> {
  for (let attempt = 0; attempt < 20; attempt++) {
    // Browsers refuse no port of this range.
    const port = 7000 + Math.floor(Math.random() * 3000);
    const ports = [port, port + 1000, port + 1100, port + 51_320].filter((candidate) => candidate < 65_536);
    const free = await Promise.all(ports.map(isFree));
    if (ports.length === 4 && free.every(Boolean)) {
      return port;
    }
  }
  throw new Error('No free port for the suite was found.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

async function waitForHealth(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + startTimeout;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) {
      throw new Error(`The suite ended with code ${child.exitCode} before it was ready.`);
    }
    const response = await fetch(`${url}/api/health`).catch(() => undefined);
    if (response?.status === 200) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`The suite was not ready after ${startTimeout / 1000} s.`);
}

/** Ctrl-C for the process and its children; a hard end after 20 s. */
async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) {
    return;
  }
  const { pid } = child;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  process.kill(-pid, 'SIGINT');
  const timer = setTimeout(() => process.kill(-pid, 'SIGKILL'), 20_000);
  await ended;
  clearTimeout(timer);
}
