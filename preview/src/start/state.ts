import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';

const bankStateSchema = z.object({
  /** Files that were loaded last, absolute. */
  data: z.string(),
  /** Changes with the files' names, sizes and times, with the mapping and with the database. */
  fingerprint: z.string(),
});
const stateSchema = z.object({ banks: z.record(z.string(), bankStateSchema) });

/** What a suite's folder remembers between starts. */
export type SuiteState = z.infer<typeof stateSchema>;

function stateFile(dir: string): string {
  return path.join(dir, 'preview.json');
}

/** The state of the folder; empty for a new folder or a file that is no longer readable, which only costs a load. */
export function readState(dir: string): SuiteState {
  const file = stateFile(dir);
  if (!existsSync(file)) {
    return { banks: {} };
  }
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { banks: {} };
  }
}

export function writeState(dir: string, state: SuiteState): void {
  const draft = `${stateFile(dir)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(state, undefined, 2)}\n`);
  renameSync(draft, stateFile(dir));
}

/** Text that changes when a load could find something new: a file added, changed or removed, another mapping or database. */
export function fingerprintData(data: string, mappingFile: string, database: string): string {
  const hash = createHash('sha256').update(database).update('\0').update(readFileSync(mappingFile));
  for (const file of listFiles(data)) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`\0${file}\0${size}\0${mtimeMs}`);
  }
  return hash.digest('hex');
}

/** Bytes of the files of a folder, or of one file. */
export function sumFileSizes(data: string): number {
  return listFiles(data).reduce((sum, file) => sum + statSync(file).size, 0);
}

function listFiles(data: string): string[] {
  if (!statSync(data).isDirectory()) {
    return [data];
  }
  return readdirSync(data)
    .sort()
    .map((name) => path.join(data, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false);
}
