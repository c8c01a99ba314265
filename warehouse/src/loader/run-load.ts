import { createLogger } from '@branchlight/runtime';
import { migrateDatabase } from '../migrations/migrate';
import { startPostgres, withClient } from '../postgres';
import { applyBankSettings } from '../settings';
import { type FileResult } from './load-file';
import { checkMappingFile, loadMapping, type LoadSummary } from './load-mapping';
import { createProgressPrinter } from './progress';

export interface RunLoadOptions {
  mappingFile: string;
  data: string;
  bank: string;
  /** The suite's folder */
  dir: string;
  /** Port of the suite's Postgres */
  port: number;
  signal: AbortSignal;
  /** Kept up to date, also when the load fails half-way */
  counts: { read: number; loaded: number; rejected: number };
}

/** Loads into the database of a suite, which may run or not; its Postgres is started for the load and stopped again where it does not. */
export async function runLoad(options: RunLoadOptions): Promise<LoadSummary> {
  const { mappingFile, data, bank, signal, counts } = options;
  checkMappingFile(mappingFile);
  const logger = createLogger('load', { level: 'warn' });
  const printer = createProgressPrinter(process.stderr);
  const postgres = await startPostgres({ dir: options.dir, port: options.port, logger });
  try {
    const url = await postgres.ensureDatabase(bank);
    await migrateDatabase(url, { logger });
    return await withClient(url, async (client) => {
      await applyBankSettings(client, { bank });
      return loadMapping({
        client,
        mappingFile,
        data,
        signal,
        onProgress: (progress) => printer.show(progress),
        onFile(result) {
          printer.finish();
          counts.read += result.read;
          counts.loaded += result.loaded;
          counts.rejected += result.rejected;
          process.stderr.write(`${describeResult(result)}\n`);
        },
        onNotice(notice) {
          printer.finish();
          process.stderr.write(`${notice}\n`);
        },
      });
    });
  } finally {
    printer.finish();
    await postgres.stop();
  }
}

/** What happened to a file, for people: one line, and one more for each of the first rejected rows. */
export function describeResult(result: FileResult): string {
  if (result.status === 'refused') {
    return result.message ?? `${result.file} was refused.`;
  }
  const { file, kind, read, loaded, rejected, unchanged, warnings, seconds, samples } = result;
  const parts = [
    `${kind}: ${count(loaded)} of ${count(read)} rows loaded`,
    ...(unchanged > 0 ? [`${count(unchanged)} of them were there already`] : []),
    ...(rejected > 0 ? [`${count(rejected)} rejected`] : []),
    ...(warnings > 0 ? [`${count(warnings)} ${warnings === 1 ? 'field' : 'fields'} without a usable value`] : []),
    `${seconds.toFixed(1)} s`,
  ];
  const rows = samples.map(({ line, reason }) => `\n  line ${line} rejected: ${reason}`);
  return `${file}, ${parts.join(', ')}${rows.join('')}`;
}

function count(rows: number): string {
  return rows.toLocaleString('en-US');
}
