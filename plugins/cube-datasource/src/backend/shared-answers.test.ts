import { SharedAnswers } from './shared-answers';

const never = new AbortController().signal;

/** A request that answers when it is told to. */
function defer<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((onAnswer, onError) => {
    resolve = onAnswer;
    reject = onError;
  });
  return { promise, resolve, reject };
}

describe('SharedAnswers', () => {
  it('asks once for callers at the same time, and again when the answer is old', async () => {
    let clock = 0;
    let asked = 0;
    const answers = new SharedAnswers<number>({ keptMs: 5_000, heaviest: 100, now: () => clock });
    const ask = () => answers.get('hq', never, async () => (asked += 1));
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
    clock = 4_999;
    expect(await ask()).toBe(1);
    clock = 5_000;
    expect(await ask()).toBe(2);
  });

  it('shares nothing between keys', async () => {
    const answers = new SharedAnswers<string>({ keptMs: 5_000, heaviest: 100 });
    const ask = (scope: string) => answers.get(`${scope} {}`, never, async () => `rows of ${scope}`);
    expect(await Promise.all([ask('hq'), ask('region:R01')])).toEqual(['rows of hq', 'rows of region:R01']);
  });

  it('gives an error to all who wait and does not keep it', async () => {
    let asked = 0;
    const answers = new SharedAnswers<number>({ keptMs: 5_000, heaviest: 100 });
    const fail = () =>
      answers.get('k', never, async () => {
        asked += 1;
        throw new Error('Cube is down');
      });
    const outcomes = await Promise.allSettled([fail(), fail()]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
    expect([asked, answers.size]).toEqual([1, 0]);
    expect(await answers.get('k', never, async () => 7)).toBe(7);
  });

  it('goes on for the others when one caller gives up, and stops with the last', async () => {
    const answers = new SharedAnswers<number>({ keptMs: 5_000, heaviest: 100 });
    const request = defer<number>();
    const signals: AbortSignal[] = [];
    const ask = (signal: AbortSignal) =>
      answers.get('k', signal, (shared) => {
        signals.push(shared);
        return request.promise;
      });
    const [first, second] = [new AbortController(), new AbortController()];
    const [a, b] = [ask(first.signal), ask(second.signal)];
    first.abort();
    await expect(a).rejects.toMatchObject({ name: 'AbortError' });
    expect(signals[0]?.aborted).toBe(false);
    request.resolve(3);
    expect(await b).toBe(3);

    const third = new AbortController();
    const slow = answers.get('slow', third.signal, (shared) => {
      signals.push(shared);
      return defer<number>().promise;
    });
    third.abort();
    await expect(slow).rejects.toMatchObject({ name: 'AbortError' });
    expect(signals[1]?.aborted).toBe(true);
    expect(await answers.get('slow', never, async () => 9)).toBe(9);
  });

  it('does not ask for a caller who has given up already', async () => {
    const answers = new SharedAnswers<number>({ keptMs: 5_000, heaviest: 100 });
    await expect(answers.get('k', AbortSignal.abort(), async () => 1)).rejects.toMatchObject({ name: 'AbortError' });
    expect(answers.size).toBe(0);
  });

  it('lets the oldest answers go when they get too heavy', async () => {
    const answers = new SharedAnswers<number[]>({ keptMs: 5_000, heaviest: 10, weigh: (list) => list.length });
    const ask = (key: string, length: number) => answers.get(key, never, async () => Array.from({ length }, () => 0));
    await ask('a', 4);
    await ask('b', 4);
    await ask('c', 4);
    expect(answers.size).toBe(2);
    let asked = 0;
    await answers.get('a', never, async () => [(asked += 1)]);
    await answers.get('c', never, async () => [(asked += 1)]);
    expect(asked).toBe(1);
    await ask('huge', 1_000);
    expect(answers.size).toBe(0);
  });
});
