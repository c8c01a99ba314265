import { type DataFrame } from '@grafana/data';
import { isFigure } from '../figures/format-figure';
import { findTimeField, readNumbers } from './read-fields';

/** One point of a line; `time` in epoch milliseconds, null for a gap. */
export interface SeriesPoint {
  time: number;
  value: number | null;
}

/** A number field over the frame's time field, in order of time; empty when the frame lacks one of the two. */
export function readSeries(frame: DataFrame, fieldName: string): SeriesPoint[] {
  const time = findTimeField(frame);
  const field = frame.fields.find(({ name }) => name === fieldName);
  if (!time || !field) {
    return [];
  }
  return readNumbers(field)
    .map((value, row) => ({ time: Number(time.values[row]), value }))
    .filter((point) => isFigure(point.time))
    .sort((left, right) => left.time - right.time);
}
