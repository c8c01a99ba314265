/** What has to be undone at the end, last one first. */
export class Cleanup {
  private readonly actions: Array<() => unknown> = [];
  private running: Promise<unknown[]> | undefined;

  add(action: () => unknown): void {
    this.actions.push(action);
  }

  /** Runs every action once, also when one before it failed. Returns what failed. */
  run(): Promise<unknown[]> {
    this.running ??= this.runAll();
    return this.running;
  }

  private async runAll(): Promise<unknown[]> {
    const failures: unknown[] = [];
    for (let action = this.actions.pop(); action; action = this.actions.pop()) {
      try {
        await action();
      } catch (error) {
        failures.push(error);
      }
    }
    return failures;
  }
}
