import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

export interface BundleSizes {
  /** module.js, which a page waits for; bytes gzipped. */
  entryGzip: number;
  /** All scripts, lazy chunks included; bytes gzipped. */
  totalGzip: number;
}

/** Sizes of the scripts in a built plugin's folder as a browser downloads them. */
export function measureBundle(outDir: string): BundleSizes {
  const gzipped = readdirSync(outDir)
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name, bytes: gzipSync(readFileSync(path.join(outDir, name))).length }));
  return {
    entryGzip: gzipped.find(({ name }) => name === 'module.js')?.bytes ?? 0,
    totalGzip: gzipped.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
