import { describeError, UserError } from '@branchlight/runtime';
import { mkdirSync, openSync, readFileSync, rmSync, writeFileSync, closeSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readErrorCode } from './error-code';
import { isSameProcess, readStartMark } from './process-identity';

const lockSchema = z.object({ pid: z.number().int(), mark: z.string(), port: z.number().int() });

/**
 * Claims the suite's folder for this process. A lock whose process is gone is taken over.
 *
 * @returns gives the folder up
 * @throws UserError when another start uses the folder, or it cannot be written
 */
export function lockFolder(dir: string, port: number): () => void {
  const file = path.join(dir, 'preview.lock');
  try {
    mkdirSync(dir, { recursive: true });
  } catch (error) {
    throw unusable(dir, error);
  }
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeFileSync(handle, JSON.stringify({ pid: process.pid, mark: readStartMark(process.pid), port }));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (readErrorCode(error) !== 'EEXIST') {
        throw unusable(dir, error);
      }
    }
    const holder = readLock(file);
    if (holder && isSameProcess(holder.pid, holder.mark)) {
      throw new UserError(
        `The suite already runs in ${dir} (http://localhost:${holder.port}, process ${holder.pid}). ` +
          'Remedy: stop it with Ctrl-C where it runs, or start another one with --dir and --port.'
      );
    }
    rmSync(file, { force: true });
  }
  throw new UserError(`Several starts in ${dir} met. Remedy: start again.`);
}

function readLock(file: string): z.infer<typeof lockSchema> | undefined {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function unusable(dir: string, error: unknown): UserError {
  return new UserError(
    `The folder ${dir} cannot be used (${describeError(error)}). Remedy: choose another one with --dir.`
  );
}
