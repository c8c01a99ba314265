import {
  CoreApp,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type Field,
  getDefaultTimeRange,
  isDataFrame,
  MappingType,
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

/** A cell as filters take it, and as people read it: the model may have a word for it in their language. */
export interface ReadCell {
  value: string;
  text: string;
}

/** Cells of a frame's columns, row by row; rows whose first column is empty are left out. */
export function readRows(frames: DataFrame[]): ReadCell[][] {
  return frames.flatMap((frame) =>
    Array.from({ length: frame.length }, (_, row) => row)
      .filter((row) => !isMissing(frame.fields[0]?.values[row]))
      .map((row) => frame.fields.map((field) => readCell(field, field.values[row])))
  );
}

function readCell({ config }: Field, cell: unknown): ReadCell {
  const value = isMissing(cell) ? '' : String(cell);
  const word = (config.mappings ?? []).flatMap((mapping) =>
    mapping.type === MappingType.ValueToText ? (mapping.options[value]?.text ?? []) : []
  )[0];
  return { value, text: word ?? value };
}

function isMissing(cell: unknown): boolean {
  return cell === null || cell === undefined;
}
