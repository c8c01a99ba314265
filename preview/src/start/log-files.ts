import { mkdirSync, openSync, readSync, fstatSync, renameSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';

/** A log file that is appended to; a process may be given its descriptor. */
export interface LogFile {
  path: string;
  fd: number;
  /** Present size in bytes. */
  size: () => number;
  /** The last lines written since that size; empty when there are none. */
  readFrom: (size: number) => string;
  write: (line: string) => void;
}

const rotateAbove = 10 * 1024 * 1024;
const shownBytes = 2_000;

/** Opens `DIR/logs/NAME.log`; one of more than ten megabytes is kept as `NAME.log.1`. */
export function openLogFile(dir: string, name: string): LogFile {
  const folder = path.join(dir, 'logs');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.log`);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > rotateAbove) {
    renameSync(file, `${file}.1`);
  }
  const fd = openSync(file, 'a+', 0o600);
  const size = () => fstatSync(fd).size;
  return {
    path: file,
    fd,
    size,
    readFrom(from) {
      const start = Math.max(from, size() - shownBytes);
      const buffer = Buffer.alloc(Math.max(0, size() - start));
      readSync(fd, buffer, 0, buffer.length, start);
      return buffer.toString('utf8').trim();
    },
    write: (line) => void writeSync(fd, line),
  };
}
