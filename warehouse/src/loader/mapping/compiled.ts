import { type Target, type TargetField } from '../targets';
import { type Schedule } from './schedule';
import { type Converter } from '../values/convert';

/** How a file is written, everything filled in. */
export interface FileFormat {
  delimiter: string;
  quote: string;
  encoding: string;
  decimal: string;
  thousands: string;
  date: string;
  firstYear: number;
  nulls: readonly string[];
}

/** A field of a table that takes its value from the row's columns. */
export interface CompiledField {
  name: string;
  target: TargetField;
  /** Columns whose texts are joined */
  columns: readonly string[];
  convert: Converter;
  /** Decimal mark of the texts that it reads */
  decimal: string;
  isNeeded: boolean;
  warnsWhenEmpty: boolean;
  /** Column of the staging table */
  slot: string;
}

export interface CompiledUnpivot {
  nameField: string;
  valueField: string;
  convert: Converter;
  target: TargetField;
  columns: ReadonlyArray<{ column: string; name: string; slot: string }>;
}

/** A table that a row goes into. */
export interface CompiledInto {
  target: Target;
  fields: readonly CompiledField[];
  constants: ReadonlyArray<{ name: string; target: TargetField; value: string }>;
  unpivot?: CompiledUnpivot;
  /** Number of the set_aside rule whose rows go in, from 1; 0 for all other rows */
  setAside: number;
}

export interface CompiledFile {
  name: string;
  patterns: readonly string[];
  domain: string;
  isRequired: boolean;
  format: FileFormat;
  /** Columns of a file without header line */
  columns?: readonly string[];
  intos: readonly CompiledInto[];
  setAside: ReadonlyArray<{ when: ReadonlyArray<readonly [string, string]>; reason: string }>;
  /** Every column that the mapping speaks of */
  usedColumns: readonly string[];
}

/** What a mapping has loaded by itself. */
export type CompiledFeed = WatchFeed | PullFeed;

export interface WatchFeed {
  kind: 'watch';
  /** Absolute */
  folder: string;
  /** Names to take beside fitting one of the files; undefined: all that fit */
  patterns?: readonly string[];
  after: 'archive' | 'keep';
  /** When a file has to be there; undefined: whenever one comes */
  schedule?: Schedule;
}

export interface PullFeed {
  kind: 'pull';
  url: string;
  file: CompiledFile;
  format?: 'csv' | 'json';
  rows?: string;
  /** With ${FEED_NAME} in the place of secrets */
  headers: Readonly<Record<string, string>>;
  schedule: Schedule;
}

/** A mapping that fits the warehouse's tables. */
export interface CompiledMapping {
  source: string;
  bank: string;
  /** 0-1 */
  maxRejects: number;
  regionCodes: 'first_appearance' | 'alphabetical';
  products: ReadonlyArray<{ code: string; title: string; line: string }>;
  files: readonly CompiledFile[];
  /** What is loaded by itself */
  feed?: CompiledFeed;
}
