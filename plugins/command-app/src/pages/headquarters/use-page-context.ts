import { useEffect, useState } from 'react';
import { isFetchError } from '@grafana/runtime';
import { isRecord } from '../../shared/guards';
import { loadContext, type Obstacle } from './load-context';
import { type PageContext } from './page-context';

interface Loaded {
  context?: PageContext;
  obstacle?: Obstacle;
  /** What failed, in the datasource's words; may be empty. */
  error?: string;
}

/** Loads the page's context once; `retry` loads it again. */
export function usePageContext(): Loaded & { retry: () => void } {
  const [loaded, setLoaded] = useState<Loaded>({});
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let isCurrent = true;
    const settle = (result: Loaded) => isCurrent && setLoaded(result);
    loadContext().then(
      (result) => settle(typeof result === 'string' ? { obstacle: result } : { context: result }),
      (error: unknown) => settle(isForbidden(error) ? { obstacle: 'no-access' } : { error: wordError(error) })
    );
    return () => {
      isCurrent = false;
    };
  }, [attempt]);

  const retry = () => {
    setLoaded({});
    setAttempt((count) => count + 1);
  };
  return { ...loaded, retry };
}

function isForbidden(error: unknown): boolean {
  return isFetchError(error) && (error.status === 401 || error.status === 403);
}

function wordError(error: unknown): string {
  if (isFetchError(error)) {
    const data: unknown = error.data;
    return isRecord(data) && typeof data.message === 'string'
      ? data.message
      : `${error.status} ${error.statusText ?? ''}`;
  }
  return error instanceof Error ? error.message : String(error);
}
