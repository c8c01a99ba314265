import { type Client } from 'pg';
import { refreshDerived } from '../mart';

/** What is held back of the demo bank's last day. */
export interface HeldBack {
  /** YYYY-MM-DD */
  day: string;
  rows: number;
}

/** A part of the held back postings, in the order in which they are booked. */
export interface HeldBackBatch {
  codes: string[];
  /** A JSON object per posting, with the fields of core.transaction */
  lines: string[];
}

/**
 * Takes the postings of the bank's last day out, figures included, as if they had not come yet. Postings that are held back already are put
 * back first, so that the day is whole.
 *
 * @returns undefined when there are no postings
 */
export async function holdBackLastDay(client: Client): Promise<HeldBack | undefined> {
  return inTransaction(client, async () => {
    await putBack(client);
    const { rows } = await client.query<{ day: string | null }>('SELECT max(day)::text AS day FROM core.transaction');
    const day = rows[0]?.day;
    if (day === null || day === undefined) {
      return undefined;
    }
    // An account's postings stay together and in their order; accounts come as they would during a day, from everywhere.
    const { rowCount } = await client.query(
      `WITH gone AS (DELETE FROM core.transaction WHERE day = $1 RETURNING *)
       INSERT INTO ops.demo_held_back (transaction_code, position, posting)
       SELECT transaction_code, row_number() OVER (ORDER BY md5(account_code), line_number, transaction_code), to_jsonb(gone) FROM gone`,
      [day]
    );
    await refresh(client, day);
    return { day, rows: rowCount ?? 0 };
  });
}

/**
 * Books what is still held back, figures included.
 *
 * @returns number of postings
 */
export async function bookHeldBack(client: Client): Promise<number> {
  const { rows } = await client.query<{ day: string | null }>(
    `SELECT min(posting ->> 'day') AS day FROM ops.demo_held_back`
  );
  const day = rows[0]?.day;
  if (day === null || day === undefined) {
    return 0;
  }
  return inTransaction(client, async () => {
    const count = await putBack(client);
    await refresh(client, day);
    return count;
  });
}

export async function readHeldBack(client: Client, atMost: number): Promise<HeldBackBatch> {
  const { rows } = await client.query<{ code: string; line: string }>(
    `SELECT transaction_code AS code, (posting - 'load_file_id' - 'line_number')::text AS line
     FROM ops.demo_held_back ORDER BY position LIMIT $1`,
    [atMost]
  );
  return { codes: rows.map(({ code }) => code), lines: rows.map(({ line }) => line) };
}

export async function countHeldBack(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: string }>('SELECT count(*) AS count FROM ops.demo_held_back');
  return Number(rows[0]?.count);
}

/** Forgets postings that were booked. */
export async function dropHeldBack(client: Client, codes: readonly string[]): Promise<void> {
  await client.query('DELETE FROM ops.demo_held_back WHERE transaction_code = ANY ($1)', [codes]);
}

async function putBack(client: Client): Promise<number> {
  const { rowCount } = await client.query(
    `WITH gone AS (DELETE FROM ops.demo_held_back RETURNING posting)
     INSERT INTO core.transaction SELECT posted.* FROM gone, jsonb_populate_record(NULL::core.transaction, posting) posted
     ON CONFLICT (transaction_code) DO NOTHING`
  );
  return rowCount ?? 0;
}

async function refresh(client: Client, day: string): Promise<void> {
  await refreshDerived(client, { changedFrom: day, changedTables: new Set(['core.transaction']) });
  await client.query('UPDATE ops.data_version SET changed_at = clock_timestamp()');
}

async function inTransaction<Result>(client: Client, action: () => Promise<Result>): Promise<Result> {
  await client.query('BEGIN');
  try {
    const result = await action();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A lost connection has rolled back already.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
