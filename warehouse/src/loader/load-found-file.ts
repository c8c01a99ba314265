import { type Client } from 'pg';
import { withLoadLock } from './database/load-lock';
import { type FoundFile } from './files/find-files';
import { loadFile, type FileLoadOptions, type FileResult } from './load-file';
import { type CompiledMapping } from './mapping/compiled';
import { refreshAfterLoad } from './refresh-after-load';

export interface LoadFoundFileOptions
  extends Partial<Pick<FileLoadOptions, 'derive'>>, Omit<FileLoadOptions, 'derive'> {
  /** Connection to the bank's migrated database; nothing else may use it meanwhile */
  client: Client;
  mapping: CompiledMapping;
  found: FoundFile;
}

/**
 * Loads one file that somebody else found, with the database's load lock.
 *
 * @param askFirst - asked once the lock is held: what it gives is the result, and nothing is loaded
 * @throws whatever is no fault of the file, as a lost connection; nothing was loaded then
 */
export async function loadFoundFile<Known = never>(
  { client, mapping, found, ...options }: LoadFoundFileOptions,
  askFirst: () => Promise<Known | undefined> = () => Promise.resolve(undefined)
): Promise<Known | FileResult> {
  return withLoadLock<Known | FileResult>(
    client,
    () => undefined,
    async () =>
      (await askFirst()) ?? loadFile(client, mapping, found, { ...options, derive: options.derive ?? refreshAfterLoad })
  );
}
