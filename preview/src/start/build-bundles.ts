/**
 * Builds what a browser loads, in a process of its own, because compilers keep their memory: the plugins that have changed, and the browser
 * host into the folder given as argument, with the React that `BRANCHLIGHT_REACT` names. Reports each by a message.
 */
import { buildPlugins } from '@branchlight/plugin-build';
import { describeError } from '@branchlight/runtime';
import { buildHost } from '../host-build';
import { readReactMajor } from '../host-packages';

async function main(): Promise<void> {
  const [, , hostFolder = ''] = process.argv;
  process.once('disconnect', () => process.exit(1));
  const host = await buildHost(hostFolder, readReactMajor(process.env));
  report('page', host.rebuilt, host.milliseconds);
  await buildPlugins({ onBuilt: (build) => report(build.id, build.rebuilt, build.milliseconds) });
}

function report(name: string, rebuilt: boolean, milliseconds: number): void {
  process.send?.({ type: 'built', name, rebuilt, milliseconds });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${describeError(error)}\n`);
    process.exit(1);
  }
);
