/**
 * A process of its own that outlives the suite by seconds: when the suite is killed without a chance to clean up, it ends what the suite
 * had started. It learns of that by its closed channel. Arguments: the suite's folder, and `embedded` when its Postgres is to be stopped.
 */
import { startPostgres } from '@branchlight/warehouse';
import { createLogger } from '@branchlight/runtime';
import { z } from 'zod';
import { isSameProcess, readStartMark } from './process-identity';

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('add'), pid: z.number().int().positive() }),
  z.object({ type: z.literal('remove'), pid: z.number().int().positive() }),
  z.object({ type: z.literal('done') }),
]);

const graceMs = 2_000;
const [, , dir = '', database = ''] = process.argv;
const guarded = new Map<number, string>();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => undefined);
}

process.on('message', (raw) => {
  const message = messageSchema.parse(raw);
  if (message.type === 'add') {
    guarded.set(message.pid, readStartMark(message.pid));
  } else if (message.type === 'remove') {
    guarded.delete(message.pid);
  } else {
    process.exit(0);
  }
});

process.once('disconnect', () => {
  cleanUp().then(
    () => process.exit(0),
    () => process.exit(1)
  );
});
process.send?.({ type: 'ready' });

async function cleanUp(): Promise<void> {
  endAll('SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, graceMs));
  endAll('SIGKILL');
  if (database === 'embedded') {
    // Joins the running server and leaves it as its last user, which stops it; a load that still uses it keeps it.
    const postgres = await startPostgres({
      dir,
      port: 0,
      databaseUrl: '',
      logger: createLogger('guardian', { level: 'error' }),
    });
    await postgres.stop();
  }
}

function endAll(signal: NodeJS.Signals): void {
  for (const [pid, mark] of guarded) {
    if (isSameProcess(pid, mark)) {
      try {
        process.kill(pid, signal);
      } catch {
        // It ended in between.
      }
    }
  }
}
