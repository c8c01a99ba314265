import { UserError, createLogger, describeError, resolveSuitePaths, resolveSuitePorts } from '@branchlight/runtime';
import { BankFileError, readMapping } from '@branchlight/bank-files';
import { runLoad } from './loader/run-load';
import { loadUsage, parseLoadArguments } from './loader/load-cli-options';

/** Exit code of a program that Ctrl-C ended. */
const interruptedCode = 130;

/** `npm run load`: see loadUsage. Progress and messages go to standard error, the counts to standard output. */
async function main(): Promise<number> {
  const options = parseLoadArguments(process.argv.slice(2));
  if (!options) {
    process.stdout.write(loadUsage);
    return 0;
  }
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) {
      process.exit(interruptedCode);
    }
    process.stderr.write('\nStopping: the file being loaded is rolled back. Once more to end at once.\n');
    controller.abort(new UserError('Stopped. The files before are loaded; loading them again changes nothing.'));
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  const counts = { read: 0, loaded: 0, rejected: 0 };
  try {
    const { mapping } = readMapping(options.mapping);
    const summary = await runLoad({
      mappingFile: options.mapping,
      data: options.data,
      bank: options.bank ?? mapping.bank,
      dir: resolveSuitePaths(options.dir).dir,
      port: resolveSuitePorts(options.port).postgres,
      signal: controller.signal,
      counts,
    });
    return summary.refused ? 1 : 0;
  } catch (error) {
    reportFailure(error);
    return controller.signal.aborted ? interruptedCode : 1;
  } finally {
    process.stdout.write(`${JSON.stringify(counts)}\n`);
  }
}

function reportFailure(error: unknown): void {
  if (error instanceof UserError || error instanceof BankFileError) {
    process.stderr.write(`${error.message}\n`);
  } else {
    createLogger('load').error(`The load failed: ${describeError(error)}. What was not finished was rolled back.`);
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    reportFailure(error);
    process.exitCode = 1;
  }
);
