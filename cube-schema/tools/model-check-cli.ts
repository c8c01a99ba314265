import { describeError, findRepositoryRoot } from '@branchlight/runtime';
import { checkModel } from './check/check-model';
import { formatFault } from './fault';

/** `npm run model:check`: every fault of the semantic layer on a line of its own, exit 1 where there is one. */
async function main(): Promise<void> {
  const faults = await checkModel(findRepositoryRoot());
  process.stdout.write(faults.map((fault) => `${formatFault(fault)}\n`).join('') || 'The model is in order.\n');
  process.exitCode = faults.length > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
