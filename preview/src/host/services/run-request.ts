import {
  LoadingState,
  preProcessPanelData,
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  type PanelData,
} from '@grafana/data';
import { isFetchError, toDataQueryError } from '@grafana/runtime';
import { catchError, defer, from, isObservable, map, merge, of, share, takeUntil, timer, type Observable } from 'rxjs';

/** Milliseconds without an answer after which panels show that they load; quicker answers do not flicker. */
const loadingDelay = 100;

/**
 * Runs a request against a datasource and follows it as panel data: loading (when it takes a while), then its answer
 * or its error. A datasource may answer in several packets; frames of one key replace each other.
 */
export function runRequest(
  datasource: DataSourceApi,
  request: DataQueryRequest,
  queryFunction?: DataSourceApi['query']
): Observable<PanelData> {
  // As in Grafana: a query that the datasource finds unfinished is not sent.
  const targets = request.targets.filter((target) => datasource.filterQuery?.(target) ?? true);
  const started: DataQueryRequest = { ...request, targets, startTime: Date.now() };
  const empty: PanelData = {
    state: LoadingState.Done,
    series: [],
    timeRange: started.range,
    request: { ...started, endTime: Date.now() },
  };
  if (!started.targets.length) {
    return of(empty);
  }
  const packets = new Map<string, DataQueryResponse>();
  let previous: PanelData | undefined;
  const answers = defer(() => callQuery(datasource, started, queryFunction)).pipe(
    map((packet) => {
      packets.set(packet.key ?? 'A', packet);
      previous = preProcessPanelData(collect(started, packets, packet), previous);
      return previous;
    }),
    catchError((error: unknown) => of(fail(started, error))),
    share()
  );
  const loading = timer(loadingDelay).pipe(
    map(() => ({ ...empty, request: started, state: LoadingState.Loading })),
    takeUntil(answers)
  );
  return merge(loading, answers);
}

function callQuery(
  datasource: DataSourceApi,
  request: DataQueryRequest,
  queryFunction?: DataSourceApi['query']
): Observable<DataQueryResponse> {
  const answer = queryFunction ? queryFunction(request) : datasource.query(request);
  return isObservable(answer) ? answer : from(answer);
}

function collect(
  request: DataQueryRequest,
  packets: Map<string, DataQueryResponse>,
  last: DataQueryResponse
): PanelData {
  const responses = [...packets.values()];
  const frames = responses.flatMap((response): DataFrame[] => response.data);
  const errors = responses.flatMap((response) => response.errors ?? (response.error ? [response.error] : []));
  const state = errors.length > 0 ? LoadingState.Error : (last.state ?? LoadingState.Done);
  const isAnnotation = (frame: DataFrame) => frame.meta?.dataTopic === 'annotations';
  return {
    state,
    series: frames.filter((frame) => !isAnnotation(frame)),
    annotations: frames.filter(isAnnotation),
    timeRange: request.range,
    request: { ...request, endTime: Date.now() },
    ...(errors.length > 0 && { error: errors[0], errors }),
  };
}

function fail(request: DataQueryRequest, error: unknown): PanelData {
  const cancelled = isFetchError(error) && error.cancelled;
  const queryError: DataQueryError = toDataQueryError(error);
  return {
    state: cancelled ? LoadingState.Done : LoadingState.Error,
    series: [],
    timeRange: request.range,
    request: { ...request, endTime: Date.now() },
    ...(!cancelled && { error: queryError, errors: [queryError] }),
  };
}
