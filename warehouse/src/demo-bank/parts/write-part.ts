import { type Hash } from 'node:crypto';
import { type Client } from 'pg';
import { copyRows, type CopyResult } from '../copy/copy-rows';
import { withoutIndexes } from '../copy/without-indexes';
import { lastDay, toText } from '../days';
import { type Household } from '../households/household';
import { formatCount, type BankPlan, type Part } from './part';

export interface WritePartOptions {
  client: Client;
  signal?: AbortSignal;
  /** How far it is, for people */
  onProgress?(part: string, text: string): void;
  /** Takes what the rows are, for the digest of the bank */
  digest: Hash;
}

/**
 * Streams one table's rows into the database and records in ops.load_file where they came from.
 *
 * @returns number of rows
 */
export async function writePart(part: Part, bank: BankPlan, options: WritePartOptions): Promise<number> {
  const { client, signal, onProgress, digest } = options;
  const loadFileId = await startSource(client, part, bank);
  const one = part.table.replace(/^core\./, '').replaceAll('_', ' ');
  const name = one.endsWith('y') ? `${one.slice(0, -1)}ies` : `${one}s`;
  let done = 0;
  const watched: BankPlan = {
    ...bank,
    listHouseholds: () => countHouseholds(bank.listHouseholds(), (customers) => (done = customers)),
  };
  const copy = () =>
    copyRows(
      client,
      `${part.table} (${part.columns})`,
      part.list(watched),
      {
        signal,
        onRows: (rows) => {
          const people = done > 0 ? ` of ${formatCount(done)} of ${formatCount(bank.customers)} customers` : '';
          onProgress?.(name, `${formatCount(rows)} ${name}${people}`);
        },
      },
      part.namesLoadFile ? `\t${loadFileId}` : ''
    );
  const copied = part.isLarge ? await withoutIndexes(client, part.table, copy) : await copy();
  // Nothing else gathers statistics before the transaction ends, and the figures are worked out within it.
  await client.query(`ANALYZE ${part.table}`);
  digest.update(copied.sha256);
  await finishSource(client, loadFileId, copied);
  return copied.rows;
}

function* countHouseholds(
  households: Iterable<Household>,
  onCustomers: (customers: number) => void
): Generator<Household> {
  for (const household of households) {
    yield household;
    onCustomers(Number((household.user ?? household.owner).code.slice(1)));
  }
}

async function startSource(client: Client, { domain, table }: Part, { scale, seed }: BankPlan): Promise<string> {
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
