import { type Logger } from '@branchlight/runtime';

/** One run of something that may end by itself. */
export interface Run {
  pid: number;
  /** Resolves with why it ended; never rejects. */
  ended: Promise<string>;
  /** Asks it to end, kills it when it does not; resolves when it has ended. */
  stop: () => Promise<void>;
}

export interface SupervisorOptions<T extends Run> {
  name: string;
  /** Starts it and waits until it is ready. */
  start: () => Promise<T>;
  onStart?: (run: T) => void;
  onEnd?: (run: T) => void;
  logger: Logger;
  /** Wait before the first new start; doubles up to thirty times of it. */
  firstDelayMs?: number;
}

const longestDelayFactor = 30;
const steadyMs = 60_000;

/** Keeps something running: a first start that fails is the caller's, a later end leads to a new start with growing pauses. */
export class Supervisor<T extends Run> {
  private current: T | undefined;
  private isStopping = false;
  private problem = 'starting';
  private delayFactor = 1;
  private wake: (() => void) | undefined;
  private loop: Promise<void> = Promise.resolve();

  constructor(private readonly options: SupervisorOptions<T>) {}

  /** The present run, undefined while there is none. */
  get run(): T | undefined {
    return this.current;
  }

  /** `ok`, or what is wrong. */
  get state(): string {
    return this.current ? 'ok' : this.problem;
  }

  /** Starts it for the first time. Throws when that fails. */
  async start(): Promise<void> {
    const run = await this.options.start();
    if (this.isStopping) {
      await run.stop();
      return;
    }
    this.take(run);
    this.loop = this.keepRunning(run);
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    this.wake?.();
    await this.current?.stop();
    await this.loop;
  }

  private take(run: T): void {
    this.current = run;
    this.options.onStart?.(run);
  }

  private async keepRunning(first: T): Promise<void> {
    let run: T | undefined = first;
    let startedAt = Date.now();
    while (!this.isStopping) {
      if (run) {
        const reason = await run.ended;
        this.current = undefined;
        this.options.onEnd?.(run);
        if (this.isStopping) {
          return;
        }
        if (Date.now() - startedAt > steadyMs) {
          this.delayFactor = 1;
        }
        this.fail(`ended (${reason}), starting again`);
      }
      await this.pause();
      if (this.isStopping) {
        return;
      }
      run = await this.restart();
      startedAt = Date.now();
    }
  }

  private async restart(): Promise<T | undefined> {
    try {
      const run = await this.options.start();
      if (this.isStopping) {
        await run.stop();
        return undefined;
      }
      this.take(run);
      this.options.logger.info(`${this.options.name} runs again`);
      return run;
    } catch (error) {
      this.options.logger.error(`${this.options.name} did not start again`, { error });
      this.fail('does not start; see its log');
      return undefined;
    }
  }

  private fail(problem: string): void {
    this.problem = problem;
    if (problem.startsWith('ended')) {
      this.options.logger.error(`${this.options.name} ${problem}`);
    }
  }

  private async pause(): Promise<void> {
    const delay = (this.options.firstDelayMs ?? 500) * this.delayFactor;
    this.delayFactor = Math.min(this.delayFactor * 2, longestDelayFactor);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delay);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
