import { cpus, loadavg, totalmem } from 'node:os';
import { round } from './statistics';

/** One result: what was measured, and figures whose names end in their unit. */
export interface Result {
  bench: string;
  step: string;
  [figure: string]: unknown;
}

/** Writes a result as a JSON line to standard output. */
export function report(result: Result): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** Tells people on standard error what goes on. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The machine that the other results are of; a load above its cores means that something else ran as well. */
export function reportMachine(bench: string): void {
  const [processor] = cpus();
  report({
    bench,
    step: 'machine',
    processor: processor?.model ?? 'unknown',
    cores: cpus().length,
    memory_mb: round(totalmem() / 1024 / 1024),
    load: round(loadavg()[0] ?? 0, 1),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  });
}
