import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './users';

/** A server that runs on a cluster. */
export interface Postmaster {
  pid: number;
  port: number;
}

/** The server that runs on this cluster, undefined when there is none (a file left by a killed server counts as none). */
export function findPostmaster(dataFolder: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(path.join(dataFolder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && pid > 0 && port > 0 && runsIn(pid, dataFolder) ? { pid, port } : undefined;
}

/**
 * Stops a server and waits for its end: open transactions are rolled back, what is committed is on disk.
 *
 * @throws Error when it still runs after half a minute
 */
export async function stopPostmaster({ pid }: Postmaster, dataFolder: string): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', 25],
    ['SIGQUIT', 5],
  ] as const) {
    sendSignal(pid, signal);
    for (let waited = 0; waited < seconds * 1000; waited += 25) {
      if (!runsIn(pid, dataFolder)) {
        return;
      }
      await sleep(25);
    }
  }
  throw new Error(`Postgres (process ${pid}) did not stop`);
}

export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** A server's working directory is its cluster, which tells it from an unrelated process that got the same id. */
function runsIn(pid: number, dataFolder: string): boolean {
  if (!isAlive(pid)) {
    return false;
  }
  if (process.platform !== 'linux') {
    return true;
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataFolder);
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EACCES';
  }
}
