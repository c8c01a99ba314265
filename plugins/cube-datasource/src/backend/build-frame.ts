import { type LoadResult, queryLimits } from '@branchlight/cube-contract';
import { type Field, type Frame, type FrameMeta, type FrameNotice } from '@branchlight/plugin-protocol';
import { type Presentation, readColumns } from './columns';
import { type PreparedQuery } from './prepare-query';
import { toTimeSeries } from './time-series';

export type FrameFormat = 'table' | 'timeseries';

/** The frame of one answer, with a notice when rows were cut. */
export function buildFrame(
  prepared: PreparedQuery,
  result: LoadResult,
  presentation: Presentation,
  format: FrameFormat
): Frame {
  const { comparedRange, limit, query } = prepared;
  const all = readColumns(query, result, presentation);
  const rows = all[0]?.field.values.length ?? 0;
  const isCut = rows > limit || (limit === queryLimits.highest && rows === limit);
  const columns = rows > limit ? all.map((column) => ({ ...column, field: cutField(column.field, limit) })) : all;
  const fields = format === 'timeseries' ? toTimeSeries(columns) : columns.map((column) => column.field);
  const notice: FrameNotice = {
    severity: 'warning',
    text: `Only the first ${limit} rows are shown: raise the limit (at most ${queryLimits.highest}), or narrow filters and dates.`,
  };
  const meta: FrameMeta = {
    ...(format === 'timeseries' && { type: 'timeseries-wide', typeVersion: [0, 1] }),
    ...(isCut && { notices: [notice] }),
    executedQueryString: JSON.stringify({ ...query, limit }, undefined, 2),
    ...(result.total !== undefined && { custom: { total: result.total } }),
  };
  return {
    ...(comparedRange !== undefined && { name: comparedRange }),
    meta,
    fields: comparedRange === undefined ? fields : fields.map((field) => labelRange(field, comparedRange)),
  };
}

function cutField(field: Field, rows: number): Field {
  switch (field.type) {
    case 'string':
      return { ...field, values: field.values.slice(0, rows) };
    case 'boolean':
      return { ...field, values: field.values.slice(0, rows) };
    default:
      return { ...field, values: field.values.slice(0, rows) };
  }
}

/** Figures of a comparison say which days they are about. */
function labelRange(field: Field, comparedRange: string): Field {
  return field.type === 'number' ? { ...field, labels: { ...field.labels, compareDateRange: comparedRange } } : field;
}
