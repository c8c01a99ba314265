import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { UserError, describeError, resolveSuitePaths, type Logger } from '@branchlight/runtime';
import { findPostmaster, stopPostmaster } from './postmaster';
import { canEnter, type RunAs } from './run-as';
import { countLiveUsers } from './users';

/** Where programs and data go that the Postgres user could not reach otherwise; only used when started as root. */
export const sharedFolder = '/var/lib/branchlight';

/** Folders of one embedded Postgres. */
export interface PostgresFolders {
  /** Holds the rest; belongs to Postgres's user */
  home: string;
  /** The cluster itself */
  data: string;
  log: string;
  /** One file per process that uses the running server */
  users: string;
}

/**
 * Makes the folder in which the cluster lives: inside the suite's folder, or, when started as root with a suite's folder that the user
 * postgres cannot enter (under /root), in a folder of its own under /var/lib/branchlight.
 *
 * @throws UserError when it cannot be made
 */
export function preparePostgresFolders(dir: string, runAs: RunAs, logger: Logger): PostgresFolders {
  const suite = resolveSuitePaths(dir);
  ensurePrivateFolder(suite.dir, {}, undefined);
  const inside = runAs.uid === undefined || canEnter(suite.dir, runAs);
  const home = inside ? suite.postgres : outsideHome(suite.dir);
  if (!inside) {
    logger.info(`Keeping the database in ${home}, because Postgres's user cannot enter ${suite.dir}`);
    ensurePrivateFolder(sharedFolder, {}, 0o755);
  }
  const folders = describeFolders(home);
  ensurePrivateFolder(folders.home, runAs, 0o700);
  ensurePrivateFolder(folders.users, runAs, 0o700);
  return folders;
}

/**
 * Deletes a suite's embedded Postgres with all its data, wherever it was kept. A server that was left over by a killed suite is stopped.
 *
 * @param dir - the suite's folder (`--dir`)
 * @throws UserError when a load or another program of the suite uses it; nothing is deleted then
 */
export async function removePostgresData(dir: string): Promise<void> {
  const suite = resolveSuitePaths(dir);
  for (const home of [suite.postgres, outsideHome(suite.dir)]) {
    const { data, users } = describeFolders(home);
    const running = findPostmaster(data);
    if (running && existsSync(users) && countLiveUsers(users) > 0) {
      throw new UserError(
        `The database of ${suite.dir} is being used (a load may be running), so it is not deleted. Remedy: wait until that has ended.`
      );
    }
    if (running) {
      await stopPostmaster(running, data);
    }
    rmSync(home, { recursive: true, force: true });
  }
}

/** @param mode - permission bits, undefined = those of a new folder under the process's umask */
export function ensurePrivateFolder(folder: string, runAs: RunAs, mode: number | undefined): void {
  try {
    mkdirSync(folder, { recursive: true });
    if (mode !== undefined) {
      chmodSync(folder, mode);
    }
    if (runAs.uid !== undefined && runAs.gid !== undefined) {
      chownSync(folder, runAs.uid, runAs.gid);
    }
  } catch (error) {
    throw new UserError(
      `The folder ${folder} cannot be made or given to Postgres (${describeError(error)}). ` +
        'Remedy: choose another folder with --dir, or set DATABASE_URL to a Postgres of your own.'
    );
  }
}

function describeFolders(home: string): PostgresFolders {
  return {
    home,
    data: path.join(home, 'data'),
    log: path.join(home, 'postgres.log'),
    users: path.join(home, 'users'),
  };
}

function outsideHome(suiteDir: string): string {
  const id = createHash('sha256').update(suiteDir).digest('hex').slice(0, 12);
  return path.join(sharedFolder, `postgres-${id}`);
}
