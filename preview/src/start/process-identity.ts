import { readFileSync } from 'node:fs';
import { readErrorCode } from './error-code';

/**
 * When a process was started, in the system's own counting: tells it from a later one with the same id. Empty where the
 * system does not say (no /proc).
 */
export function readStartMark(pid: number): string {
  return readStat(pid)?.[19] ?? '';
}

/** Whether the process with that id still runs and is the one whose start mark this is. */
export function isSameProcess(pid: number, mark: string): boolean {
  return isRunning(pid) && readStartMark(pid) === mark;
}

/** Id of a process' parent; undefined when it is gone or the system does not say. */
export function readParent(pid: number): number | undefined {
  const parent = Number(readStat(pid)?.[1]);
  return Number.isInteger(parent) && parent > 0 ? parent : undefined;
}

/** Whether a process runs; one that has ended and only waits to be collected does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return readErrorCode(error) === 'EPERM';
  }
  return readStat(pid)?.[0] !== 'Z';
}

/** Fields of /proc/PID/stat from the state on. */
function readStat(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
