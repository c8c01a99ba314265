import { type Client } from 'pg';
import { z } from 'zod';
import { type CompiledFeed } from '../loader/mapping/compiled';
import { type ContentMarks } from './download';

const rowSchema = z.object({
  due_at: z.date().nullable(),
  retry_at: z.date().nullable(),
  failures: z.number(),
  etag: z.string().nullable(),
  last_modified: z.string().nullable(),
});

/** What is kept of a mapping that is loaded by itself. */
export interface FeedState {
  dueAt: Date | null;
  retryAt: Date | null;
  failures: number;
  marks: ContentMarks;
}

const shortestWaitMs = 15_000;
const longestWaitMs = 3_600_000;

/**
 * The state of a feed, made on the first sight of it. A feed whose plan changed is due by its new schedule; what it is asked for is asked
 * anew.
 */
export async function openFeed(
  client: Client,
  feed: { name: string; source: string; plan: string; compiled: CompiledFeed },
  now: Date
): Promise<FeedState> {
  const { name, source, plan, compiled } = feed;
  // An address is asked at once, and by its schedule from then on; a file need not be there before its time.
  const due = compiled.kind === 'pull' ? now : (compiled.schedule?.next(now) ?? null);
  await client.query(
    `INSERT INTO ops.feed AS f (mapping, source, kind, plan, due_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (mapping) DO UPDATE
     SET source = excluded.source, kind = excluded.kind, plan = excluded.plan, due_at = excluded.due_at, retry_at = NULL, failures = 0,
       last_error = NULL, last_error_at = NULL, etag = NULL, last_modified = NULL
     WHERE f.plan <> excluded.plan`,
    [name, source, compiled.kind, plan, due]
  );
  const { rows } = await client.query(
    'SELECT due_at, retry_at, failures, etag, last_modified FROM ops.feed WHERE mapping = $1',
    [name]
  );
  const row = rowSchema.parse(rows[0]);
  return {
    dueAt: row.due_at,
    retryAt: row.retry_at,
    failures: row.failures,
    marks: { etag: row.etag, lastModified: row.last_modified },
  };
}

export async function noteStart(client: Client, name: string): Promise<void> {
  await client.query('UPDATE ops.feed SET last_started_at = clock_timestamp() WHERE mapping = $1', [name]);
}

/** A run that was missed several times is done once: what is due next lies after now. */
export async function noteSuccess(
  client: Client,
  name: string,
  { nextDue, marks }: { nextDue: Date | undefined; marks?: ContentMarks }
): Promise<void> {
  await client.query(
    `UPDATE ops.feed SET last_succeeded_at = clock_timestamp(), due_at = $2, retry_at = NULL, failures = 0,
       etag = $3, last_modified = $4 WHERE mapping = $1`,
    [name, nextDue ?? null, marks?.etag ?? null, marks?.lastModified ?? null]
  );
}

/** Keeps the run due; where it waits, not before a time that doubles with every failure, up to an hour. */
export async function noteFailure(
  client: Client,
  name: string,
  { failures, message, waits }: { failures: number; message: string; waits: boolean }
): Promise<void> {
  const waitMs = waits ? Math.min(longestWaitMs, shortestWaitMs * 2 ** Math.min(failures, 20)) : null;
  await client.query(
    `UPDATE ops.feed SET failures = failures + 1, last_error = $2, last_error_at = clock_timestamp(),
       retry_at = clock_timestamp() + $3 * interval '1 millisecond' WHERE mapping = $1`,
    [name, message, waitMs]
  );
}

/** Forgets feeds whose mapping is gone or loads nothing by itself any more. */
export async function dropFeedsBut(client: Client, names: readonly string[]): Promise<void> {
  await client.query('DELETE FROM ops.feed WHERE NOT mapping = ANY ($1)', [names]);
}
