import { useCallback, useEffect, useState } from 'react';
import { type CubeDataSource } from '../datasource';
import { type View } from '../model/model';
import { describeModelError, type ModelError } from '../model/model-error';

export type ViewsState =
  { status: 'loading' } | { status: 'ready'; views: View[] } | { status: 'failed'; error: ModelError };

/** The views that the viewer may ask; `retry` asks again after a failure. */
export function useViews(datasource: CubeDataSource): { state: ViewsState; retry: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<{ to: CubeDataSource; attempt: number; state: ViewsState }>();
  useEffect(() => {
    let isCurrent = true;
    const answerWith = (state: ViewsState) => isCurrent && setAnswer({ to: datasource, attempt, state });
    datasource.getViews().then(
      (views) => answerWith({ status: 'ready', views }),
      (error: unknown) => answerWith({ status: 'failed', error: describeModelError(error) })
    );
    return () => {
      isCurrent = false;
    };
  }, [datasource, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const isAnswered = answer?.to === datasource && answer.attempt === attempt;
  return { state: isAnswered ? answer.state : { status: 'loading' }, retry };
}
