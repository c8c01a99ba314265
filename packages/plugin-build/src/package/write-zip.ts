import { createWriteStream, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A file of an archive. */
export interface ZipEntry {
  /** Path inside the archive, with `/`. */
  name: string;
  content: Buffer;
  executable: boolean;
}

/** First day that the format can state; a file's true time would change the archive from build to build. */
const fixedTime = new Date(1980, 0, 1);
const fileMode = 0o100644;
const executableMode = 0o100755;
const folderMode = 0o40755;

/**
 * Writes a zip whose bytes depend on names, contents and run bits only: entries sorted, one fixed time, folders first.
 * A former file of this name is replaced when the new one is complete.
 */
export async function writeZip(file: string, entries: ZipEntry[]): Promise<void> {
  const zip = new ZipFile();
  const folders = new Set(entries.flatMap(({ name }) => listFolders(name)));
  for (const folder of [...folders].sort()) {
    zip.addEmptyDirectory(folder, { mtime: fixedTime, mode: folderMode, forceDosTimestamp: true });
  }
  for (const { name, content, executable } of [...entries].sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const mode = executable ? executableMode : fileMode;
    zip.addBuffer(content, name, { mtime: fixedTime, mode, compress: true, forceDosTimestamp: true });
  }
  zip.end();
  const unfinished = `${file}.new-${process.pid}`;
  try {
    await pipeline(zip.outputStream, createWriteStream(unfinished));
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** `a/b/c.txt` -> `a/`, `a/b/`. */
function listFolders(name: string): string[] {
  const folder = path.posix.dirname(name);
  return folder === '.' ? [] : [...listFolders(folder), `${folder}/`];
}
