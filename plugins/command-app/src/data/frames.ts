import { type DataFrame } from '@grafana/data';
import { type GroupValue } from '../figures/contributions';
import { type Candidate, SMALLEST_BASE } from '../metrics/catalogue';
import { type Day, type Grain } from '../period/day';
import { findBucket, listBucketStarts } from '../period/granularity';
import { type Period } from '../period/period';
import { wordCategory } from '../shared/word-category';

/** The frame that answers one query, by its refId. */
export function findFrame(frames: DataFrame[], refId: string): DataFrame | undefined {
  return frames.find((frame) => frame.refId === refId);
}

/** A member's value in one row; undefined where the frame has no such field. */
export function readCell(frame: DataFrame, name: string, row: number): unknown {
  const values = frame.fields.find((field) => field.name === name)?.values;
  return values?.[row];
}

/** A number of one row; null where the frame has none. */
export function readNumber(frame: DataFrame | undefined, name: string, row = 0): number | null {
  const value = frame && frame.length > row ? readCell(frame, name, row) : null;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A text of one row; empty where the frame has none. */
export function readText(frame: DataFrame, name: string, row: number): string {
  const value = readCell(frame, name, row);
  return value === null || value === undefined ? '' : String(value);
}

/**
 * Values of a period's steps, one per step; null for a step without data.
 * @param toDay turns the frame's epoch ms into the bank's day
 */
export function readSteps(
  frame: DataFrame | undefined,
  name: string,
  period: Period,
  grain: Grain,
  toDay: (epochMs: number) => Day
): Array<number | null> {
  const starts = listBucketStarts(period, grain);
  const steps: Array<number | null> = starts.map(() => null);
  for (let row = 0; frame && row < frame.length; row++) {
    const time = readCell(frame, 'date', row);
    if (typeof time === 'number') {
      const index = findBucket(starts, grain, toDay(time));
      if (index >= 0) {
        steps[index] = readNumber(frame, name, row);
      }
    }
  }
  return steps;
}

/**
 * Joins a metric's groups of the period and of the compared one; a group that only one of them has is kept.
 * A ratio of too few people counts as none.
 * @param words names the values of a category
 */
export function readGroups(
  now: DataFrame | undefined,
  before: DataFrame | undefined,
  by: string,
  { id: measure, base }: Pick<Candidate, 'id' | 'base'>,
  words: Record<string, string> = {}
): GroupValue[] {
  const isUnit = by === 'region' || by === 'outlet';
  const keyField = isUnit ? `${by}_code` : by;
  const groups = new Map<string, GroupValue>();
  const add = (frame: DataFrame | undefined, part: 'value' | 'before') => {
    for (let row = 0; frame && row < frame.length; row++) {
      const key = readText(frame, keyField, row);
      const known = groups.get(key) ?? {
        key,
        name: isUnit ? readText(frame, by, row) || key : wordCategory(key, words),
        value: null,
        before: null,
      };
      const isTold = base === undefined || (readNumber(frame, base, row) ?? 0) >= SMALLEST_BASE;
      known[part] = isTold ? readNumber(frame, measure, row) : null;
      groups.set(key, known);
    }
  };
  add(now, 'value');
  add(before, 'before');
  return [...groups.values()].filter(({ value, before: earlier }) => value !== null || earlier !== null);
}
