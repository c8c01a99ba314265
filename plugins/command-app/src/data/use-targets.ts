import { useContext, useEffect, useState } from 'react';
import { type DataFrame } from '@grafana/data';
import { type Period } from '../period/period';
import { type CubeTarget } from '../queries/cube-query';
import { DataVersion } from './data-version';
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

interface Asked<T> {
  key: string;
  question: Question<T>;
}

interface Shown<T> {
  key: string;
  input: T;
  answer: Answer;
}

/** Asks the datasource whenever the question or the data change, in one request; the answer before stays until the new one is there. */
export function useTargets<T>(question: Question<T>): Result & { input: T | undefined } {
  const key = JSON.stringify([question.targets, question.timeZone, question.input]);
  const [asked, setAsked] = useState<Asked<T>>({ key, question });
  const [attempt, setAttempt] = useState(0);
  const version = useContext(DataVersion);
  const [shown, setShown] = useState<Shown<T>>();
  if (asked.key !== key) {
    setAsked({ key, question });
  }

  useEffect(() => {
    const { targets, period, timeZone, input } = asked.question;
    const show = (answer: Answer) => setShown({ key: asked.key, input, answer });
    const subscription = runTargets(targets, period, timeZone).subscribe({
      next: (answer) => answer.state !== 'loading' && show(answer),
      error: (error: unknown) =>
        show({ state: 'failed', frames: [], error: error instanceof Error ? error.message : String(error) }),
    });
    return () => subscription.unsubscribe();
  }, [asked, attempt, version]);

  return {
    frames: shown?.answer.frames ?? NO_FRAMES,
    input: shown?.input,
    isLoading: shown === undefined,
    isStale: shown !== undefined && shown.key !== key,
    error: shown?.answer.error,
    retry: () => setAttempt((count) => count + 1),
  };
}

const NO_FRAMES: DataFrame[] = [];
