import { useEffect, useMemo, useRef, useState } from 'react';
import { type DataFrame } from '@grafana/data';
import { type Period } from '../period/period';
import { type CubeTarget } from '../queries/cube-query';
import { type Answer, runTargets } from './run-targets';

export interface Result {
  /** Frames to draw: those of `input`, which is the asked one unless `isStale`. */
  frames: DataFrame[];
  /** True until the first answer for this place on the page. */
  isLoading: boolean;
  /** True while the frames shown belong to an earlier question. */
  isStale: boolean;
  error: string | undefined;
  retry: () => void;
}

export interface Question<T> {
  targets: CubeTarget[];
  period: Period;
  timeZone: string;
  /** What the answer is read with: kept beside the frames, so that old frames are never read with new settings. */
  input: T;
}

interface Shown<T> {
  key: string;
  input: T;
  answer: Answer;
}

/**
 * Asks the datasource whenever the question changes, one request each; the answer before stays until the new one is there.
 * @param question undefined asks nothing
 */
export function useTargets<T>(question: Question<T> | undefined): Result & { input: T | undefined } {
  const [attempt, setAttempt] = useState(0);
  const [shown, setShown] = useState<Shown<T>>();
  const key = useMemo(
    () => (question ? JSON.stringify([question.targets, question.timeZone, question.input]) : ''),
    [question]
  );
  const latest = useRef(question);
  latest.current = question;

  useEffect(() => {
    const asked = latest.current;
    if (!asked || key === '') {
      return undefined;
    }
    if (asked.targets.length === 0) {
      setShown({ key, input: asked.input, answer: { state: 'done', frames: [], error: undefined } });
      return undefined;
    }
    const subscription = runTargets(asked.targets, asked.period, asked.timeZone).subscribe({
      next: (answer) => {
        if (answer.state !== 'loading') {
          setShown({ key, input: asked.input, answer });
        }
      },
      error: (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        setShown({ key, input: asked.input, answer: { state: 'failed', frames: [], error: message } });
      },
    });
    return () => subscription.unsubscribe();
  }, [key, attempt]);

  return {
    frames: shown?.answer.frames ?? [],
    input: shown?.input,
    isLoading: shown === undefined && question !== undefined,
    isStale: shown !== undefined && question !== undefined && shown.key !== key,
    error: shown?.answer.error,
    retry: () => setAttempt((count) => count + 1),
  };
}
