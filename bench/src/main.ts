import { describeError, UserError } from '@branchlight/runtime';
import { benchBackend } from './backend/bench-backend';
import { benchLive } from './live/bench-live';
import { benchSemantic } from './semantic/bench-semantic';
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
  live      one transaction sent to the hub, until the datasource answers the new balance
    --rounds N          default 5
    --scale N           thousand customers of the demo bank, default 20
    --dir D, --port N   keeps the made bank there for the next run; base port, default: a free one
  semantic  a board of twenty queries through the datasource, Cube, SQL on rollups and SQL on the bank's facts
    --scale N,N         million transactions of the demo bank, default 1
    --clients N,N       that ask at the same time, default 1,16,64
    --raw-clients N,N   of these for SQL on the facts, which is slow; default 1
    --seconds N         of every case, default 10
    --dir D             keeps the made banks there for the next run
Results are JSON lines on standard output; everything else goes to standard error.
`;

const benches: Record<string, (args: string[]) => Promise<void>> = {
  start: benchStart,
  backend: benchBackend,
  live: benchLive,
  semantic: benchSemantic,
};

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
