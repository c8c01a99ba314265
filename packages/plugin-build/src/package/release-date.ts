import { execFileSync } from 'node:child_process';
import { UserError } from '@branchlight/runtime';

/**
 * The day that a package states as its own: SOURCE_DATE_EPOCH (seconds), else the last commit's, else now. So the same
 * commit gives the same bytes on any day.
 * @throws {UserError} when SOURCE_DATE_EPOCH is no number of seconds
 */
export function readReleaseDate(root: string, env: NodeJS.ProcessEnv = process.env): Date {
  const stated = env.SOURCE_DATE_EPOCH;
  if (stated) {
    if (!/^\d{1,11}$/.test(stated)) {
      throw new UserError(`SOURCE_DATE_EPOCH is "${stated}". Remedy: give whole seconds since 1970, or unset it.`);
    }
    return new Date(Number(stated) * 1000);
  }
  try {
    const seconds = execFileSync('git', ['log', '-1', '--format=%ct'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return new Date(Number(seconds.toString().trim()) * 1000);
  } catch {
    // An unpacked release without history, or no git.
    return new Date();
  }
}
