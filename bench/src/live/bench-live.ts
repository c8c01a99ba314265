import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureSecrets, findRepositoryRoot } from '@branchlight/runtime';
import { Client } from 'pg';
import { z } from 'zod';
import { readNumbers, readOptions } from '../options';
import { report, reportMachine, say } from '../report';
import { findBasePort, startSuite } from '../start/suite-run';
import { quantile, round } from '../statistics';

const answerSchema = z.object({
  results: z.object({
    A: z.object({ frames: z.array(z.object({ data: z.object({ values: z.array(z.array(z.number())) }) })) }),
  }),
});
const longestWaitMs = 120_000;

interface Round {
  /** From sending one transaction to the hub's answer: it is committed, with every figure that follows */
  loadMs: number;
  /** From then until the datasource answers the new balance */
  answerMs: number;
}

/** `npm run bench -- live`: how long a transaction takes from the hub to an answer of the datasource, asked five times a second. */
export async function benchLive(args: string[]): Promise<void> {
  const options = readOptions(args, ['rounds', 'scale', 'port', 'dir']);
  const [rounds = 5] = readNumbers('rounds', String(options.rounds ?? '5'));
  const [scale = 20] = readNumbers('scale', String(options.scale ?? '20'));
  const own = typeof options.dir === 'string' ? path.resolve(options.dir) : undefined;
  const dir = own ?? mkdtempSync(path.join(tmpdir(), 'branchlight-bench-live-'));
  const port = options.port === undefined ? await findBasePort() : (readNumbers('port', String(options.port))[0] ?? 0);
  try {
    reportMachine('live');
    say(`Starting the suite on the demo bank of ${scale} thousand customers`);
    const suite = await startSuite(findRepositoryRoot(), port, ['--dir', dir, '--scale', String(scale)]);
    try {
      await measure({ dir, port, url: suite.url, rounds, scale });
    } finally {
      await suite.stop();
    }
  } finally {
    if (own === undefined) {
      rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
    }
  }
}

interface Measured {
  dir: string;
  port: number;
  url: string;
  rounds: number;
  scale: number;
}

async function measure({ dir, port, url, rounds, scale }: Measured): Promise<void> {
  const { hubIngestToken, postgresPassword } = ensureSecrets(dir);
  const account = await readAccount(
    `postgres://branchlight:${encodeURIComponent(postgresPassword)}@127.0.0.1:${port + 51_320}/branchlight_demo`
  );
  const done: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    say(`Round ${round + 1} of ${rounds}`);
    const before = await readBalance(url);
    const started = performance.now();
    await sendTransaction(`http://127.0.0.1:${port + 1100}`, hubIngestToken, {
      transaction_code: `bench-${process.pid}-${Date.now()}`,
      account_code: account.code,
      day: account.day,
      direction: 'credit',
      amount: '100.00',
      // The demo bank states balances, and the stated one of a day is the account's.
      balance_after: (account.balance + 100 * (round + 1)).toFixed(2),
      own_initiated: 'true',
    });
    const loaded = performance.now();
    while ((await readBalance(url)) === before) {
      if (performance.now() - loaded > longestWaitMs) {
        throw new Error(`The datasource did not answer the new balance within ${longestWaitMs / 1000} s.`);
      }
      await sleep(200);
    }
    done.push({ loadMs: loaded - started, answerMs: performance.now() - loaded });
  }
  const of = (pick: (each: Round) => number, share: number) => round(quantile(done.map(pick), share));
  report({
    bench: 'live',
    step: 'transaction_to_answer',
    scale_thousand: scale,
    rounds,
    load_median_ms: of(({ loadMs }) => loadMs, 0.5),
    load_slowest_ms: of(({ loadMs }) => loadMs, 1),
    commit_to_answer_median_ms: of(({ answerMs }) => answerMs, 0.5),
    commit_to_answer_slowest_ms: of(({ answerMs }) => answerMs, 1),
    whole_median_ms: of(({ loadMs, answerMs }) => loadMs + answerMs, 0.5),
    whole_slowest_ms: of(({ loadMs, answerMs }) => loadMs + answerMs, 1),
  });
}

/** An account without a posting on the bank's last day. */
async function readAccount(databaseUrl: string): Promise<{ code: string; day: string; balance: number }> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ code: string; day: string; balance: number }>(
      `SELECT b.account_code AS code, h.last_day::text AS day, b.balance::float8 AS balance
       FROM core.account_balance b JOIN core.account a USING (account_code) JOIN mart.horizon h ON h.domain = 'deposits'
       WHERE b.valid_to = 'infinity' AND b.valid_from < h.last_day AND b.balance > 0 AND a.closed_on IS NULL
         AND NOT EXISTS (SELECT FROM core.transaction t WHERE t.account_code = b.account_code AND t.day = h.last_day)
       ORDER BY 1 LIMIT 1`
    );
    const [account] = rows;
    if (!account) {
      throw new Error('The demo bank has no account that the bench can post to.');
    }
    return account;
  } finally {
    await client.end();
  }
}

async function sendTransaction(hub: string, token: string, transaction: Record<string, string>): Promise<void> {
  const answer = await fetch(`${hub}/api/ingest/demo`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify([transaction]),
  });
  if (answer.status !== 200) {
    throw new Error(`The hub answers ${answer.status}: ${await answer.text()}`);
  }
}

async function readBalance(url: string): Promise<number> {
  const answer = await fetch(`${url}/api/ds/query`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-WEBAUTH-USER': 'hq.exec' },
    body: JSON.stringify({
      from: 'now-30d',
      to: 'now',
      queries: [
        {
          refId: 'A',
          datasource: { type: 'branchlight-cube-datasource', uid: 'branchlight-cube' },
          query: { measures: ['deposits.balance_end'] },
          format: 'table',
        },
      ],
    }),
  });
  const { results } = answerSchema.parse(await answer.json());
  const balance = results.A.frames[0]?.data.values[0]?.[0];
  if (balance === undefined) {
    throw new Error('The datasource answers no balance.');
  }
  return balance;
}
