import { describeError } from '@branchlight/runtime';
import { DatabaseError, type Client } from 'pg';
import { checkStagedRows } from './database/check-rows';
import { findLastDay, mergeStagedRows, type MergeResult } from './database/merge-rows';
import {
  countStaged,
  keptSamples,
  readRejected,
  recordLoadedFile,
  recordRefusedFile,
  recordUnchanged,
  type LoadRecord,
  type RejectedRow,
  type StagedCounts,
} from './database/record-load';
import { createStaging, stagingTable } from './database/staging';
import { syncProducts } from './database/sync-products';
import { EmptyFile, FileRefusal } from './file-refusal';
import { type FoundFile } from './files/find-files';
import { type CompiledMapping } from './mapping/compiled';
import { type LoadProgress } from './progress';
import { readIntoStaging, type ReadState } from './read-into-staging';

/** How the load of one file went. */
export interface FileResult {
  file: string;
  /** What the file holds, as the mapping names it */
  kind: string;
  status: 'loaded' | 'refused';
  read: number;
  /** Valid rows: new, changed or there already; 0 of a refused file */
  loaded: number;
  rejected: number;
  unchanged: number;
  warnings: number;
  /** Why it was refused, with the remedy */
  message?: string;
  /** Refused because it has no rows */
  isEmpty?: boolean;
  /** The first rejected rows */
  samples: RejectedRow[];
  seconds: number;
}

export interface FileLoadOptions {
  timeZone: string;
  /** Works out what depends on the changed rows, inside the load's transaction */
  derive(client: Client, change: MergeResult): Promise<void>;
  signal?: AbortSignal;
  onProgress?(progress: LoadProgress): void;
  /** Called before the load's transaction ends, and before that which records a refusal, so that its own records stand or fall with them */
  beforeCommit?(client: Client, result: FileResult): Promise<void>;
  /** A file without rows is no refusal to record */
  mayBeEmpty?: boolean;
  /** How many of the first rejected rows the result has */
  sampleCount?: number;
}

const shownSamples = 5;

/**
 * Loads one file in one transaction: its rows, what it rejects and every figure that follows, or, when it is refused, nothing but the
 * record of the refusal.
 *
 * @throws whatever is no fault of the file: a lost connection, an abort. The transaction is rolled back.
 */
export async function loadFile(
  client: Client,
  mapping: CompiledMapping,
  found: FoundFile,
  options: FileLoadOptions
): Promise<FileResult> {
  const started = performance.now();
  const startedAt = new Date();
  const state: ReadState = { read: 0, rejected: 0, sha256: '', samples: [] };
  const describe = (): LoadRecord => ({
    source: mapping.source,
    domain: found.file.domain,
    table: found.file.intos[0]?.target.table ?? '',
    fileName: found.name,
    sha256: state.sha256,
    startedAt,
  });
  const common = { file: found.name, kind: found.file.name };
  const shown = options.sampleCount ?? shownSamples;
  await client.query('BEGIN');
  try {
    // Sorting a large file's keys in memory halves the time that checking takes.
    await client.query(`SET LOCAL work_mem = '128MB'`);
    const { counts, unchanged } = await loadRows(client, mapping, found, state, options, describe);
    const samples = counts.rejected > 0 ? await readRejected(client, shown, 'all') : [];
    await client.query(`DROP TABLE ${stagingTable}`);
    options.signal?.throwIfAborted();
    const { read, loaded, rejected, warnings } = counts;
    const result: FileResult = {
      ...common,
      status: 'loaded',
      read,
      loaded,
      rejected,
      unchanged,
      warnings,
      samples,
      seconds: secondsSince(started),
    };
    await options.beforeCommit?.(client, result);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    options.signal?.throwIfAborted();
    const refusal = toRefusal(error);
    if (!refusal) {
      throw error;
    }
    const { samples = state.samples, counts = state } = refusal instanceof TooManyRejects ? refusal : {};
    const told = { read: counts.read, loaded: 0, rejected: counts.rejected };
    const message = `${found.name} ${refusal.message}`;
    const result: FileResult = {
      ...common,
      status: 'refused',
      ...told,
      unchanged: 0,
      warnings: 0,
      message,
      ...(error instanceof EmptyFile && { isEmpty: true }),
      samples: samples.slice(0, shown),
      seconds: secondsSince(started),
    };
    if (result.isEmpty && options.mayBeEmpty) {
      return result;
    }
    await recordRefusedFile(client, describe(), told, { message, samples }, () =>
      options.beforeCommit?.(client, result)
    );
    return result;
  }
}

