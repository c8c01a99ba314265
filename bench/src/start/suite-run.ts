import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface SuiteRun {
  url: string;
  pid: number;
  /** From the command to the first /api/health with status 200 */
  seconds: number;
  /** Ctrl-C, as in a terminal; a hard end after 30 s */
  stop: () => Promise<void>;
}

const longestStart = 600_000;

/**
 * Runs `npm start` in a checkout and waits until it is healthy.
 *
 * @throws Error with the end of its output when it is not
 */
export async function startSuite(checkout: string, port: number, args: string[]): Promise<SuiteRun> {
  const start = performance.now();
  const child = spawn('npm', ['start', '--silent', '--', ...args, '--port', String(port)], {
    cwd: checkout,
    env: { ...process.env, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  const keep = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = () => stopGroup(child, ended);
  const url = `http://127.0.0.1:${port}`;
  while (!(await isHealthy(url))) {
    if (child.exitCode !== null || performance.now() - start > longestStart) {
      await stop();
      throw new Error(`The suite did not get healthy. It said:\n${output}`);
    }
    await sleep(100);
  }
  return { url, pid: child.pid ?? -1, seconds: (performance.now() - start) / 1000, stop };
}

async function isHealthy(url: string): Promise<boolean> {
  const response = await fetch(`${url}/api/health`).catch(() => undefined);
  await response?.body?.cancel();
  return response?.status === 200;
}

async function stopGroup(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) {
    return;
  }
  const group = -child.pid;
  process.kill(group, 'SIGINT');
  const timer = setTimeout(() => process.kill(group, 'SIGKILL'), 30_000);
  await ended;
  clearTimeout(timer);
}

/** A base port whose ports for the suite's parts are free. */
export async function findBasePort(): Promise<number> {
  for (;;) {
    const base = 7000 + Math.floor(Math.random() * 3000);
    const free = await Promise.all([0, 1000, 1100, 51_320].map((offset) => isFree(base + offset)));
    if (free.every(Boolean)) {
      return base;
    }
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
