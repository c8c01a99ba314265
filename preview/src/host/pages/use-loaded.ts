import { useCallback, useEffect, useState } from 'react';

export type Loaded<T> = { state: 'loading' } | { state: 'failed'; error: unknown } | { state: 'done'; value: T };

/** Follows a promise; `load` has to be stable. A result that comes after a newer call is dropped. */
export function useLoaded<T>(load: () => Promise<T>): [Loaded<T>, () => void] {
  const [attempt, setAttempt] = useState(0);
  const [result, setResult] = useState<Loaded<T>>({ state: 'loading' });
  useEffect(() => {
    let isCurrent = true;
    setResult({ state: 'loading' });
    load()
      .then((value) => isCurrent && setResult({ state: 'done', value }))
      .catch((error: unknown) => isCurrent && setResult({ state: 'failed', error }));
    return () => {
      isCurrent = false;
    };
  }, [load, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return [result, retry];
}
