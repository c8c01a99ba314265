import { findRepositoryRoot } from '@branchlight/runtime';
import { type ChildProcess, fork } from 'node:child_process';

export interface ForkOptions {
  args?: string[];
  env?: NodeJS.ProcessEnv;
  /** File descriptor that takes standard output and error; dropped without one. */
  log?: number;
}

/**
 * Starts a TypeScript file in a process of its own with a message channel. It gets its own process group, so that Ctrl-C in the terminal
 * reaches only the suite, which then ends it in order.
 */
export function forkScript(file: string, { args = [], env, log }: ForkOptions): ChildProcess {
  return fork(file, args, {
    cwd: findRepositoryRoot(),
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...env },
    stdio: ['ignore', log ?? 'ignore', log ?? 'ignore', 'ipc'],
    detached: true,
  });
}
