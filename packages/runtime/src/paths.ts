import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where one suite keeps its files. */
export interface SuitePaths {
  /** Folder of the suite (`--dir`), absolute */
  dir: string;
  secretsFile: string;
  /** Folder of the embedded Postgres: cluster, log, who started it */
  postgres: string;
  /** What can be deleted and comes again */
  cache: string;
}

const rootPackage = 'branchlight';

/** The repository's root folder, found upwards from this file. */
export function findRepositoryRoot(from = __dirname): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (existsSync(manifest) && readPackageName(manifest) === rootPackage) {
      return folder;
    }
    if (folder === path.dirname(folder)) {
      throw new Error(`No package.json of "${rootPackage}" in ${from} or above`);
    }
  }
}

/**
 * The paths inside a suite's folder. Nothing is created.
 *
 * @param dir - value of `--dir`, relative to the working directory; by default `.branchlight` in the repository's root
 */
export function resolveSuitePaths(dir?: string): SuitePaths {
  const absolute = dir ? path.resolve(dir) : path.join(findRepositoryRoot(), '.branchlight');
  return {
    dir: absolute,
    secretsFile: path.join(absolute, 'secrets.json'),
    postgres: path.join(absolute, 'postgres'),
    cache: path.join(absolute, 'cache'),
  };
}

function readPackageName(manifest: string): unknown {
  const parsed: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  return typeof parsed === 'object' && parsed !== null && 'name' in parsed ? parsed.name : undefined;
}
