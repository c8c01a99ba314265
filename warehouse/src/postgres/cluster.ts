import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { UserError } from '@branchlight/runtime';
import { type PostgresBinaries } from './binaries';
import { type PostgresFolders } from './folders';
import { type RunAs } from './run-as';
import { describeSettings } from './settings';

/** Superuser of the embedded cluster. */
export const superuser = 'branchlight';

const logLimit = 10 * 1024 * 1024;
/** Nothing of the caller's PG* variables or locale shall change how the server runs. */
const cleanEnvironment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Makes the cluster where there is none yet. It appears whole or not at all.
 *
 * @throws UserError when the existing one is of another major version, or initdb fails
 */
export function ensureCluster(
  folders: PostgresFolders,
  binaries: PostgresBinaries,
  runAs: RunAs,
  password: string
): void {
  const versionFile = path.join(folders.data, 'PG_VERSION');
  if (!existsSync(versionFile)) {
    createCluster(folders, binaries, runAs, password);
  }
  const major = Number(readFileSync(versionFile, 'utf8'));
  if (major !== binaries.major) {
    throw new UserError(
      `The database in ${folders.data} was made by Postgres ${major}, this is Postgres ${binaries.major}. ` +
        'Remedy: start with --reset to load it anew, or choose another folder with --dir.'
    );
  }
}

function createCluster(
  { home, data }: PostgresFolders,
  { initdb }: PostgresBinaries,
  runAs: RunAs,
  password: string
): void {
  const id = `${process.pid}-${randomBytes(4).toString('hex')}`;
  const draft = path.join(home, `data.${id}`);
  const passwordFile = path.join(home, `password.${id}`);
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (runAs.uid !== undefined && runAs.gid !== undefined) {
      chownSync(passwordFile, runAs.uid, runAs.gid);
    }
    const flags = [
      `--pgdata=${draft}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order of text on every machine, without its locales.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ];
    const result = spawnSync(initdb, flags, { ...runAs, cwd: '/', env: cleanEnvironment, encoding: 'utf8' });
    if (result.status !== 0) {
      const reason = result.error ? result.error.message : result.stderr.trim();
      throw new UserError(`The database folder ${data} could not be made: ${reason}`);
    }
    try {
      renameSync(draft, data);
    } catch (error) {
      // Another process was faster; its cluster is as good.
      if (!existsSync(path.join(data, 'PG_VERSION'))) {
        throw error;
      }
    }
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/** A server process that was started and may not accept connections yet. */
export interface ServerProcess {
  pid: number;
  /** What it wrote to its log when it ended by itself, else undefined */
  readFailure(): string | undefined;
}

/** Starts the server in a process group of its own, so that Ctrl-C reaches only this process, which stops it in order. */
export function spawnServer(
  folders: PostgresFolders,
  binaries: PostgresBinaries,
  runAs: RunAs,
  port: number
): ServerProcess {
  if (existsSync(folders.log) && statSync(folders.log).size > logLimit) {
    renameSync(folders.log, `${folders.log}.1`);
  }
  const log = openSync(folders.log, 'a', 0o600);
  const logStart = statSync(folders.log).size;
  const child = spawn(binaries.postgres, ['-D', folders.data, ...describeSettings(port)], {
    ...runAs,
    cwd: '/',
    env: cleanEnvironment,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ended = false;
  let spawnFault: string | undefined;
  child.on('exit', () => {
    ended = true;
  });
  child.on('error', (error) => {
    ended = true;
    spawnFault = error.message;
  });
  child.unref();
  return {
    pid: child.pid ?? 0,
    readFailure: () =>
      ended ? (spawnFault ?? readFileSync(folders.log).subarray(logStart).toString().trim()) : undefined,
  };
}