async function loadRows(
  client: Client,
  mapping: CompiledMapping,
  found: FoundFile,
  state: ReadState,
  options: FileLoadOptions,
  describe: () => LoadRecord
): Promise<{ counts: StagedCounts; unchanged: number }> {
  const { file, name } = found;
  const show = (phase: 'merge' | 'derive') =>
    options.onProgress?.({ file: name, phase, rows: state.read, bytes: 0, bytesTotal: 0, seconds: 0 });
  const productsChanged = await syncProducts(client, mapping.products);
  await createStaging(client, file);
  await readIntoStaging(client, found, state, options);
  show('merge');
  await checkStagedRows(client, file);
  const counts = await countStaged(client);
  await refuseTooManyRejects(client, counts, mapping.maxRejects);
  options.signal?.throwIfAborted();
  const lastDay = await findLastDay(client, file);
  const id = await recordLoadedFile(client, describe(), counts, { lastDay, timeZone: options.timeZone });
  const change = await mergeStagedRows(client, file, mapping, { loadFileId: id, loaded: counts.loaded });
  await recordUnchanged(client, id, change.unchanged);
  options.signal?.throwIfAborted();
  if (change.changesMart || productsChanged) {
    show('derive');
    await options.derive(client, productsChanged ? withChangedProducts(change) : change);
  }
  // Caches hold the record of loads as well, so every load is a new version, be it without new figures.
  await client.query('UPDATE ops.data_version SET version = version + 1, changed_at = clock_timestamp()');
  return { counts, unchanged: change.unchanged };
}

function withChangedProducts(change: MergeResult): MergeResult {
  return { ...change, changedFrom: undefined, changedTables: new Set([...change.changedTables, 'core.product']) };
}

class TooManyRejects extends FileRefusal {
  constructor(
    message: string,
    readonly counts: StagedCounts,
    readonly samples: RejectedRow[]
  ) {
    super(message);
  }
}

async function refuseTooManyRejects(client: Client, counts: StagedCounts, maxRejects: number): Promise<void> {
  const faulty = counts.rejected - counts.setAside;
  if (faulty <= counts.read * maxRejects) {
    return;
  }
  const samples = await readRejected(client, keptSamples, 'faulty');
  const share = ((100 * faulty) / counts.read).toFixed(1);
  const first = samples.slice(0, shownSamples).map(({ line, reason }) => `\n  line ${line}: ${reason}`);
  throw new TooManyRejects(
    `was refused, nothing of it was loaded: ${faulty} of ${counts.read} rows (${share} %) are faulty, max_rejects allows ` +
      `${+(100 * maxRejects).toFixed(4)} %.${first.join('')}${faulty > first.length ? `\n  and ${faulty - first.length} more, in ops.rejected_row` : ''}` +
      '\n  Remedy: correct the file or the mapping and load again; raise max_rejects only if the rows may be lost.',
    counts,
    samples
  );
}

/** Refusals as they are; what the database says of data (SQLSTATE classes 22 and 23) is one as well. */
function toRefusal(error: unknown): FileRefusal | undefined {
  if (error instanceof FileRefusal) {
    return error;
  }
  if (error instanceof DatabaseError && /^2[23]/.test(error.code ?? '')) {
    const where = error.detail ? ` (${error.detail})` : '';
    return new FileRefusal(
      `was refused, nothing of it was loaded: the database does not take its rows: ${describeError(error)}${where}. Remedy: correct the file or the mapping.`
    );
  }
  return undefined;
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
