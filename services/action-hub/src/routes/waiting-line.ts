import { ProblemError } from '../problem';

/** Runs actions one after the other; who would have to wait behind too many is sent away with 503. */
export class WaitingLine {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly longest: number) {}

  async run<Result>(action: () => Promise<Result>): Promise<Result> {
    if (this.waiting >= this.longest) {
      throw new ProblemError(503, `${this.waiting} loads are waiting already. Remedy: try again in a few seconds.`);
    }
    this.waiting++;
    const result = this.last.then(action);
    this.last = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      this.waiting--;
    }
  }
}
