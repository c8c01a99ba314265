import { createProgressPrinter, type LoadProgress } from '@branchlight/warehouse';

/** Tells the person at the terminal how far the start is, a line per step. */
export interface Reporter {
  /** Something is done. */
  step: (text: string, milliseconds?: number) => void;
  /** Something worth knowing. */
  note: (text: string) => void;
  /** How far a load is; shown now and then. */
  progress: (progress: LoadProgress) => void;
  /** What is being done just now; shown now and then. */
  doing: (part: string, text: string) => void;
  /** Runs the action and says that it is done and how long it took. */
  timed: <T>(text: string, action: () => Promise<T>) => Promise<T>;
}

/** Writes steps to a stream, such as standard output. */
export function createReporter(stream: NodeJS.WriteStream): Reporter {
  const printer = createProgressPrinter(stream);
  const write = (text: string) => {
    printer.finish();
    stream.write(text);
  };
  const step = (text: string, milliseconds?: number) =>
    write(milliseconds === undefined ? `  ${text}\n` : `  ${text} (${(milliseconds / 1000).toFixed(1)} s)\n`);
  return {
    step,
    note: (text) => write(`  ${text}\n`),
    progress: (progress) => printer.show(progress),
    doing: (part, text) => printer.showText(part, text),
    async timed(text, action) {
      const started = performance.now();
      const result = await action();
      step(text, performance.now() - started);
      return result;
    },
  };
}
