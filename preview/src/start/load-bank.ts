import { describeError, UserError } from '@branchlight/runtime';
import { applyBankSettings, loadMapping, type LoadSummary } from '@branchlight/warehouse';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Client } from 'pg';
import { listBanks } from './banks';
import { checkSpace, estimateLoadSpace } from './check-space';
import { describeFile, describeRejected } from './describe-file';
import { endSessionOnAbort } from './end-session-on-abort';
import { explainDatabaseError } from './explain-database-error';
import { type Reporter } from './reporter';
import { fingerprintData, readState, sumFileSizes, writeState } from './state';

export interface LoadBankOptions {
  bank: string;
  /** Undefined: the files that were loaded last, when there are any. */
  data?: string;
  dir: string;
  databaseUrl: string;
  /** The repository's folder. */
  root: string;
  reporter: Reporter;
  signal: AbortSignal;
}

/**
 * Loads the bank's files, unless they are those that were loaded last, unchanged. Remembers what it loaded.
 *
 * @throws UserError when there is nothing to open, or a file is refused
 */
export async function loadBank(options: LoadBankOptions): Promise<void> {
  const { bank, dir, root, reporter } = options;
  const mappingFile = listBanks(root).find((item) => item.code === bank)?.mappingFile;
  if (mappingFile === undefined) {
    throw new UserError(`There is no mapping for the bank "${bank}" in bank/mappings.`);
  }
  const client = new Client({ connectionString: options.databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  const unwatch = await endSessionOnAbort(client, options.databaseUrl, options.signal);
  try {
    await applyBankSettings(client, { bank });
    const state = readState(dir);
    const last = state.banks[bank];
    const isLoaded = await hasData(client);
    // Without --data: the files of the last time, as far as they are still there.
    const remembered = last && existsSync(last.data) ? last.data : undefined;
    const data = options.data ?? (isLoaded ? remembered : undefined);
    if (data === undefined) {
      if (!isLoaded) {
        throw new UserError(`Nothing is loaded for ${bank} yet. Remedy: name its files once with --data PATH.`);
      }
      return;
    }
    const fingerprint = fingerprintData(data, mappingFile, nameDatabase(options.databaseUrl));
    if (isLoaded && last?.fingerprint === fingerprint) {
      reporter.note('The files are loaded already and unchanged');
    } else {
      if (!process.env.DATABASE_URL) {
        checkSpace(dir, estimateLoadSpace(sumFileSizes(data)));
      }
      await load(client, mappingFile, data, options);
    }
    writeState(dir, { banks: { ...state.banks, [bank]: { data, fingerprint } } });
  } finally {
    unwatch();
    await client.end();
  }
}

async function load(
  client: Client,
  mappingFile: string,
  data: string,
  { reporter, signal }: LoadBankOptions
): Promise<void> {
  const started = performance.now();
  const summary: LoadSummary = await loadMapping({
    client,
    mappingFile,
    data,
    signal,
    onProgress: reporter.progress,
    onFile(result) {
      reporter.step(describeFile(result), result.seconds * 1000);
      describeRejected(result).forEach(reporter.note);
    },
    onNotice: reporter.note,
  }).catch((error: unknown) => {
    const explained = explainDatabaseError(error);
    throw signal.aborted
      ? signal.reason
      : explained instanceof UserError
        ? explained
        : new UserError(describeError(error), { cause: error });
  });
  if (summary.refused) {
    throw new UserError(
      `${summary.refused.file} was refused and not loaded: ${summary.refused.message ?? 'see the log'}\n` +
        'Remedy: correct the file or the mapping and start again; files before it are loaded.'
    );
  }
  const { read, loaded, rejected } = summary;
  reporter.step(
    `Loaded ${count(loaded)} of ${count(read)} rows, ${count(rejected)} rejected`,
    performance.now() - started
  );
}

function count(rows: number): string {
  return rows.toLocaleString('en-US');
}

async function hasData(client: Client): Promise<boolean> {
  const { rowCount } = await client.query(`SELECT FROM ops.load_file WHERE status = 'loaded' LIMIT 1`);
  return (rowCount ?? 0) > 0;
}

/** Tells databases apart without keeping the password. */
function nameDatabase(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return createHash('sha256').update(`${hostname}:${port}${pathname}`).digest('hex');
}
