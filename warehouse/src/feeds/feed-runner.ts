import { readFileSync } from 'node:fs';
import { readMapping } from '@branchlight/bank-files';
import { describeError, type Logger } from '@branchlight/runtime';
import { Client } from 'pg';
import { readTimeZone } from '../loader/load-mapping';
import { compileMapping } from '../loader/mapping/compile-mapping';
import { type CompiledFeed, type CompiledMapping } from '../loader/mapping/compiled';
import { dropFeedsBut } from './feed-table';
import { findMapping, listMappings } from './find-mapping';
import { runFeed, type RunFeedOptions } from './run-feed';
import { FolderMemory } from './take-files';

export interface FeedRunnerOptions {
  databaseUrl: string;
  /** `bank/mappings` */
  mappingsFolder: string;
  logger: Logger;
  /** Holds the variables that headers name */
  environment?: NodeJS.ProcessEnv;
  /** How often folders are looked into and schedules at */
  everyMs?: number;
  /** How long a file has to stay the same before it counts as complete */
  settleMs?: number;
  limits?: RunFeedOptions['limits'];
}

interface Feed {
  name: string;
  mapping: CompiledMapping;
  feed: CompiledFeed;
  plan: string;
}

/**
 * Loads by itself what the mappings declare under watch and pull, until it is stopped. Mappings are read again at every look, so that a
 * change holds at once. All it has to remember is in the database.
 */
export class FeedRunner {
  private readonly stopper = new AbortController();
  private readonly memories = new Map<string, FolderMemory>();
  /** Faults that were told, so that each is told once */
  private readonly told = new Map<string, string>();
  private running: Promise<void> | undefined;

  constructor(private readonly options: FeedRunnerOptions) {}

  start(): void {
    this.running ??= this.repeat();
  }

  /** Ends the load that runs, if any: it is rolled back and done again after the next start. */
  async stop(): Promise<void> {
    this.stopper.abort(new Error('The runner of feeds was stopped.'));
    await this.running;
  }

  /** Looks at all feeds once. Throws when the database does not answer. */
  async runOnce(): Promise<void> {
    const { databaseUrl, logger, environment = process.env, settleMs = 3_000, limits } = this.options;
    const client = new Client({ connectionString: databaseUrl, application_name: 'branchlight-feeds' });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const timeZone = await readTimeZone(client);
      const { feeds, broken } = await this.listFeeds(client, timeZone);
      await dropFeedsBut(client, [...feeds.map(({ name }) => name), ...broken]);
      for (const feed of feeds) {
        this.stopper.signal.throwIfAborted();
        const memory = this.memories.get(feed.name) ?? new FolderMemory();
        this.memories.set(feed.name, memory);
        await runFeed({
          ...feed,
          client,
          timeZone,
          memory,
          settleMs,
          environment,
          logger,
          signal: this.stopper.signal,
          ...(limits && { limits }),
        });
      }
      this.tell('', '');
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async repeat(): Promise<void> {
    const { everyMs = 2_000 } = this.options;
    const { signal } = this.stopper;
    while (!signal.aborted) {
      try {
        await this.runOnce();
      } catch (error) {
        if (!signal.aborted) {
          this.tell('', `Feeds are not looked at: ${describeError(error)}`);
        }
      }
      await wait(everyMs, signal);
    }
  }

  /** The feeds of the database's bank; a broken mapping is told and left out. */
  private async listFeeds(client: Client, timeZone: string): Promise<{ feeds: Feed[]; broken: string[] }> {
    const { rows } = await client.query<{ bank_code: string }>('SELECT bank_code FROM ops.bank');
    const { mappingsFolder } = this.options;
    const broken: string[] = [];
    const feeds = listMappings(mappingsFolder).flatMap((name) => {
      try {
        const file = findMapping(mappingsFolder, name);
        // Most mappings have no feed: looking for the words spares reading them in full every time.
        if (file === undefined || !/^(watch|pull):/m.test(readFileSync(file, 'utf8'))) {
          return [];
        }
        const read = readMapping(file);
        if (read.mapping.bank !== rows[0]?.bank_code) {
          return [];
        }
        const mapping = compileMapping(read, timeZone);
        const { schedule, watch, pull } = read.mapping;
        this.tell(name, '');
        return mapping.feed
          ? [{ name, mapping, feed: mapping.feed, plan: JSON.stringify([schedule, watch, pull, timeZone]) }]
          : [];
      } catch (error) {
        this.tell(name, `The mapping ${name} is broken, so nothing is loaded by itself: ${describeError(error)}`);
        broken.push(name);
        return [];
      }
    });
    return { feeds, broken };
  }

  private tell(about: string, fault: string): void {
    if (fault !== '' && this.told.get(about) !== fault) {
      this.options.logger.warn(fault);
    }
    this.told.set(about, fault);
  }
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
