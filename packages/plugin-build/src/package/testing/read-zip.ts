import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';

/** An entry as another zip library reads it. */
export interface ReadEntry {
  name: string;
  /** Unix mode with the file's type. */
  mode: number;
  content: Buffer;
}

export async function readZip(bytes: Buffer): Promise<ReadEntry[]> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const entries: ReadEntry[] = [];
  for await (const entry of zip.eachEntry()) {
    const content = entry.fileName.endsWith('/')
      ? Buffer.alloc(0)
      : await buffer(await zip.openReadStreamPromise(entry));
    entries.push({ name: entry.fileName, mode: entry.externalFileAttributes >>> 16, content });
  }
  return entries;
}

/** Unpacks as `unzip` does, modes included. */
export function unpack(entries: ReadEntry[], folder: string): void {
  for (const { name, mode, content } of entries) {
    const target = path.join(folder, name);
    if (name.endsWith('/')) {
      mkdirSync(target, { recursive: true });
    } else {
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content);
      chmodSync(target, mode & 0o777);
    }
  }
}
