import { setTimeout as sleep } from 'node:timers/promises';
import { describeError, sendHttpRequest, type Logger } from '@branchlight/runtime';
import { countHeldBack, dropHeldBack, readHeldBack } from '@branchlight/warehouse';
import { Client } from 'pg';

export interface ReplayOptions {
  databaseUrl: string;
  hubUrl: string;
  ingestToken: string;
  logger: Logger;
  signal: AbortSignal;
  /** How long the whole day takes, and how much time passes at least from one part to the next */
  durationMs?: number;
  everyMs?: number;
}

const defaultDurationMs = 240_000;
const defaultEveryMs = 4_000;
const answerWithinMs = 120_000;

/**
 * Books what is held back of the demo bank's last day, part by part, by the way that rows of other systems come in. A part is what is due by the
 * clock, so a slow machine books larger ones. What cannot be booked is tried again; a start that ends it leaves the rest to the next one.
 *
 * @returns number of postings that it booked
 */
export async function replayLastDay(options: ReplayOptions): Promise<number> {
  const { databaseUrl, logger, signal, durationMs = defaultDurationMs, everyMs = defaultEveryMs } = options;
  const client = new Client({ connectionString: databaseUrl, application_name: 'branchlight-live' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const total = await countHeldBack(client);
    const begun = performance.now();
    let booked = 0;
    while (booked < total) {
      const started = performance.now();
      const due = Math.min(1, (started - begun + everyMs) / durationMs) * total;
      const { codes, lines } = await readHeldBack(client, Math.max(1, Math.ceil(due) - booked));
      if (codes.length === 0) {
        break;
      }
      try {
        await send(options, lines, codes[0] ?? '');
        await dropHeldBack(client, codes);
        booked += codes.length;
      } catch (error) {
        signal.throwIfAborted();
        logger.warn('A part of the last day was not booked and is tried again', { error: describeError(error) });
      }
      await sleep(Math.max(0, everyMs - (performance.now() - started)), undefined, { signal });
    }
    return booked;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function send({ hubUrl, ingestToken, signal }: ReplayOptions, lines: string[], first: string): Promise<void> {
  const { status, body } = await sendHttpRequest(`${hubUrl}/api/ingest/demo?file=transactions`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${ingestToken}`,
      'Content-Type': 'application/x-ndjson',
      'Idempotency-Key': `live-${process.pid}-${first}`,
    },
    body: `${lines.join('\n')}\n`,
    signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
  });
  if (status !== 200) {
    throw new Error(`The action hub answers ${status}: ${body.toString('utf8').slice(0, 500)}`);
  }
}
