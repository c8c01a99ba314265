import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { describeError } from '@branchlight/runtime';
import { readErrorCode } from '../../postgres/connection';
import { FileRefusal } from '../file-refusal';

/** A file being read. */
export interface OpenFile {
  /** Its text in chunks, unpacked and decoded, without byte order mark */
  chunks: AsyncIterable<string>;
  /** Bytes read of the file as it lies on the disk, so far */
  bytesRead(): number;
  bytesTotal: number;
  /** Of the file as it lies on the disk; complete after the last chunk */
  sha256(): string;
}

/**
 * Opens a text file, packed with gzip or not (the content tells).
 *
 * @param encoding - a label of the Encoding Standard, such as `windows-1250`
 * @throws FileRefusal when it cannot be opened, is empty or of another kind; the chunks throw one when it is damaged
 */
export async function openTextFile(file: string, encoding: string, signal?: AbortSignal): Promise<OpenFile> {
  const { head, size } = await readHead(file);
  const isPacked = head[0] === 0x1f && head[1] === 0x8b;
  checkKind(file, head, isPacked, encoding);
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const source = createReadStream(file, { highWaterMark: 256 * 1024, ...(signal && { signal }) });
  // Errors reach the reader of the last stream; nothing else is to be done with them here.
  const bytesOut = isPacked
    ? pipeline(source, meter, createGunzip({ chunkSize: 256 * 1024 }), () => undefined)
    : pipeline(source, meter, () => undefined);
  return {
    chunks: decode(bytesOut, encoding, signal),
    bytesRead: () => bytes,
    bytesTotal: size,
    sha256: () => hash.copy().digest('hex'),
  };
}

async function* decode(bytes: AsyncIterable<Buffer>, encoding: string, signal?: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  try {
    for await (const chunk of bytes) {
      yield decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw new FileRefusal(`cannot be read to its end: ${explain(error)}`);
  }
  yield decoder.decode();
}

function explain(error: unknown): string {
  if (readErrorCode(error)?.startsWith('Z_')) {
    return `the gzip data are cut off or damaged (${describeError(error)}). Remedy: fetch the file again.`;
  }
  return `${describeError(error)}.`;
}

async function readHead(file: string): Promise<{ head: Buffer; size: number }> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      return { head: buffer.subarray(0, bytesRead), size };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new FileRefusal(
      `cannot be opened: ${describeError(error)}. Remedy: check that it is a file and that you may read it.`
    );
  }
}

function checkKind(file: string, head: Buffer, isPacked: boolean, encoding: string): void {
  if (head.length === 0) {
    throw new FileRefusal('is empty. Remedy: fetch it again, or leave it out.');
  }
  if (/\.gz$/i.test(file) && !isPacked) {
    throw new FileRefusal('is named .gz but holds no gzip data. Remedy: fetch it again, or take .gz off its name.');
  }
  if (head.subarray(0, 2).toString('latin1') === 'PK') {
    throw new FileRefusal('is a zip archive or a spreadsheet. Remedy: unpack it, or save it as delimited text.');
  }
  const mark = head[0] === 0xff && head[1] === 0xfe;
  if (mark && encoding !== 'utf-16le') {
    throw new FileRefusal(`is in UTF-16, the mapping says ${encoding}. Remedy: set encoding: utf-16le.`);
  }
}
