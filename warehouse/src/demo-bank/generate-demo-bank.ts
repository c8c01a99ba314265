import { createHash } from 'node:crypto';
import { type Client } from 'pg';
import { simulateHousehold } from './behaviour/simulate-household';
import { copyRows, type CopyResult } from './copy/copy-rows';
import {
  listAccountLines,
  listCardLines,
  listCustomerLines,
  listHolderLines,
  listLoanLines,
} from './copy/household-lines';
import { withoutIndexes } from './copy/without-indexes';
import { lastDay, toText } from './days';
import { type Household } from './households/household';
import { listHouseholds } from './households/list-households';
import { buildNetwork } from './network/build-network';
import { writeNetwork } from './network/write-network';
import { generatorVersion, writeDemoBank, type DemoBank } from './demo-bank';
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

interface Part {
  table: string;
  domain: string;
  columns: string;
  list: (household: Household) => string[];
}

const parts: Part[] = [
  {
    table: 'core.customer',
    domain: 'customers',
    columns: 'customer_code, birth_date, sex, area_code, outlet_code, staff_code, segment, customer_since, closed_on',
    list: listCustomerLines,
  },
  {
    table: 'core.account',
    domain: 'deposits',
    columns: 'account_code, outlet_code, product_code, opened_on, closed_on, statement_frequency',
    list: listAccountLines,
  },
  {
    table: 'core.account_holder',
    domain: 'customers',
    columns: 'holder_code, account_code, customer_code, role',
    list: listHolderLines,
  },
  {
    table: 'core.loan',
    domain: 'loans',
    columns: 'loan_code, account_code, product_code, granted_on, principal, term_months, installment, status',
    list: listLoanLines,
  },
  {
    table: 'core.card',
    domain: 'cards',
    columns: 'card_code, holder_code, product_code, issued_on',
    list: listCardLines,
  },
];

const transactionColumns =
  'transaction_code, account_code, day, direction, amount, balance_after, operation, category, counterparty_bank, counterparty_account, ' +
  'own_initiated, is_internal, line_number, load_file_id';

async function generate(options: GenerateOptions): Promise<DemoBank> {
  const { client, scale, seed, onPart } = options;
  const outlets = buildNetwork(scale, seed);
  const neighbourhood = { outlets, weight: outlets.reduce((sum, { weight }) => sum + weight, 0), seed };
  const customers = scale * 1000;
  const digest = createHash('sha256');
  let started = performance.now();
  const finish = (text: string) => {
    onPart?.(text, performance.now() - started);
    started = performance.now();
  };

  await writeNetwork(client, outlets);
  await syncViewers(client);
  for (const { table, domain, columns, list } of parts) {
    const lines = map(listHouseholds(neighbourhood, customers), list);
    const copied = await copyRows(client, `${table} (${columns})`, lines, options);
    digest.update(copied.sha256);
    await recordSource(client, options, domain, table, copied);
  }
  finish(`Made ${count(customers)} customers of ${outlets.length} outlets, with accounts, loans and cards`);

  const { rows } = await copyTransactions(options, neighbourhood, customers, digest);
  finish(`Made ${count(rows)} transactions`);

  for (const { title, run } of demoSteps) {
    options.signal?.throwIfAborted();
    options.onProgress?.('steps', `working out ${title}`);
    await run(client);
  }
  options.signal?.throwIfAborted();
  options.onProgress?.('figures', 'working out the figures');
  await refreshDerived(client);
  finish('Worked out the figures');
  const made = { scale, seed, generator: generatorVersion, digest: digest.digest('hex') };
  await writeDemoBank(client, made);
  return made;
}

async function copyTransactions(
  options: GenerateOptions,
  neighbourhood: Parameters<typeof listHouseholds>[0],
  customers: number,
  digest: ReturnType<typeof createHash>
): Promise<CopyResult> {
  const { client } = options;
  let nr = 0;
  const nextNumber = () => (nr += 1);
  let households = 0;
  const lines = map(listHouseholds(neighbourhood, customers), (household) => {
    households = Number(household.owner.code.slice(1));
    return simulateHousehold(household, nextNumber);
  });
  const loadFileId = await startSource(client, options, 'deposits', 'core.transaction');
  const copied = await withoutIndexes(client, 'core.transaction', () =>
    copyRows(
      client,
      `core.transaction (${transactionColumns})`,
      lines,
      {
        signal: options.signal,
        onRows: (rows) =>
          options.onProgress?.(
            'transactions',
            `${count(rows)} transactions of ${count(households)} of ${count(customers)} customers`
          ),
      },
      `\t${loadFileId}`
    )
  );
  digest.update(copied.sha256);
  await finishSource(client, loadFileId, copied);
  return copied;
}

async function recordSource(
  client: Client,
  options: GenerateOptions,
  domain: string,
  table: string,
  copied: CopyResult
): Promise<void> {
  await finishSource(client, await startSource(client, options, domain, table), copied);
}

async function startSource(
  client: Client,
  { scale, seed }: GenerateOptions,
  domain: string,
  table: string
): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO ops.load_file (source, domain, table_name, file_name, sha256, status, rows_read, rows_loaded, rows_rejected, data_until, started_at)
     SELECT 'demo', $1, $2, $3, '', 'loaded', 0, 0, 0, $4::date::timestamp AT TIME ZONE time_zone, clock_timestamp() FROM ops.bank
     RETURNING load_file_id AS id`,
    [domain, table, `generated, ${scale} thousand customers, seed ${seed}`, toText(lastDay)]
  );
  return rows[0]?.id ?? '';
}

async function finishSource(client: Client, id: string, { rows, sha256 }: CopyResult): Promise<void> {
  await client.query(
    'UPDATE ops.load_file SET sha256 = $2, rows_read = $3, rows_loaded = $3, finished_at = clock_timestamp() WHERE load_file_id = $1',
    [id, sha256, rows]
  );
}

function* map(households: Iterable<Household>, list: (household: Household) => string[]): Generator<string[]> {
  for (const household of households) {
    yield list(household);
  }
}

function count(rows: number): string {
  return rows.toLocaleString('en-US');
}
