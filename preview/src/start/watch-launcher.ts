import { readFileSync } from 'node:fs';
import { isSameProcess, readParent, readStartMark } from './process-identity';

const everyMs = 1_000;
const longestChain = 6;

/**
 * Calls back when what started this process is gone: npm, its shell and the TypeScript runner stand in between and none of
 * them passes on that it was killed. Looks at the processes above as far as `npm`; elsewhere than on Linux only at the
 * runner's channel.
 */
export function watchLauncher(onGone: () => void): () => void {
  const chain = listLaunchers().map((pid) => ({ pid, mark: readStartMark(pid) }));
  const timer = setInterval(() => {
    if (chain.some(({ pid, mark }) => !isSameProcess(pid, mark))) {
      onGone();
    }
  }, everyMs);
  timer.unref();
  process.once('disconnect', onGone);
  return () => {
    clearInterval(timer);
    process.off('disconnect', onGone);
  };
}

/** Ids of the processes above this one up to and including npm; empty when it was not started by npm. */
function listLaunchers(): number[] {
  const chain: number[] = [];
  let pid = readParent(process.pid);
  while (pid !== undefined && pid > 1 && chain.length < longestChain) {
    chain.push(pid);
    if (/(^|\/)npm(-cli\.js)?$/.test(readCommand(pid)) || readCommand(pid).startsWith('npm ')) {
      return chain;
    }
    pid = readParent(pid);
  }
  return [];
}

/** The program, or the script that a Node runs. npm rewrites its title to `npm start`. */
function readCommand(pid: number): string {
  try {
    const [program = '', script = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return /(^|\/)node$/.test(program) ? script : program;
  } catch {
    return '';
  }
}
