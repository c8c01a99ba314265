import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UserError, describeError } from '@branchlight/runtime';
import { type Client } from 'pg';
import { matchesPattern, type FoundFile } from '../loader/files/find-files';
import { type FileResult } from '../loader/load-file';
import { loadFoundFile } from '../loader/load-found-file';
import { type CompiledMapping, type WatchFeed } from '../loader/mapping/compiled';

/** What is remembered of a folder between two looks; it may be lost. */
export class FolderMemory {
  /** Size and time of every file at the last look, and since when they are the same */
  readonly seen = new Map<string, { stamp: string; since: number }>();
  /** Files that stay where they are and were dealt with, with their size and time */
  readonly done = new Map<string, string>();
}

export interface TakeFilesOptions {
  client: Client;
  /** Name of the mapping */
  name: string;
  mapping: CompiledMapping;
  feed: WatchFeed;
  timeZone: string;
  memory: FolderMemory;
  /** How long a file has to stay the same before it counts as complete */
  settleMs: number;
  signal?: AbortSignal;
  onFile?(result: FileResult): void;
}

/** Names under which programs write what is not complete yet. */
const unfinished = /^\.|~$|\.(part|partial|tmp|temp|filepart|crdownload|swp)$/i;

interface SeenFile extends FoundFile {
  order: number;
  stamp: string;
  isComplete: boolean;
}

/**
 * Looks into a folder once and loads the files that are complete, in the mapping's order. A loaded file goes to `archive`, a refused one to
 * `rejected` with the reason beside it; content that was loaded before is not loaded again, whatever its name.
 *
 * @returns the files that were dealt with
 * @throws UserError when the folder cannot be read or a file cannot be moved; whatever is no fault of a file
 */
export async function takeFiles(options: TakeFilesOptions): Promise<FileResult[]> {
  const files = await look(options);
  const results: FileResult[] = [];
  for (const file of files) {
    options.signal?.throwIfAborted();
    // What others refer to comes first: later kinds wait for it.
    const waits = files.some((other) => !other.isComplete && other.order <= file.order);
    if (file.isComplete && !waits) {
      const result = await takeFile(file, options);
      if (result) {
        results.push(result);
        options.onFile?.(result);
      }
    }
  }
  return results;
}

async function look({ mapping, feed, memory, settleMs }: TakeFilesOptions): Promise<SeenFile[]> {
  const now = Date.now();
  const files: SeenFile[] = [];
  for (const name of await list(feed.folder)) {
    const order = mapping.files.findIndex(({ patterns }) => patterns.some((pattern) => matchesPattern(pattern, name)));
    const file = mapping.files[order];
    const isWanted = feed.patterns?.some((pattern) => matchesPattern(pattern, name)) ?? true;
    const full = path.join(feed.folder, name);
    // A file may go away between the two looks.
    const found = file && isWanted ? await stat(full).catch(() => undefined) : undefined;
    if (file && found?.isFile()) {
      const stamp = `${found.size} ${found.mtimeMs}`;
      const known = memory.seen.get(full);
      const since = known?.stamp === stamp ? known.since : now;
      memory.seen.set(full, { stamp, since });
      if (memory.done.get(full) !== stamp) {
        files.push({ path: full, name, file, order, stamp, isComplete: now - since >= settleMs });
      }
    }
  }
  return files.sort((a, b) => a.order - b.order || a.name.localeCompare(b.name, 'en', { numeric: true }));
}

async function list(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && !unfinished.test(entry.name)).map(({ name }) => name);
  } catch (error) {
    throw new UserError(
      `The watched folder ${folder} cannot be read: ${describeError(error)}. Remedy: make it, and let the hub's user read and write in it.`
    );
  }
}

async function takeFile(file: SeenFile, options: TakeFilesOptions): Promise<FileResult | undefined> {
  const { client, name, mapping, feed, timeZone, memory, signal } = options;
  const sha256 = await hashFile(file.path);
  const isKnown = async () => {
    const { rowCount } = await client.query(
      `SELECT FROM ops.feed_file WHERE mapping = $1 AND sha256 = $2 AND status = 'loaded'`,
      [name, sha256]
    );
    return (rowCount ?? 0) > 0 ? ('known' as const) : undefined;
  };
  const result = await loadFoundFile(
    {
      client,
      mapping,
      found: file,
      timeZone,
      ...(signal && { signal }),
      beforeCommit: (open, result) => recordFile(open, name, sha256, result),
    },
    isKnown
  );
  if (result !== 'known' && result.status === 'refused') {
    await moveTo(path.join(feed.folder, 'rejected'), file, `${result.message ?? 'The file was refused.'}\n`);
  } else if (feed.after === 'archive') {
    await moveTo(path.join(feed.folder, 'archive'), file);
  } else {
    memory.done.set(file.path, file.stamp);
  }
  return result === 'known' ? undefined : result;
}

/** Notes that this content was dealt with. Runs in the transaction that loads it or records its refusal. */
export async function recordFile(client: Client, name: string, sha256: string, result: FileResult): Promise<void> {
  await client.query(
    `INSERT INTO ops.feed_file (mapping, sha256, file_name, status, message) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (mapping, sha256) DO UPDATE
     SET file_name = excluded.file_name, status = excluded.status, message = excluded.message, taken_at = clock_timestamp()`,
    [name, sha256, result.file, result.status, result.message ?? null]
  );
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Moves a file into a folder of the same disk under a name that is free there, with a text beside it. */
async function moveTo(folder: string, { path: from, name }: FoundFile, reason?: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const to = path.join(folder, await findFreeName(folder, name));
    if (reason !== undefined) {
      await writeFile(`${to}.reason.txt`, reason, { mode: 0o600 });
    }
    await rename(from, to);
  } catch (error) {
    throw new UserError(
      `${from} cannot be moved to ${folder}: ${describeError(error)}. Remedy: let the hub's user write in the watched folder.`
    );
  }
}

async function findFreeName(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = path.parse(name);
  for (let count = 1; ; count++) {
    const free = count === 1 ? name : `${stem}.${count}${ext}`;
    try {
      await access(path.join(folder, free));
    } catch {
      return free;
    }
  }
}
