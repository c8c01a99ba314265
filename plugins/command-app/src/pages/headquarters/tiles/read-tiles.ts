import { type SeriesPoint } from '@branchlight/panel-kit';
import { type DataFrame } from '@grafana/data';
import { findFrame, readNumber, readSteps } from '../../../data/frames';
import { compare, type Comparison } from '../../../figures/change';
import { type Metric } from '../../../metrics/metric';
import { startOfBankDay, toBankDay } from '../../../period/bank-time';
import { listBucketMarks } from '../../../period/granularity';
import { type DataSpan } from '../../../period/presets';
import { tileRefId } from '../../../queries/page-queries';
import { type ReadInput } from '../use-section';

/** One tile's figures. */
export interface TileFigures {
  metric: Metric;
  /** False when the answer to this metric's query is missing, because it failed. */
  isAnswered: boolean;
  value: number | null;
  before: number | null;
  comparison: Comparison;
  spark: SeriesPoint[];
}

/** Reads the tiles from the answers to `buildTileTargets`. */
export function readTiles(frames: DataFrame[], input: ReadInput, span: DataSpan, timeZone: string): TileFigures[] {
  const { period, compared, grain } = input;
  const times = listBucketMarks(period, grain).map((day) => startOfBankDay(day, timeZone));
  return input.metrics.map((metric) => {
    const frame = (part: 'now' | 'before' | 'trend') => findFrame(frames, tileRefId(part, metric));
    const value = readNumber(frame('now'), metric.id);
    const before = readNumber(frame('before'), metric.id);
    const steps = readSteps(frame('trend'), metric.id, period, grain, (ms) => toBankDay(ms, timeZone));
    return {
      metric,
      isAnswered: frame('now') !== undefined,
      value,
      before,
      comparison: compare(value, before, metric.behaviour, compared, span),
      spark: times.map((time, index) => ({ time, value: steps[index] ?? null })),
    };
  });
}
