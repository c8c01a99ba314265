import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Who uses a running server, kept as one file per use: the last one who leaves stops it. So a load may join a running suite or
 * start the server itself, in any order, and a server whose users were killed is known to be an orphan.
 */
export interface Registration {
  /** Gives the use up; true when nobody else uses the server any more. */
  leave(): boolean;
}

export function register(folder: string): Registration {
  const file = path.join(folder, `${process.pid}-${randomBytes(4).toString('hex')}`);
  writeFileSync(file, readStartMark(process.pid));
  return {
    leave() {
      rmSync(file, { force: true });
      return countLiveUsers(folder) === 0;
    },
  };
}

/** Counts the processes' uses that still run and forgets the others. */
export function countLiveUsers(folder: string): number {
  return readdirSync(folder).filter((name) => {
    const file = path.join(folder, name);
    const pid = Number.parseInt(name, 10);
    const alive = isAlive(pid) && readMark(file) === readStartMark(pid);
    if (!alive) {
      rmSync(file, { force: true });
    }
    return alive;
  }).length;
}

/** Whether a process with that id exists, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
}

/** Tells a process from a later one with the same id, which is common in containers; empty where there is no /proc. */
function readStartMark(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; the start time is the 20th field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function readMark(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
