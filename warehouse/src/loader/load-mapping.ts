import { readMapping } from '@branchlight/bank-files';
import { UserError } from '@branchlight/runtime';
import { type Client } from 'pg';
import { withLoadLock } from './database/load-lock';
import { type MergeResult } from './database/merge-rows';
import { refreshAfterLoad } from './refresh-after-load';
import { findFiles, type FoundFiles } from './files/find-files';
import { loadFile, type FileResult } from './load-file';
import { compileMapping } from './mapping/compile-mapping';
import { type CompiledFile, type CompiledMapping } from './mapping/compiled';
import { type LoadProgress } from './progress';

export interface LoadMappingOptions {
  /** Connection to the bank's migrated database; nothing else may use it meanwhile */
  client: Client;
  /** Path of the mapping (`bank/mappings/*.yml`) */
  mappingFile: string;
  /** Folder with the source's files, or one file */
  data: string;
  /** Stops the load; the file being loaded is rolled back and the promise rejects with the signal's reason */
  signal?: AbortSignal;
  onProgress?(progress: LoadProgress): void;
  /** Called after every file */
  onFile?(result: FileResult): void;
  /** Called with what is worth knowing and no fault, a sentence each */
  onNotice?(notice: string): void;
  /** Works out what depends on changed rows; by default the mart, the calendar and the viewers */
  derive?(client: Client, change: MergeResult): Promise<void>;
}

/** Counts over all files that were tried. */
export interface LoadSummary {
  read: number;
  loaded: number;
  rejected: number;
  files: FileResult[];
  /** The file at which the load stopped; those before it are loaded, those after it were not tried */
  refused?: FileResult;
}

/**
 * Reads a mapping and checks it, without a database.
 *
 * @throws BankFileError that lists every problem
 */
export function checkMappingFile(mappingFile: string, timeZone = 'UTC'): CompiledMapping {
  return compileMapping(readMapping(mappingFile), timeZone);
}

/**
 * Loads a source's files through its mapping, each in one transaction, in the mapping's order. It ends at the first file that is refused.
 *
 * @returns what was loaded, also when a file was refused (`refused` is set then)
 * @throws BankFileError when the mapping is broken, UserError when files are missing; nothing was touched then
 */
export async function loadMapping(options: LoadMappingOptions): Promise<LoadSummary> {
  const { client, signal, onNotice } = options;
  checkMappingFile(options.mappingFile);
  const timeZone = await readTimeZone(client);
  const mapping = checkMappingFile(options.mappingFile, timeZone);
  const files = await findFiles(mapping, options.data);
  return withLoadLock(
    client,
    () => onNotice?.('Another load is running on this database: waiting until it is done.'),
    async () => {
      await checkMissing(client, files, options.data, onNotice);
      const summary: LoadSummary = { read: 0, loaded: 0, rejected: 0, files: [] };
      for (const found of files.found) {
        signal?.throwIfAborted();
        const result = await loadFile(client, mapping, found, {
          timeZone,
          derive: options.derive ?? refreshAfterLoad,
          ...(signal && { signal }),
          ...(options.onProgress && { onProgress: options.onProgress }),
        });
        summary.files.push(result);
        summary.read += result.read;
        summary.loaded += result.loaded;
        summary.rejected += result.rejected;
        options.onFile?.(result);
        if (result.status === 'refused') {
          noteUntried(files, summary.files.length, onNotice);
          return { ...summary, refused: result };
        }
      }
      return summary;
    }
  );
}

/** IANA zone of the database's bank. Throws a UserError when there is no bank yet. */
export async function readTimeZone(client: Client): Promise<string> {
  const { rows } = await client.query<{ time_zone: string }>('SELECT time_zone FROM ops.bank');
  if (!rows[0]) {
    throw new UserError(
      'This database has no bank yet. Remedy: start the suite once with --bank, or load with `npm run load`.'
    );
  }
  return rows[0].time_zone;
}

/**
 * The first load needs every required file; later ones may bring any of them.
 *
 * @throws UserError that names what is missing
 */
async function checkMissing(
  client: Client,
  { missing, left }: FoundFiles,
  data: string,
  onNotice: ((notice: string) => void) | undefined
): Promise<void> {
  const lacking: CompiledFile[] = [];
  for (const file of missing.filter(({ isRequired }) => isRequired)) {
    if (await isEmpty(client, file)) {
      lacking.push(file);
    }
  }
  if (lacking.length > 0) {
    const told = lacking.map(({ name, patterns }) => `${name} (${patterns.join(', ')})`).join('; ');
    throw new UserError(
      `${data} lacks files that a first load needs: ${told}. Remedy: put them there (each may also be packed, .gz), ` +
        'or say required: false in the mapping where the bank can do without.'
    );
  }
  if (missing.length > 0) {
    onNotice?.(`Not there, so left as they are: ${missing.map(({ name }) => name).join(', ')}.`);
  }
  if (left.length > 0) {
    onNotice?.(`Not in the mapping, so not loaded: ${left.slice(0, 20).join(', ')}${left.length > 20 ? ', ...' : ''}.`);
  }
}

async function isEmpty(client: Client, { intos }: CompiledFile): Promise<boolean> {
  const table = intos[0]?.target.table;
  if (table === undefined) {
    return false;
  }
  const { rows } = await client.query<{ empty: boolean }>(`SELECT NOT EXISTS (SELECT FROM ${table}) AS empty`);
  return rows[0]?.empty ?? false;
}

function noteUntried({ found }: FoundFiles, tried: number, onNotice: ((notice: string) => void) | undefined): void {
  const rest = found.slice(tried).map(({ name }) => name);
  if (rest.length > 0) {
    onNotice?.(
      `Not tried after the refusal: ${rest.join(', ')}. Files before it stay loaded; loading them again changes nothing.`
    );
  }
}
