import { UserError } from '@branchlight/runtime';
import { statfsSync } from 'node:fs';

const megabyte = 1_000_000;
/** Measured: a demo bank of twenty thousand customers is a database of 800 MB; while it is written, its log takes about as much. */
const megabytesOfThousand = 70;
const megabytesAtLeast = 300;
/** A loaded row takes several times its text, in tables, indexes, figures and log. */
const growthOfFiles = 12;

/** Bytes that making a demo bank of that many thousand customers takes. */
export function estimateDemoSpace(scale: number): number {
  return (megabytesAtLeast + scale * megabytesOfThousand) * megabyte;
}

/** Bytes that loading files of that size takes. */
export function estimateLoadSpace(bytes: number): number {
  return megabytesAtLeast * megabyte + bytes * growthOfFiles;
}

/**
 * Throws a UserError when the disk of a folder has less room than that.
 *
 * @param readFree - free bytes of the folder's disk
 */
export function checkSpace(dir: string, needed: number, readFree: (dir: string) => number = readFreeBytes): void {
  const free = readFree(dir);
  if (free < needed) {
    throw new UserError(
      `The disk of ${dir} has ${toMegabytes(free)} MB left, about ${toMegabytes(needed)} MB are needed. ` +
        'Remedy: free some, choose a folder on another disk with --dir, or a smaller demo bank with --scale.'
    );
  }
}

function readFreeBytes(dir: string): number {
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize;
}

function toMegabytes(bytes: number): string {
  return Math.ceil(bytes / megabyte).toLocaleString('en-US');
}
