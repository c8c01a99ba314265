import { describeError, findRepositoryRoot } from '@branchlight/runtime';
import { buildCatalogue } from './catalogue/catalogue';
import { writeCatalogue } from './catalogue/write-catalogue';
import { readModel } from './model/read-model';

/** `npm run metrics`: writes docs/metrics.md and cube-schema/catalogue.json. */
async function main(): Promise<void> {
  const root = findRepositoryRoot();
  const changed = writeCatalogue(root, await buildCatalogue(root, readModel(root)));
  process.stdout.write(changed.length > 0 ? `Wrote ${changed.join(' and ')}.\n` : 'Nothing has changed.\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
