import { UserError } from '@branchlight/runtime';
import {
  applyBankSettings,
  bookHeldBack,
  defaultScale,
  defaultSeed,
  demoBankCode,
  generateDemoBank,
  generatorVersion,
  holdBackLastDay,
  readDemoBank,
  type DemoBank,
} from '@branchlight/warehouse';
import { Client } from 'pg';
import { checkSpace, estimateDemoSpace } from './check-space';
import { endSessionOnAbort } from './end-session-on-abort';
import { explainDatabaseError } from './explain-database-error';
import { type Reporter } from './reporter';

export interface DemoBankRequest {
  /** Thousands of customers; undefined: those that are there, else the default */
  scale?: number;
  seed?: number;
  /** Whether the last day has not come yet */
  live: boolean;
  /** The suite's folder */
  dir: string;
  databaseUrl: string;
  reporter: Reporter;
  signal: AbortSignal;
}

/**
 * Makes the demo bank where it is not there yet.
 *
 * @throws UserError when another one is there than was asked for
 */
export async function openDemoBank({
  scale,
  seed,
  live,
  dir,
  databaseUrl,
  reporter,
  signal,
}: DemoBankRequest): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  const unwatch = await endSessionOnAbort(client, databaseUrl, signal);
  try {
    await applyBankSettings(client, { bank: demoBankCode });
    const there = await readDemoBank(client);
    if (there) {
      checkSame(there, { scale, seed });
      reporter.note(`The demo bank of ${describe(there)} is there already`);
      if (there.generator !== generatorVersion) {
        reporter.note(
          'It was made by another version of Branchlight; --reset makes it anew, and deletes all loaded data'
        );
      }
      await prepareLastDay(client, live, reporter);
      return;
    }
    const made = { scale: scale ?? defaultScale, seed: seed ?? defaultSeed };
    if (!process.env.DATABASE_URL) {
      checkSpace(dir, estimateDemoSpace(made.scale));
    }
    reporter.note(`Making the demo bank of ${describe(made)}`);
    await generateDemoBank({
      ...made,
      client,
      signal,
      onProgress: reporter.doing,
      onPart: reporter.step,
    });
    await prepareLastDay(client, live, reporter);
  } catch (error) {
    throw signal.aborted ? signal.reason : explainDatabaseError(error);
  } finally {
    unwatch();
    await client.end();
  }
}

/** Takes the last day out for a live start; for any other books what a live start that was stopped has left. */
async function prepareLastDay(client: Client, live: boolean, reporter: Reporter): Promise<void> {
  const started = performance.now();
  if (live) {
    const held = await holdBackLastDay(client);
    if (held) {
      const rows = held.rows.toLocaleString('en-US');
      reporter.step(`Held back the ${rows} transactions of ${held.day}`, performance.now() - started);
    }
    return;
  }
  const rows = await bookHeldBack(client);
  if (rows > 0) {
    const told = rows.toLocaleString('en-US');
    reporter.step(`Booked the ${told} transactions that a live start had left`, performance.now() - started);
  }
}

function checkSame(there: DemoBank, wanted: { scale?: number; seed?: number }): void {
  for (const name of ['scale', 'seed'] as const) {
    const value = wanted[name];
    if (value !== undefined && value !== there[name]) {
      throw new UserError(
        `--${name} ${value}: the demo bank that is there has ${name} ${there[name]}. ` +
          `Remedy: leave --${name} out to open it, add --reset to delete all loaded data and make it anew, or choose another --dir.`
      );
    }
  }
}

function describe({ scale, seed }: Pick<DemoBank, 'scale' | 'seed'>): string {
  return `${scale} thousand customers from seed ${seed}`;
}
