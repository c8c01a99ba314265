import { useCallback, useEffect, useState } from 'react';

export type Loaded<T> = { state: 'loading' } | { state: 'failed'; error: unknown } | { state: 'done'; value: T };

interface Attempt<T> {
  load: () => Promise<T>;
  count: number;
  result: Loaded<T>;
}

const loading = { state: 'loading' } as const;

/**
 * Follows a promise and offers to try again; `load` has to be stable. A result that comes after a newer call is dropped.
 */
export function useLoaded<T>(load: () => Promise<T>): [Loaded<T>, () => void] {
  const [count, setCount] = useState(0);
  const [attempt, setAttempt] = useState<Attempt<T>>({ load, count, result: loading });
  useEffect(() => {
    let isCurrent = true;
    const finish = (result: Loaded<T>) => isCurrent && setAttempt({ load, count, result });
    load()
      .then((value) => finish({ state: 'done', value }))
      .catch((error: unknown) => finish({ state: 'failed', error }));
    return () => {
      isCurrent = false;
    };
  }, [load, count]);
  const retry = useCallback(() => setCount((current) => current + 1), []);
  const isFresh = attempt.load === load && attempt.count === count;
  return [isFresh ? attempt.result : loading, retry];
}
