import { describeError, findRepositoryRoot } from '@branchlight/runtime';
import { diffMetrics } from './diff/diff-metrics';
import { parseDiffOptions, usage } from './diff/options';
import { renderDiff } from './diff/render-diff';

/** `npm run metrics:diff -- BASE`: what a change of the model does to figures. Exit 0 also where figures differ: that is for people to judge. */
async function main(): Promise<void> {
  const options = parseDiffOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(usage);
    return;
  }
  const diff = await diffMetrics(findRepositoryRoot(), options, (step) => process.stderr.write(`${step} …\n`));
  process.stdout.write(options.isJson ? `${JSON.stringify(diff)}\n` : renderDiff(diff, options.base));
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
