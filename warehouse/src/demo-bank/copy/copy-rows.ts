import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export interface CopyResult {
  rows: number;
  /** SHA-256 of the lines */
  sha256: string;
}

export interface CopyOptions {
  signal?: AbortSignal | undefined;
  /** Called now and then with the rows so far */
  onRows?: (rows: number) => void;
}

/**
 * Streams lines into a table; memory does not grow with their number.
 *
 * @param lines - rows in COPY's text format, each list of them in order, without the end of line
 * @param suffix - added to every line, not part of the digest
 */
export async function copyRows(
  client: Client,
  target: string,
  lines: Iterable<string[]>,
  options: CopyOptions,
  suffix = ''
): Promise<CopyResult> {
  const hash = createHash('sha256');
  let rows = 0;
  const chunks = function* () {
    for (const batch of gather(lines)) {
      options.signal?.throwIfAborted();
      rows += batch.length;
      hash.update(batch.join('\n')).update('\n');
      options.onRows?.(rows);
      yield `${batch.join(`${suffix}\n`)}${suffix}\n`;
    }
  };
  await pipeline(Readable.from(chunks(), { objectMode: true }), client.query(copyFrom(`COPY ${target} FROM STDIN`)));
  return { rows, sha256: hash.digest('hex') };
}

const batchSize = 1000;

/** Joins short lists, so that one write carries many rows. */
function* gather(lists: Iterable<string[]>): Generator<string[]> {
  let batch: string[] = [];
  for (const list of lists) {
    batch.push(...list);
    if (batch.length >= batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}

/** Fields as one line of COPY's text format; undefined is NULL. Texts must hold no tab, backslash or line break. */
export function toLine(...fields: Array<string | number | undefined>): string {
  return fields.map((field) => field ?? '\\N').join('\t');
}
