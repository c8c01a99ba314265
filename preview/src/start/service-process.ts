import { UserError } from '@branchlight/runtime';
import { forkScript } from './fork-script';
import { type LogFile } from './log-files';
import { type Run } from './supervise';

export interface ServiceOptions {
  /** As people know it: "The semantic layer". */
  name: string;
  /** TypeScript file that sends `{type: 'ready'}` when it listens. */
  file: string;
  env: Record<string, string>;
  log: LogFile;
  readyWithinMs: number;
}

const stopWithinMs = 4_000;

/** Starts a service in its own process and waits for its ready message. Throws with the end of its log when it does not come. */
export async function startService({ name, file, env, log, readyWithinMs }: ServiceOptions): Promise<Run> {
  const logStart = log.size();
  const child = forkScript(file, { env, log: log.fd });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  let timer: NodeJS.Timeout | undefined;
  const failed = (reason: string) => {
    const said = log.readFrom(logStart);
    throw new UserError(`${name} did not start: ${reason}.${said && ` It said:\n${said}`}\nIts log is ${log.path}.`);
  };
  try {
    await Promise.race([
      new Promise<void>((resolve) => child.once('message', () => resolve())),
      ended.then(failed),
      new Promise<void>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error(`no sign of life within ${readyWithinMs / 1000} s`)), readyWithinMs);
      }).catch((error: unknown) => failed(error instanceof Error ? error.message : String(error))),
    ]);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return {
    pid: child.pid ?? -1,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      const killLater = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
      await ended;
      clearTimeout(killLater);
    },
  };
}
