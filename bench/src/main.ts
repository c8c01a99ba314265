import { describeError, UserError } from '@branchlight/runtime';
import { benchBackend } from './backend/bench-backend';
import { benchStart } from './start/bench-start';

const usage = `Usage: npm run bench -- NAME [OPTION ...]
  start     installs, starts twice, opens the command center: seconds, memory, sizes of bundles
    --skip ci|pages     leaves a part out; may be repeated. Without "ci" a fresh clone is installed and started
    --bank B --data D   as npm start; --scale N as well
    --port N            base port, default: a free one
    --loads N           page loads of each kind, default 5
  backend   the datasource's executable over gRPC against a stand-in for Cube
    --rows N,N          rows of 5 columns, default 1000,100000
    --callers N,N       calls at the same time, default 1,8,64
    --seconds N         of every case, default 3
Results are JSON lines on standard output; everything else goes to standard error.
`;

const benches: Record<string, (args: string[]) => Promise<void>> = { start: benchStart, backend: benchBackend };

async function run([name = '', ...args]: string[]): Promise<void> {
  const bench = benches[name];
  if (!bench) {
    throw new UserError(`${name ? `There is no bench "${name}".\n` : ''}${usage}`);
  }
  await bench(args);
}

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
