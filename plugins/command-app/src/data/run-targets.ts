import {
  CoreApp,
  dateTime,
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  LoadingState,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv, getRunRequest } from '@grafana/runtime';
import { from, map, type Observable, of, switchMap } from 'rxjs';
import { type Period } from '../period/period';
import { endOfBankDay, startOfBankDay } from '../period/bank-time';
import { type CubeTarget, DATASOURCE } from '../queries/cube-query';

/** What came back for one request. */
export interface Answer {
  state: 'loading' | 'done' | 'failed';
  frames: DataFrame[];
  /** First failure, worded for the viewer; frames of the queries that did not fail are there all the same. */
  error: string | undefined;
}

let requests = 0;

/**
 * Sends queries in one request through the Cube datasource, in the viewer's own name. Unsubscribing cancels it.
 * The datasource is asked by its plugin, so a real Grafana adds its own headers, limits and inspector.
 */
export function runTargets(targets: CubeTarget[], period: Period, timeZone: string): Observable<Answer> {
  if (targets.length === 0) {
    return of({ state: 'done', frames: [], error: undefined });
  }
  const request = toRequest(targets, period, timeZone);
  return from(getDataSourceSrv().get({ ...DATASOURCE })).pipe(
    switchMap((datasource) => getRunRequest()(datasource, request)),
    map(({ state, series, errors, error }) => {
      const failure = errors?.[0] ?? error;
      if (state === LoadingState.Loading || state === LoadingState.NotStarted) {
        return { state: 'loading', frames: series, error: undefined };
      }
      return failure
        ? { state: 'failed', frames: series, error: wordError(failure) }
        : { state: 'done', frames: series, error: undefined };
    })
  );
}

function toRequest(targets: CubeTarget[], period: Period, timeZone: string): DataQueryRequest<CubeTarget> {
  const range: TimeRange = {
    from: dateTime(startOfBankDay(period.from, timeZone)),
    to: dateTime(endOfBankDay(period.to, timeZone)),
    raw: { from: dateTime(startOfBankDay(period.from, timeZone)), to: dateTime(endOfBankDay(period.to, timeZone)) },
  };
  return {
    app: CoreApp.Unknown,
    requestId: `branchlight-command-${++requests}`,
    startTime: Date.now(),
    interval: '1d',
    intervalMs: 86_400_000,
    maxDataPoints: 1000,
    range,
    scopedVars: {},
    targets,
    timezone: timeZone,
  };
}

function wordError({ message, data, statusText }: DataQueryError): string {
  return data?.message ?? message ?? data?.error ?? statusText ?? '';
}
