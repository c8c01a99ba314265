import { once } from 'node:events';
import { type Client } from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { type CompiledFile, type CompiledInto } from '../mapping/compiled';
import { type ReadRow } from '../rows/read-row';
import { getSqlType } from '../targets';

/** Table of the file being loaded; made and dropped inside the load's transaction, so that nobody else sees it. */
export const stagingTable = 'staging.file_row';

interface Slot {
  name: string;
  type: string;
}

function listSlots(file: CompiledFile): Slot[] {
  return file.intos.flatMap(({ fields, unpivot }) => [
    ...fields.map(({ slot, target }) => ({ name: slot, type: getSqlType(target) })),
    ...(unpivot?.columns.map(({ slot }) => ({ name: slot, type: getSqlType(unpivot.target) })) ?? []),
  ]);
}

/** Makes the staging table: where a row stands, why it is rejected if it is, its warnings, and a column per slot. */
export async function createStaging(client: Client, file: CompiledFile): Promise<void> {
  const columns = listSlots(file).map(({ name, type }) => `${name} ${type}`);
  await client.query(`DROP TABLE IF EXISTS ${stagingTable}`);
  await client.query(
    `CREATE UNLOGGED TABLE ${stagingTable} (line bigint, raw text, reason text, reason_field text, set_aside integer, warnings jsonb, ${columns.join(', ')})`
  );
}

/** Writes rows into the staging table by COPY, waiting when the server is slower than the file. */
export class StagingWriter {
  private readonly stream: CopyStreamQuery;
  private readonly slots: string[];
  private failure: Error | undefined;

  constructor(client: Client, file: CompiledFile) {
    this.slots = listSlots(file).map(({ name }) => name);
    const columns = ['line', 'raw', 'reason', 'reason_field', 'set_aside', 'warnings', ...this.slots];
    this.stream = client.query(copyFrom(`COPY ${stagingTable} (${columns.join(', ')}) FROM STDIN`));
    this.stream.on('error', (error) => (this.failure = error));
  }

  async write(rows: readonly ReadRow[]): Promise<void> {
    this.throwFailure();
    if (rows.length > 0 && !this.stream.write(rows.map((row) => this.formatRow(row)).join(''))) {
      await Promise.race([once(this.stream, 'drain'), once(this.stream, 'close')]);
      this.throwFailure();
    }
  }

  async end(): Promise<void> {
    this.throwFailure();
    this.stream.end();
    await once(this.stream, 'finish');
    this.throwFailure();
  }

  /** Gives up what was written; the connection is usable again afterwards. */
  async cancel(): Promise<void> {
    if (!this.stream.destroyed && !this.stream.writableFinished) {
      const closed = new Promise((resolve) => this.stream.once('close', resolve));
      this.stream.destroy();
      await closed;
    }
  }

  private formatRow(row: ReadRow): string {
    const cells = [
      String(row.line),
      escape(row.raw),
      escape(row.reason),
      escape(row.reasonField),
      String(row.setAside),
      row.warnings.length > 0 ? escape(JSON.stringify(row.warnings.map(cleanWarning))) : '\\N',
    ];
    for (const slot of this.slots) {
      cells.push(escape(row.values.get(slot)));
    }
    return `${cells.join('\t')}\n`;
  }

  private throwFailure(): void {
    if (this.failure) {
      throw this.failure;
    }
  }
}

function cleanWarning({ field, reason, raw }: { field: string; reason: string; raw: string }) {
  return { field, reason: clean(reason), raw: clean(raw) };
}

/** Postgres stores no NUL and no half of a character, as a cut text may end with. */
function clean(text: string): string {
  return Buffer.from(text.replaceAll('\0', '\u2400'), 'utf8').toString('utf8');
}

const special = /[\\\n\r\t\0\uD800-\uDFFF]/;

function escape(text: string | undefined): string {
  if (text === undefined) {
    return '\\N';
  }
  return special.test(text)
    ? clean(text).replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
    : text;
}

/** The valid rows of the file for one of its tables, as a sub-select with `line` and the table's fields. */
export function selectRows(into: CompiledInto): string {
  const columns = [
    ...into.fields.map(({ name, slot, target: { fallback } }) =>
      fallback === undefined ? `s.${slot} AS ${name}` : `coalesce(s.${slot}, ${fallback}) AS ${name}`
    ),
    ...into.constants.map(({ name, value, target }) => `${quoteLiteral(value)}::${getSqlType(target)} AS ${name}`),
  ];
  const condition = into.setAside === 0 ? 's.reason IS NULL' : `s.set_aside = ${into.setAside}`;
  const { unpivot } = into;
  if (!unpivot && isSameRow(into)) {
    return `(SELECT s.line, ${columns.join(', ')} FROM ${stagingTable} s WHERE ${condition} ORDER BY s.line LIMIT 1)`;
  }
  if (!unpivot) {
    return `(SELECT s.line, ${columns.join(', ')} FROM ${stagingTable} s WHERE ${condition})`;
  }
  const nameField = into.target.fields[unpivot.nameField];
  const type = nameField ? getSqlType(nameField) : 'text';
  const cells = unpivot.columns.map(({ name, slot }) => `(${quoteLiteral(name)}::${type}, s.${slot})`).join(', ');
  return `(SELECT s.line, ${[...columns, `cell.${unpivot.nameField}`, `cell.${unpivot.valueField}`].join(', ')}
    FROM ${stagingTable} s CROSS JOIN LATERAL (VALUES ${cells}) cell (${unpivot.nameField}, ${unpivot.valueField})
    WHERE ${condition} AND cell.${unpivot.valueField} IS NOT NULL)`;
}

/** A key of constants: every row of the file speaks of the same row of the table, and the first one says how it is. */
function isSameRow({ target, constants }: CompiledInto): boolean {
  return target.key.every((field) => constants.some(({ name }) => name === field));
}

/** Fields of the table that the file fills. */
export function listFields(into: CompiledInto): string[] {
  return [
    ...into.fields.map(({ name }) => name),
    ...into.constants.map(({ name }) => name),
    ...(into.unpivot ? [into.unpivot.nameField, into.unpivot.valueField] : []),
  ];
}

function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
