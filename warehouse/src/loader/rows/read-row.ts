import { type CsvRecord } from '../csv/split-records';
import { type CompiledFile, type CompiledField, type CompiledInto } from '../mapping/compiled';
import { Fault } from '../values/fault';
import { lineColumn, type Header } from './read-header';

/** A field that has no value although the file has something there. */
export interface FieldWarning {
  field: string;
  reason: string;
  raw: string;
}

/** A row of a file, read: its values by slot, or why it is rejected. */
export interface ReadRow {
  line: number;
  raw: string;
  reason?: string;
  reasonField?: string;
  /** Number of the set_aside rule it fell under, 0 for none */
  setAside: number;
  values: Map<string, string>;
  warnings: FieldWarning[];
}

interface BoundInto {
  into: CompiledInto;
  fields: Array<{ field: CompiledField; at: number[] }>;
  cells: Array<{ column: string; slot: string; at: number }>;
}

/** Makes the function that reads the records of a file with this header. */
export function createRowReader(file: CompiledFile, header: Header): (record: CsvRecord) => ReadRow {
  // The number of the line stands behind a row's own fields.
  const place = (column: string) => (column === lineColumn ? header.size : (header.get(column) ?? -1));
  const bound = file.intos.map((into): BoundInto => ({
    into,
    fields: into.fields.map((field) => ({ field, at: field.columns.map(place) })),
    cells: into.unpivot?.columns.map(({ column, slot }) => ({ column, slot, at: place(column) })) ?? [],
  }));
  bound.forEach(({ fields }) => fields.forEach(({ field }) => field.convert.restart?.()));
  const plain = bound.filter(({ into }) => into.setAside === 0);
  const rules = file.setAside.map(({ when, reason }, index) => ({
    reason,
    conditions: when.map(([column, text]) => ({ at: place(column), text: text.trim() })),
    bound: bound.filter(({ into }) => into.setAside === index + 1),
  }));
  return (record) => {
    const row: ReadRow = { line: record.line, raw: record.raw, setAside: 0, values: new Map(), warnings: [] };
    if (record.fault || record.fields.length !== header.size) {
      row.reason =
        record.fault ??
        `the line has ${record.fields.length} of ${header.size} fields: it is cut off, or a delimiter or quote is missing`;
      return row;
    }
    const fields = [...record.fields, String(record.line)];
    const ruleIndex = rules.findIndex(({ conditions }) =>
      conditions.every(({ at, text }) => fields[at]?.trim() === text)
    );
    const rule = rules[ruleIndex];
    if (rule) {
      rule.bound.forEach((each) => fill(row, fields, each));
      row.setAside = row.reason === undefined ? ruleIndex + 1 : 0;
      row.reason ??= rule.reason;
      return row;
    }
    for (const each of plain) {
      fill(row, fields, each);
    }
    return row;
  };
}

function fill(row: ReadRow, texts: readonly string[], { into, fields, cells }: BoundInto): void {
  for (const { field, at } of fields) {
    const raw = at.length === 1 ? (texts[at[0] ?? -1] ?? '') : joinTexts(texts, at);
    const value = field.convert(raw);
    if (typeof value === 'string') {
      row.values.set(field.slot, value);
    } else if (value instanceof Fault) {
      takeFault(row, field, value);
    } else if (field.isNeeded) {
      reject(row, field.name, `column ${field.columns.join(' and ')}: empty, but ${field.name} is needed`);
    } else if (field.warnsWhenEmpty) {
      row.warnings.push({ field: field.name, reason: 'empty', raw });
    }
  }
  const unpivot = into.unpivot;
  for (const { column, slot, at } of unpivot ? cells : []) {
    const raw = texts[at] ?? '';
    const value = unpivot?.convert(raw) ?? null;
    if (typeof value === 'string') {
      row.values.set(slot, value);
    } else if (value instanceof Fault) {
      row.warnings.push({ field: column, reason: value.reason, raw });
    }
  }
}

/** All parts, or nothing: half a key is no key. */
function joinTexts(texts: readonly string[], at: readonly number[]): string {
  const parts = at.map((index) => texts[index]?.trim() ?? '');
  return parts.includes('') ? '' : parts.join('-');
}

function takeFault(row: ReadRow, field: CompiledField, { reason, raw }: Fault): void {
  const told = `column ${field.columns.join(' and ')}: ${reason}`;
  if (field.isNeeded) {
    reject(row, field.name, told);
  } else {
    row.warnings.push({ field: field.name, reason: told, raw });
  }
}

function reject(row: ReadRow, field: string, reason: string): void {
  if (row.reason === undefined) {
    row.reason = reason;
    row.reasonField = field;
  }
}
