import { type Client } from 'pg';
import { stagingTable } from './staging';

/** Counts of one file and load. */
export interface RowCounts {
  read: number;
  /** Valid rows: new, changed or there already */
  loaded: number;
  rejected: number;
}

export interface RejectedRow {
  line: number;
  field: string | null;
  reason: string;
  raw: string;
}

/** What is recorded of a file whether or not it loads. */
export interface LoadRecord {
  source: string;
  domain: string;
  table: string;
  fileName: string;
  sha256: string;
  startedAt: Date;
}

/** How many rejected rows of a refused file are kept as samples. */
export const keptSamples = 1000;

export async function recordLoadedFile(
  client: Client,
  record: LoadRecord,
  counts: RowCounts,
  data: { lastDay: string | undefined; timeZone: string }
): Promise<string> {
  const id = await insertLoad(client, record, counts, 'loaded', null);
  await client.query(
    `UPDATE ops.load_file SET data_until = $2::date::timestamp AT TIME ZONE $3 WHERE load_file_id = $1`,
    [id, data.lastDay ?? null, data.timeZone]
  );
  await client.query(
    `INSERT INTO ops.rejected_row (load_file_id, line_number, field, reason, raw)
    SELECT $1, line, reason_field, reason, raw FROM ${stagingTable} WHERE reason IS NOT NULL`,
    [id]
  );
  await client.query(
    `INSERT INTO ops.field_warning (load_file_id, line_number, field, reason, raw)
    SELECT $1, line, warning ->> 'field', warning ->> 'reason', warning ->> 'raw'
    FROM ${stagingTable}, jsonb_array_elements(warnings) warning
    WHERE reason IS NULL
    ON CONFLICT DO NOTHING`,
    [id]
  );
  return id;
}

/** Fills in what is known only after merging. */
export async function recordUnchanged(client: Client, id: string, unchanged: number): Promise<void> {
  await client.query(
    'UPDATE ops.load_file SET rows_unchanged = $2, finished_at = clock_timestamp() WHERE load_file_id = $1',
    [id, unchanged]
  );
}

/** Records, in a transaction of its own, a file of which nothing was loaded. */
export async function recordRefusedFile(
  client: Client,
  record: LoadRecord,
  counts: RowCounts,
  refusal: { message: string; samples: readonly RejectedRow[] },
  beforeCommit?: () => Promise<void> | undefined
): Promise<void> {
  await client.query('BEGIN');
  try {
    const id = await insertLoad(client, record, counts, 'refused', refusal.message);
    await client.query(
      `INSERT INTO ops.rejected_row (load_file_id, line_number, field, reason, raw)
      SELECT $1, line, field, reason, raw FROM jsonb_to_recordset($2) AS sample (line bigint, field text, reason text, raw text)
      ON CONFLICT DO NOTHING`,
      [id, JSON.stringify(refusal.samples.map((sample) => ({ ...sample, raw: sample.raw.replaceAll('\0', '\u2400') })))]
    );
    await beforeCommit?.();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** @param which - faulty: leaves out those that a set_aside rule took */
export async function readRejected(client: Client, limit: number, which: 'all' | 'faulty'): Promise<RejectedRow[]> {
  const { rows } = await client.query<{ line: string; field: string | null; reason: string; raw: string }>(
    `SELECT line, reason_field AS field, reason, raw FROM ${stagingTable} WHERE reason IS NOT NULL AND ($2 OR set_aside = 0) ORDER BY line LIMIT $1`,
    [limit, which === 'all']
  );
  return rows.map((row) => ({ ...row, line: Number(row.line) }));
}

export interface StagedCounts extends RowCounts {
  /** Rejected because a rule says so, no fault of the file */
  setAside: number;
  warnings: number;
}

export async function countStaged(client: Client): Promise<StagedCounts> {
  const { rows } = await client.query<{ read: string; rejected: string; set_aside: string; warnings: string }>(
    `SELECT count(*) AS read, count(reason) AS rejected, count(*) FILTER (WHERE set_aside > 0) AS set_aside,
      coalesce(sum(jsonb_array_length(warnings)) FILTER (WHERE reason IS NULL), 0) AS warnings
    FROM ${stagingTable}`
  );
  const read = Number(rows[0]?.read);
  const rejected = Number(rows[0]?.rejected);
  return {
    read,
    rejected,
    loaded: read - rejected,
    setAside: Number(rows[0]?.set_aside),
    warnings: Number(rows[0]?.warnings),
  };
}

async function insertLoad(
  client: Client,
  record: LoadRecord,
  counts: RowCounts,
  status: 'loaded' | 'refused',
  message: string | null
): Promise<string> {
  const { rows } = await client.query<{ load_file_id: string }>(
    `INSERT INTO ops.load_file
      (source, domain, table_name, file_name, sha256, status, rows_read, rows_loaded, rows_rejected, message, started_at, finished_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, clock_timestamp())
    RETURNING load_file_id`,
    [
      record.source,
      record.domain,
      record.table,
      record.fileName,
      record.sha256,
      status,
      counts.read,
      counts.loaded,
      counts.rejected,
      message,
      record.startedAt,
    ]
  );
  const id = rows[0]?.load_file_id;
  if (id === undefined) {
    throw new Error('No id for the load');
  }
  return id;
}
