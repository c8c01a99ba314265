import {
  getDefaultTimeRange,
  LoadingState,
  toDataFrame,
  type DataQueryRequest,
  type DataSourceApi,
} from '@grafana/data';
import { lastValueFrom, NEVER, of, throwError, toArray, timer, map, takeUntil, type Observable } from 'rxjs';
import { runRequest } from './run-request';

const request = {
  requestId: 'Q1',
  targets: [{ refId: 'A' }],
  range: getDefaultTimeRange(),
} as unknown as DataQueryRequest;

function makeSource(query: () => Observable<unknown>): DataSourceApi {
  return { query } as unknown as DataSourceApi;
}

const frame = toDataFrame({ refId: 'A', fields: [{ name: 'v', values: [1] }] });

describe('runRequest', () => {
  it('gives the answer as done', async () => {
    const states = await lastValueFrom(
      runRequest(
        makeSource(() => of({ data: [frame] })),
        request
      ).pipe(toArray())
    );
    expect(states.map(({ state }) => state)).toEqual([LoadingState.Done]);
    expect(states[0]?.series[0]?.fields[0]?.values).toEqual([1]);
  });

  it('does not send a query that the datasource finds unfinished', async () => {
    const query = jest.fn(() => of({ data: [frame] }));
    const source = { query, filterQuery: () => false } as unknown as DataSourceApi;
    const data = await lastValueFrom(runRequest(source, request));
    expect([data.state, data.series]).toEqual([LoadingState.Done, []]);
    expect(query).not.toHaveBeenCalled();
  });

  it('shows loading first when the answer takes a while', async () => {
    const slow = () => timer(200).pipe(map(() => ({ data: [frame] })));
    const states = await lastValueFrom(runRequest(makeSource(slow), request).pipe(toArray()));
    expect(states.map(({ state }) => state)).toEqual([LoadingState.Loading, LoadingState.Done]);
  });

  it('gives what a datasource throws as an error', async () => {
    const failing = () => throwError(() => new Error('no such member'));
    const [result] = await lastValueFrom(runRequest(makeSource(failing), request).pipe(toArray()));
    expect(result).toMatchObject({ state: LoadingState.Error, error: { message: 'no such member' } });
  });

  it('gives the error of an answer that has one', async () => {
    const answer = () => of({ data: [], errors: [{ message: 'refused', status: 403 }] });
    const [result] = await lastValueFrom(runRequest(makeSource(answer), request).pipe(toArray()));
    expect(result).toMatchObject({ state: LoadingState.Error, errors: [{ message: 'refused' }] });
  });

  it('gives the frames of all packets, the newest of each key', async () => {
    const packets = () =>
      of({ key: 'A', data: [frame] }, { key: 'B', data: [frame] }, { key: 'A', data: [frame, frame] });
    const states = await lastValueFrom(runRequest(makeSource(packets), request).pipe(toArray()));
    expect(states.map(({ series }) => series.length)).toEqual([1, 2, 3]);
  });

  it('is done at once without queries', async () => {
    const states = await lastValueFrom(
      runRequest(
        makeSource(() => NEVER),
        { ...request, targets: [] }
      ).pipe(takeUntil(timer(500)), toArray())
    );
    expect(states).toMatchObject([{ state: LoadingState.Done, series: [] }]);
  });
});
