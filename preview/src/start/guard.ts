import path from 'node:path';
import { forkScript } from './fork-script';

/** Knows which processes must not outlive the suite. */
export interface Guard {
  add: (pid: number) => void;
  remove: (pid: number) => void;
  /** Everything has ended in order: the guardian goes as well. */
  dismiss: () => Promise<void>;
}

/** Starts the guardian (see guardian.ts) and waits until it watches. */
export async function startGuard(dir: string, stopsPostgres: boolean, log: number): Promise<Guard> {
  const child = forkScript(path.join(__dirname, 'guardian.ts'), {
    args: [dir, stopsPostgres ? 'embedded' : 'external'],
    log,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.on('error', () => undefined);
  await Promise.race([
    new Promise<void>((resolve) => child.once('message', () => resolve())),
    ended.then(() => Promise.reject(new Error('The guardian process ended at once; its log is logs/guardian.log.'))),
  ]);
  const send = (message: object) => {
    if (child.connected) {
      child.send(message);
    }
  };
  return {
    add: (pid) => send({ type: 'add', pid }),
    remove: (pid) => send({ type: 'remove', pid }),
    dismiss: async () => {
      send({ type: 'done' });
      await ended;
    },
  };
}
