import { execFileSync, spawnSync } from 'node:child_process';
import { UserError, describeError } from '@branchlight/runtime';

/** The user that Postgres runs as; empty = the user of this process. */
export interface RunAs {
  uid?: number;
  gid?: number;
}

const userName = 'postgres';

/**
 * Postgres refuses to run as root: as root this gives the system's user `postgres`, and makes it where there is none.
 *
 * @throws UserError when the user cannot be made
 */
export function resolveRunAs(): RunAs {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const existing = findUser();
  if (existing) {
    return existing;
  }
  const faults: string[] = [];
  for (const [command, ...args] of [
    ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/bin/false', userName],
    // Alpine's and BusyBox's spelling
    ['adduser', '-S', '-D', '-H', '-s', '/bin/false', userName],
  ] as const) {
    const result = spawnSync(command, args, { encoding: 'utf8' });
    const created = findUser();
    if (created) {
      return created;
    }
    faults.push(`${command}: ${result.error ? describeError(result.error) : result.stderr.trim()}`);
  }
  throw new UserError(
    `Postgres does not run as root and no user "${userName}" could be made (${faults.join('; ')}). ` +
      `Remedy: create that user, or start as another user than root, or set DATABASE_URL to a Postgres of your own.`
  );
}

/** Whether that user can enter a folder; false also when the folder is missing. */
export function canEnter(folder: string, runAs: RunAs): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...runAs, cwd: '/', stdio: 'ignore' }).status === 0;
}

function findUser(): Required<RunAs> | undefined {
  try {
    const ask = (what: string) =>
      Number(execFileSync('id', [what, userName], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
}
