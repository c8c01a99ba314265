import { QueryError } from './query-error';

interface Asking<T> {
  current: Promise<T>;
  /** What those wait for who came after the current request was sent. */
  following?: Promise<T>;
}

/** Longer than any healthy answer takes. */
const patienceMs = 30_000;
const late = 'Cube did not tell within 30 seconds who asks: see the log of the Cube server.';

/**
 * Answers that are never older than the question: nothing is kept, and who asks while a request is under way waits for the next one, together with
 * all others, since that one may have been answered before something changed. Any number of callers make two requests of it at most.
 */
export class FreshAnswers<T> {
  private readonly asked = new Map<string, Asking<T>>();

  /** A caller who gives up leaves the request to the others. */
  async get(key: string, signal: AbortSignal, request: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const known = this.asked.get(key);
    if (!known) {
      return orAbort(this.start(key, request), signal);
    }
    known.following ??= known.current.then(ignore, ignore).then(() => this.start(key, request));
    return orAbort(known.following, signal);
  }

  private start(key: string, request: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(new QueryError(late, 504)), patienceMs).unref();
    const asking: Asking<T> = { current: request(controller.signal) };
    this.asked.set(key, asking);
    const end = () => {
      clearTimeout(timer);
      if (!asking.following) {
        this.asked.delete(key);
      }
    };
    asking.current.then(end, end);
    return asking.current;
  }
}

const ignore = () => undefined;

async function orAbort<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  let giveUp = () => undefined as void;
  const aborted = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
