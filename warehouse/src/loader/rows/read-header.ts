import { suggestName } from '@branchlight/bank-files';
import { type CsvRecord } from '../csv/split-records';
import { FileRefusal } from '../file-refusal';
import { type CompiledFile } from '../mapping/compiled';

/** Stands for the number of a row's line, as if it were a column. */
export const lineColumn = '#line';

/** Columns of a file by name, with their place from 0. */
export type Header = ReadonlyMap<string, number>;

/** The columns that a mapping gives for a file without header line. */
export function makeHeader(columns: readonly string[]): Header {
  return new Map(columns.map((name, index) => [name, index]));
}

/**
 * Reads a file's first record as its header.
 *
 * @throws FileRefusal when a column that the mapping uses is not there, or there twice
 */
export function readHeader(record: CsvRecord, file: CompiledFile): Header {
  if (record.fault) {
    throw new FileRefusal(
      `line ${record.line}, the header, cannot be read: ${record.fault}.${guessDelimiter(record.raw, file.format.delimiter, 1)}`
    );
  }
  const names = record.fields.map((name) => name.trim());
  const repeated = names.filter((name, index) => names.indexOf(name) < index && file.usedColumns.includes(name));
  if (repeated.length > 0) {
    throw new FileRefusal(
      `line ${record.line}, the header, has ${listNames(repeated)} twice: which one is meant? Remedy: rename one column in the file.`
    );
  }
  const missing = file.usedColumns.filter((name) => name !== lineColumn && !names.includes(name));
  if (missing.length > 0) {
    const suggestion = missing.length === 1 ? suggestName(missing[0] ?? '', names) : '';
    throw new FileRefusal(
      `line ${record.line}, the header, lacks ${listNames(missing)}; it has ${listNames(names)}.${suggestion}` +
        `${guessDelimiter(record.raw, file.format.delimiter, names.length)} Remedy: correct the file's header, or the columns of "${file.name}" in the mapping.`
    );
  }
  return makeHeader(names);
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 30).map((name) => JSON.stringify(name.slice(0, 60)));
  return shown.join(', ') + (names.length > shown.length ? ` and ${names.length - shown.length} more` : '');
}

function guessDelimiter(raw: string, delimiter: string, columns: number): string {
  const other = [',', ';', '\t', '|'].find(
    (mark) => mark !== delimiter && raw.split(mark).length > Math.max(2, columns)
  );
  return other
    ? ` The delimiter looks like ${JSON.stringify(other)}, the mapping says ${JSON.stringify(delimiter)}.`
    : '';
}
