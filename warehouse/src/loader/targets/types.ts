export type FieldType = 'text' | 'integer' | 'decimal' | 'float' | 'date' | 'timestamp' | 'boolean';

/** A field of a table that files can fill. */
export interface TargetField {
  type: FieldType;
  description: string;
  /** A row without it is rejected */
  needed?: boolean;
  /** What stands there without a value */
  fallback?: number | boolean;
  /** Digits in all and after the mark, of a decimal */
  precision?: readonly [number, number];
  /** The only values there are */
  values?: readonly string[];
  /** Form of a text */
  pattern?: RegExp;
  min?: number;
  max?: number;
  /** A date that cannot lie ahead: one mistyped booking would move the end of all data */
  isPast?: boolean;
  /** Field of the same row that it may not lie before */
  notBefore?: string;
  /** Table of the registry whose key it has to be */
  references?: string;
}

/** A table that files can be loaded into, and how its rows change what is derived from it. */
export interface Target {
  /** Name in mappings */
  name: string;
  /** Table with its schema */
  table: string;
  description: string;
  fields: Readonly<Record<string, TargetField>>;
  /** Fields that tell rows apart */
  key: readonly string[];
  /** Further fields that may not repeat together */
  unique?: ReadonlyArray<readonly string[]>;
  /** Fields that together have to be the key of another table of the registry */
  references?: { fields: readonly string[]; table: string };
  /** Field with a day or moment that says until when a file's data go, and from when on a changed row changes derived figures */
  day?: string;
  /** SQL of a day from which on a new or changed row `r` changes derived figures, where that may lie before its `day`; NULL: it does not */
  earlierDay?: string;
  /** A row without its day changes no figure that is derived day by day; otherwise it could change all of them */
  daylessChangesNoDay?: boolean;
  /** Its rows change no figure that is derived day by day: what is derived from them is worked out anew with every load */
  changesNoDay?: boolean;
  /** False: nothing in the mart depends on the table */
  feedsMart: boolean;
  /** Merges by itself instead of inserting and updating plainly */
  merge?: MergeStatements;
}

/** SQL that compares and merges a relation of new rows; `line` is the row's line in its file. */
export interface MergeStatements {
  /** Tables beside the target's own that change with it */
  alsoWrites?: readonly string[];
  /** SELECT line, day of rows that are new or changed; day may be NULL */
  diff(relation: string, fields: readonly string[]): string;
  /** Statements that write the changed rows */
  write(relation: string, fields: readonly string[], context: MergeContext): string[];
}

export interface MergeContext {
  regionCodes: 'first_appearance' | 'alphabetical';
}

/** SQL type of a field's column. */
export function getSqlType({ type, precision }: TargetField): string {
  switch (type) {
    case 'decimal':
      return precision ? `numeric(${precision[0]}, ${precision[1]})` : 'numeric';
    case 'float':
      return 'double precision';
    case 'timestamp':
      return 'timestamptz';
    default:
      return type;
  }
}

/** SQL of the day of a column, in the bank's zone where it is a moment. */
export function getDay(target: Target, column: string, expression: string): string {
  return target.fields[column]?.type === 'timestamp'
    ? `(${expression} AT TIME ZONE (SELECT time_zone FROM ops.bank))::date`
    : expression;
}
