import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Client } from 'pg';
import { type FileResult } from '../loader/load-file';
import { loadFoundFile } from '../loader/load-found-file';
import { type CompiledMapping, type PullFeed } from '../loader/mapping/compiled';
import { defaultLimits, download, type ContentMarks, type DownloadLimits } from './download';
import { recordFile } from './take-files';

export interface PullRowsOptions {
  client: Client;
  /** Name of the mapping */
  name: string;
  mapping: CompiledMapping;
  feed: PullFeed;
  timeZone: string;
  /** Of the content that was loaded last */
  marks: ContentMarks;
  environment: NodeJS.ProcessEnv;
  limits?: DownloadLimits;
  signal?: AbortSignal;
}

/** How asking an address went. */
export interface PullResult {
  /** Undefined when nothing changed since the last time, or there are no rows */
  file?: FileResult;
  marks: ContentMarks;
}

/**
 * Asks an address and loads its rows, unless they are those of the last time.
 *
 * @throws UserError when it does not give them
 */
export async function pullRows(options: PullRowsOptions): Promise<PullResult> {
  const { client, name, mapping, feed, timeZone, signal } = options;
  const folder = await mkdtemp(path.join(tmpdir(), 'branchlight-pull-'));
  try {
    const target = path.join(folder, 'answer');
    const fetched = await download(
      feed,
      target,
      options.marks,
      options.environment,
      signal,
      options.limits ?? defaultLimits
    );
    if (!fetched.isNew) {
      return { marks: options.marks };
    }
    const { sha256, input, encoding, marks } = fetched;
    const { rowCount } = await client.query(
      `SELECT FROM ops.feed_file f WHERE mapping = $1 AND sha256 = $2 AND status = 'loaded'
         AND taken_at = (SELECT max(taken_at) FROM ops.feed_file WHERE mapping = $1 AND status = 'loaded')`,
      [name, sha256]
    );
    if ((rowCount ?? 0) > 0) {
      return { marks };
    }
    const file = await loadFoundFile({
      client,
      mapping,
      timeZone,
      mayBeEmpty: true,
      found: {
        path: target,
        name: `pull-${name}-${feed.file.name.replace(/[^\w-]+/g, '-')}.${input === 'json' ? 'json' : 'csv'}`,
        file: feed.file,
        input,
        ...(feed.rows !== undefined && { rows: feed.rows }),
        ...(encoding !== undefined && { encoding }),
      },
      ...(signal && { signal }),
      beforeCommit: (open, result) => recordFile(open, name, sha256, result),
    });
    return file.isEmpty ? { marks } : { file, marks };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
