import { FieldType, type DataFrame, type Field } from '@grafana/data';
import { isFigure } from '../figures/format-figure';

/** First field with this name, in the frames' order. */
export function findField(frames: readonly DataFrame[], name: string): Field | undefined {
  return frames.flatMap((frame) => frame.fields).find((field) => field.name === name);
}

export function listNumberFields(frame: DataFrame): Field[] {
  return frame.fields.filter((field) => field.type === FieldType.number);
}

export function findTimeField(frame: DataFrame): Field | undefined {
  return frame.fields.find((field) => field.type === FieldType.time);
}

/** Frames of one query. Frames without a refId belong to every query. */
export function selectFrames(frames: readonly DataFrame[], refId: string): DataFrame[] {
  return frames.filter((frame) => frame.refId === undefined || frame.refId === refId);
}

/** Values of a number field; what is missing, NaN, infinite or not a number is null. */
export function readNumbers(field: Field): Array<number | null> {
  return Array.from(field.values, (value: unknown) => (isFigure(value) ? value : null));
}

/** The last value of a field that is a figure, and its row; null when there is none. */
export function findLastValue(field: Field): { value: number; row: number } | null {
  const numbers = readNumbers(field);
  for (let row = numbers.length - 1; row >= 0; row--) {
    const value = numbers[row];
    if (isFigure(value)) {
      return { value, row };
    }
  }
  return null;
}

/** The figure before the last one of a field; null when there is none. */
export function findPreviousValue(field: Field): number | null {
  const last = findLastValue(field);
  const before = readNumbers(field).slice(0, last?.row ?? 0);
  return before.findLast(isFigure) ?? null;
}
