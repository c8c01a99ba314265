import { describeError, findRepositoryRoot, resolveSuitePaths, UserError } from '@branchlight/runtime';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readReactMajor } from './host-packages';
import { describeBanks, listBanks } from './start/banks';
import { Cleanup } from './start/cleanup';
import { parseOptions, usage, type StartOptions } from './start/options';
import { createReporter } from './start/reporter';
import { startSuite, type SuiteOptions } from './start/suite';
import { watchLauncher } from './start/watch-launcher';

const stopWithinMs = 15_000;
const write = (text: string) => void process.stdout.write(text);

async function main(): Promise<number> {
  const started = performance.now();
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    write(usage);
    return 0;
  }
  const chosen = choose(options);

  const cleanup = new Cleanup();
  const aborter = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    const stop = () => {
      aborter.abort(new UserError('Stopped.'));
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, stop);
    }
    watchLauncher(stop);
  });
  // A terminal that went away must not keep the rest from ending.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);

  try {
    write(`Branchlight opens the bank ${chosen.bank}\n`);
    const starting = startSuite(chosen, createReporter(process.stdout), cleanup, aborter.signal);
    const url = await Promise.race([starting, stopped]);
    if (url === undefined) {
      await starting.catch(() => undefined);
    } else {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      write(`\nBranchlight is ready after ${seconds} s: ${url}\nCtrl-C stops it.\n`);
      await stopped;
    }
    write('Stopping ...\n');
    return 0;
  } finally {
    const timer = setTimeout(() => process.exit(1), stopWithinMs);
    const failures = await cleanup.run();
    clearTimeout(timer);
    failures.forEach((failure) => process.stderr.write(`Stopping: ${describeError(failure)}\n`));
  }
}

/** What to open. Throws a UserError when there is no such bank, or no such data. */
function choose({ help: _help, ...options }: StartOptions): SuiteOptions {
  const { dir } = resolveSuitePaths(options.dir);
  const banks = listBanks(findRepositoryRoot());
  if (!banks.some((item) => item.code === options.bank)) {
    throw new UserError(`--bank ${options.bank}: there is no such bank.\n${describeBanks(banks)}`);
  }
  const data = options.data === undefined ? undefined : path.resolve(options.data);
  if (data !== undefined && !existsSync(data)) {
    throw new UserError(`--data ${options.data ?? ''}: there is no such folder or file (${data}).`);
  }
  return { ...options, dir, data, react: readReactMajor(process.env) };
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const text =
      error instanceof UserError
        ? error.message
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error);
    process.stderr.write(`${text}\n`);
    process.exit(1);
  }
);
