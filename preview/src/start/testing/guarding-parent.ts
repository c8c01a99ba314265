import { startGuard } from '../guard';
import { openLogFile } from '../log-files';

const [, , folder = '', guarded, released] = process.argv;

async function main(): Promise<void> {
  const guard = await startGuard(folder, false, openLogFile(folder, 'guardian').fd);
  guard.add(Number(guarded));
  guard.add(Number(released));
  guard.remove(Number(released));
  // The channel keeps its order: once a later message was taken, so were those before.
  setTimeout(() => process.send?.({ type: 'guarding' }), 300);
  setInterval(() => undefined, 1000);
}

void main();
