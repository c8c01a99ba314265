import {
  CoreApp,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  getDefaultTimeRange,
  isDataFrame,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { lastValueFrom, type Observable } from 'rxjs';
import { type CubeDataSourceQuery } from '../query/query';

interface RunOptions {
  range?: TimeRange;
  scopedVars?: ScopedVars;
  filters?: DataQueryRequest['filters'];
}

/** How a datasource answers queries. */
export interface QueryRunner {
  query(request: DataQueryRequest<CubeDataSourceQuery>): Observable<DataQueryResponse>;
}

const dayMs = 86_400_000;
let asked = 0;

/**
 * Asks one query outside of a panel and gives its frames. Throws the message of what failed.
 */
export async function runQuery(
  datasource: QueryRunner,
  query: CubeDataSourceQuery,
  { filters, range = getDefaultTimeRange(), scopedVars = {} }: RunOptions = {}
): Promise<DataFrame[]> {
  asked += 1;
  const response = await lastValueFrom(
    datasource.query({
      app: CoreApp.Unknown,
      // Grafana cancels an earlier request of the same id: each of these stands for itself.
      requestId: `branchlight-values-${asked}`,
      interval: '1d',
      intervalMs: dayMs,
      range,
      scopedVars,
      targets: [query],
      timezone: '',
      startTime: Date.now(),
      ...(filters && { filters }),
    })
  );
  const error = response.errors?.[0] ?? response.error;
  if (error) {
    throw new Error(error.data?.message ?? error.message ?? 'The semantic layer did not answer.');
  }
  return response.data.filter(isDataFrame);
}

/** Texts of a frame's columns, row by row; rows whose first column is empty are left out. */
export function listTexts(frames: DataFrame[]): string[][] {
  return frames.flatMap((frame) =>
    Array.from({ length: frame.length }, (_, row) => frame.fields.map(({ values }): unknown => values[row]))
      .filter(([first]) => first !== null && first !== undefined)
      .map((row) => row.map((cell) => (cell === null || cell === undefined ? '' : String(cell))))
  );
}
