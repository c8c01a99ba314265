import { createHash } from 'node:crypto';
import { type Client } from 'pg';
import { withoutIndexes } from './copy/without-indexes';
import { generatorVersion, writeDemoBank, type DemoBank } from './demo-bank';
import { writeNetwork } from './network/write-network';
import { demoParts } from './parts';
import { planBank } from './parts/part';
import { writePart } from './parts/write-part';
import { demoSteps } from './steps';
import { refreshDerived } from '../mart/refresh-derived';
import { syncViewers } from '../mart/sync-viewers';

export interface GenerateOptions {
  /** Connection to a migrated database with the settings of the bank `demo` and no data; nothing else may use it meanwhile */
  client: Client;
  /** Thousands of customers */
  scale: number;
  seed: number;
  /** Stops it: everything is rolled back and the promise rejects with the signal's reason */
  signal?: AbortSignal;
  /** How far it is, for people */
  onProgress?(part: string, text: string): void;
  /** Called after every part */
  onPart?(text: string, milliseconds: number): void;
}

/**
 * Fills an empty database with the demo bank, figures included, in one transaction: it is there whole or not at all. The same scale and
 * seed give the same rows on every machine and day.
 *
 * @returns what was made, with a digest of all its rows
 */
export async function generateDemoBank(options: GenerateOptions): Promise<DemoBank> {
  const { client, signal } = options;
  await client.query('BEGIN');
  try {
    const made = await generate(options);
    signal?.throwIfAborted();
    await client.query('COMMIT');
    return made;
  } catch (error) {
    // A lost connection has rolled back already.
    await client.query('ROLLBACK').catch(() => undefined);
    throw signal?.aborted ? signal.reason : error;
  }
}

async function generate(options: GenerateOptions): Promise<DemoBank> {
  const { client, scale, seed, signal, onProgress, onPart } = options;
  const bank = planBank(scale, seed);
  const digest = createHash('sha256');
  let started = performance.now();
  const finish = (text: string) => {
    onPart?.(text, performance.now() - started);
    started = performance.now();
  };

  await writeNetwork(client, bank.outlets, seed);
  await syncViewers(client);
  for (const part of demoParts) {
    const rows = await writePart(part, bank, {
      client,
      digest,
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
    });
    if (part.report) {
      finish(part.report(rows, bank));
    }
  }
  for (const { title, tables, run } of demoSteps) {
    signal?.throwIfAborted();
    onProgress?.('steps', `working out ${title}`);
    await run(client, seed);
    for (const table of tables) {
      digest.update(await sumUpRows(client, table));
    }
  }
  signal?.throwIfAborted();
  onProgress?.('figures', 'working out the figures');
  await emptyDerived(client);
  await withoutIndexes(client, 'mart.funnel_step', () => refreshDerived(client));
  finish('Worked out the figures');
  const made = { scale, seed, generator: generatorVersion, digest: digest.digest('hex') };
  await writeDemoBank(client, made);
  return made;
}

/** The server needs no log for rows of tables that were emptied in the same transaction. */
async function emptyDerived(client: Client): Promise<void> {
  const { rows } = await client.query<{ tables: string }>(
    `SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS tables FROM pg_tables WHERE schemaname = 'mart'`
  );
  await client.query(`TRUNCATE ${rows[0]?.tables}, core.account_balance`);
}

/** What tells a table's rows from any others, in whatever order they lie. */
async function sumUpRows(client: Client, table: string): Promise<string> {
  const { rows } = await client.query<{ sum: string }>(
    `SELECT coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint), 0)::text AS sum FROM ${table} t`
  );
  return rows[0]?.sum ?? '';
}
