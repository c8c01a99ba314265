import { UserError } from '@branchlight/runtime';
import path from 'node:path';
import { z } from 'zod';
import { forkScript } from './fork-script';
import { type Guard } from './guard';
import { type LogFile } from './log-files';

const messageSchema = z.object({ name: z.string(), rebuilt: z.boolean(), milliseconds: z.number() });

export interface BuildRun {
  hostFolder: string;
  log: LogFile;
  guard: Guard;
  signal: AbortSignal;
  onBuilt: (name: string, milliseconds: number) => void;
}

/** Builds missing or changed plugins and the page. Throws a UserError with what the compiler said. */
export async function runBuild({ hostFolder, log, guard, signal, onBuilt }: BuildRun): Promise<void> {
  const logStart = log.size();
  const child = forkScript(path.join(__dirname, 'build-bundles.ts'), { args: [hostFolder], log: log.fd });
  const pid = child.pid ?? -1;
  guard.add(pid);
  const abort = () => child.kill('SIGKILL');
  signal.addEventListener('abort', abort, { once: true });
  child.on('message', (raw) => {
    const message = messageSchema.parse(raw);
    if (message.rebuilt) {
      onBuilt(message.name, message.milliseconds);
    }
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    child.once('error', () => resolve(null));
  });
  signal.removeEventListener('abort', abort);
  guard.remove(pid);
  signal.throwIfAborted();
  if (code !== 0) {
    throw new UserError(
      `The plugins or the page could not be built:\n${log.readFrom(logStart)}\nThe log is ${log.path}.`
    );
  }
}
