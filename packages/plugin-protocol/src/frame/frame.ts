/** Grafana's field types as far as a datasource needs them, with the type of one value; a missing value is null. */
export interface FieldValues {
  /** Epoch milliseconds, whole. */
  time: number;
  number: number;
  /** A 64-bit integer; as number, so exact up to 2^53. */
  integer: number;
  string: string;
  boolean: boolean;
}
export type FieldType = keyof FieldValues;

/** Display properties of a field; those of Grafana's FieldConfig. */
export interface FieldConfig {
  displayNameFromDS?: string;
  description?: string;
  unit?: string;
  decimals?: number;
  [option: string]: unknown;
}

interface FieldOf<T extends FieldType> {
  name: string;
  type: T;
  labels?: Record<string, string>;
  config?: FieldConfig;
  /** As many as the frame has rows. */
  values: Array<FieldValues[T] | null>;
}
/** A column. */
export type Field = { [T in FieldType]: FieldOf<T> }[FieldType];

export interface FrameNotice {
  severity: 'info' | 'warning' | 'error';
  text: string;
}

/** Properties of Grafana's QueryResultMeta. */
export interface FrameMeta {
  type?: string;
  typeVersion?: [number, number];
  notices?: FrameNotice[];
  /** Shown in Grafana's query inspector. */
  executedQueryString?: string;
  custom?: Record<string, unknown>;
  [option: string]: unknown;
}

/** A table of columns of equal length, as Grafana's data frames. */
export interface Frame {
  name?: string;
  refId?: string;
  meta?: FrameMeta;
  fields: Field[];
}

/** Number of rows; throws when the fields differ in length. */
export function countRows(frame: Frame): number {
  const rows = frame.fields[0]?.values.length ?? 0;
  const odd = frame.fields.find((field) => field.values.length !== rows);
  if (odd) {
    throw new Error(`Field "${odd.name}" has ${odd.values.length} values, the first field has ${rows}.`);
  }
  return rows;
}
