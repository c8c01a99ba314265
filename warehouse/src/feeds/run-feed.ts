import { UserError, describeError, type Logger } from '@branchlight/runtime';
import { type Client } from 'pg';
import { type FileResult } from '../loader/load-file';
import { type CompiledFeed, type CompiledMapping } from '../loader/mapping/compiled';
import { type DownloadLimits } from './download';
import { noteFailure, noteStart, noteSuccess, openFeed, type FeedState } from './feed-table';
import { pullRows } from './pull-rows';
import { takeFiles, type FolderMemory } from './take-files';

export interface RunFeedOptions {
  /** Connection to the bank's database; nothing else may use it meanwhile */
  client: Client;
  /** Name of the mapping */
  name: string;
  mapping: CompiledMapping;
  feed: CompiledFeed;
  /** Changes with what the mapping says of its feed */
  plan: string;
  timeZone: string;
  memory: FolderMemory;
  settleMs: number;
  environment: NodeJS.ProcessEnv;
  limits?: DownloadLimits;
  logger: Logger;
  signal?: AbortSignal;
}

/** Advisory locks of feeds have this number and the hash of the mapping's name. */
const lockClass = 726_199;

/**
 * Does what a mapping's feed is due for, if anything. Two processes at once do it once; what goes wrong is recorded, and tried again later.
 *
 * @throws when the database does not answer, or the signal's reason
 */
export async function runFeed(options: RunFeedOptions): Promise<void> {
  const { client, name } = options;
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS taken', [
    lockClass,
    name,
  ]);
  if (!rows[0]?.taken) {
    return;
  }
  try {
    await runLocked(options);
  } finally {
    // A lost connection has given the lock up already.
    await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [lockClass, name]).catch(() => undefined);
  }
}

async function runLocked(options: RunFeedOptions): Promise<void> {
  const { client, name, mapping, feed, plan, logger, signal } = options;
  const now = new Date();
  const state = await openFeed(client, { name, source: mapping.source, plan, compiled: feed }, now);
  if (!isDue(state, feed, now)) {
    return;
  }
  try {
    await (feed.kind === 'pull' ? pull(options, state) : watch(options, state));
  } catch (error) {
    signal?.throwIfAborted();
    const message = describeError(error);
    // Fails as well, and so ends the run, when the database is what does not answer.
    // A refused file lies aside and keeps no other from being taken.
    const waits = !(error instanceof RefusedRun && feed.kind === 'watch');
    await noteFailure(client, name, { failures: state.failures, message, waits });
    const known = error instanceof UserError || error instanceof RefusedRun;
    // The lines below the first quote rows, which may tell who a customer is: they stay in the database.
    const [reason] = message.split('\n');
    logger.warn(`The feed of ${name} failed`, {
      failures: state.failures + 1,
      ...(known ? { reason, more: 'ops.feed, ops.rejected_row' } : { error }),
    });
  }
}

function isDue({ dueAt, retryAt }: FeedState, feed: CompiledFeed, now: Date): boolean {
  if (retryAt && retryAt > now) {
    return false;
  }
  return dueAt === null ? feed.kind === 'watch' : dueAt <= now;
}

/** What the mapping's rules refused: the files say why. */
class RefusedRun extends Error {
  override readonly name = 'RefusedRun';
}

async function pull(options: RunFeedOptions, state: FeedState): Promise<void> {
  const { client, name, feed, logger } = options;
  if (feed.kind !== 'pull') {
    return;
  }
  await noteStart(client, name);
  const { file, marks } = await pullRows({ ...options, feed, marks: state.marks });
  if (file?.status === 'refused') {
    throw new RefusedRun(file.message ?? 'The rows were refused.');
  }
  await noteSuccess(client, name, { nextDue: feed.schedule.next(new Date()), marks });
  if (file) {
    logger.info(`Pulled ${name}`, describeCounts(file));
  }
}

async function watch(options: RunFeedOptions, state: FeedState): Promise<void> {
  const { client, name, feed, logger } = options;
  if (feed.kind !== 'watch') {
    return;
  }
  const results = await takeFiles({
    ...options,
    feed,
    onFile: (result) => logger.info(`Took ${result.file} for ${name}`, describeCounts(result)),
  });
  const refused = results.filter(({ status }) => status === 'refused');
  if (refused.length > 0) {
    throw new RefusedRun(refused.map(({ file, message }) => message ?? `${file} was refused.`).join('\n'));
  }
  const isFolderBack = state.retryAt !== null && feed.schedule === undefined;
  if (results.length > 0 || isFolderBack) {
    await noteStart(client, name);
    await noteSuccess(client, name, { nextDue: feed.schedule?.next(new Date()) });
  }
}

function describeCounts({ status, read, loaded, rejected, seconds }: FileResult) {
  return { status, read, loaded, rejected, seconds };
}
