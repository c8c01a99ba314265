export interface SharedAnswersOptions<T> {
  /** How long an answer is given again, milliseconds. */
  keptMs: number;
  /** Most weight that is kept; the oldest answers go first. */
  heaviest: number;
  /** Weight of an answer, such as its number of cells; at least 1 is counted. */
  weigh?: (answer: T) => number;
  now?: () => number;
}

interface Entry<T> {
  answer: Promise<T>;
  /** Undefined while the answer is awaited. */
  until?: number;
  weight: number;
  waiting: number;
  controller: AbortController;
}

/**
 * Answers that several callers share: callers with the same key wait for one request, and for a short time after get the
 * same answer. Errors are not kept. A caller who gives up leaves the request to the others; it is aborted with the last.
 */
export class SharedAnswers<T> {
  private readonly entries = new Map<string, Entry<T>>();
  private readonly now: () => number;
  private weight = 0;

  constructor(private readonly options: SharedAnswersOptions<T>) {
    this.now = options.now ?? Date.now;
  }

  /** Number of answers kept or awaited. */
  get size(): number {
    return this.entries.size;
  }

  /** @param key - must hold all that the answer depends on, above all the scope of who asks */
  async get(key: string, signal: AbortSignal, request: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const known = this.entries.get(key);
    if (known && (known.until === undefined || known.until > this.now())) {
      return this.wait(key, known, signal);
    }
    this.remove(key);
    return this.wait(key, this.start(key, request), signal);
  }

  private start(key: string, request: (signal: AbortSignal) => Promise<T>): Entry<T> {
    const controller = new AbortController();
    const entry: Entry<T> = { answer: request(controller.signal), weight: 0, waiting: 0, controller };
    this.entries.set(key, entry);
    entry.answer.then(
      (answer) => this.keep(key, entry, answer),
      () => this.removeEntry(key, entry)
    );
    return entry;
  }

  private async wait(key: string, entry: Entry<T>, signal: AbortSignal): Promise<T> {
    entry.waiting += 1;
    let giveUp = () => undefined as void;
    const aborted = new Promise<never>((_resolve, reject) => {
      giveUp = () => reject(signal.reason);
      signal.addEventListener('abort', giveUp, { once: true });
    });
    try {
      return await Promise.race([entry.answer, aborted]);
    } finally {
      signal.removeEventListener('abort', giveUp);
      entry.waiting -= 1;
      if (entry.waiting === 0 && entry.until === undefined && signal.aborted) {
        // Whoever asks from now on shall not wait for a request that is given up.
        this.removeEntry(key, entry);
        entry.controller.abort(signal.reason);
      }
    }
  }

  private keep(key: string, entry: Entry<T>, answer: T): void {
    if (this.entries.get(key) !== entry) {
      return;
    }
    entry.until = this.now() + this.options.keptMs;
    entry.weight = Math.max(1, this.options.weigh?.(answer) ?? 1);
    this.weight += entry.weight;
    // They lie in the order in which they were asked for, so the first that is still good ends the search: a look at all of them for every new answer
    // would cost more than the answers.
    for (const [other, { until }] of this.entries) {
      if (until !== undefined && until > this.now() && this.weight <= this.options.heaviest) {
        break;
      }
      if (until !== undefined) {
        this.remove(other);
      }
    }
  }

  private removeEntry(key: string, entry: Entry<T>): void {
    if (this.entries.get(key) === entry) {
      this.remove(key);
    }
  }

  private remove(key: string): void {
    this.weight -= this.entries.get(key)?.weight ?? 0;
    this.entries.delete(key);
  }
}
