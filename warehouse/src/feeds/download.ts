import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserError, describeError } from '@branchlight/runtime';
import { type PullFeed } from '../loader/mapping/compiled';
import { headerVariable } from '../loader/mapping/compile-feed';

/** What an address said of its last content. */
export interface ContentMarks {
  etag: string | null;
  lastModified: string | null;
}

/** What was fetched; undefined content: nothing changed since the marks. */
export type Download =
  | { isNew: false }
  | { isNew: true; sha256: string; input: 'delimited' | 'json'; encoding?: string; marks: ContentMarks };

export interface DownloadLimits {
  /** Of the whole answer */
  milliseconds: number;
  bytes: number;
}

export const defaultLimits: DownloadLimits = { milliseconds: 60_000, bytes: 256 * 1024 * 1024 };
const redirectsAtMost = 5;

/**
 * Fetches the rows of an address into a file. Redirects are followed, at most five, never from https to http; the mapping's headers go to
 * the address's own origin only.
 *
 * @throws UserError with what went wrong: no answer, another status than 200 or 304, too large, a missing variable. Values of headers
 * stand in no message
 */
export async function download(
  feed: PullFeed,
  file: string,
  marks: ContentMarks,
  environment: NodeJS.ProcessEnv,
  signal?: AbortSignal,
  limits: DownloadLimits = defaultLimits
): Promise<Download> {
  const timeout = AbortSignal.timeout(limits.milliseconds);
  const stop = signal ? AbortSignal.any([signal, timeout]) : timeout;
  try {
    const answer = await ask(feed, fillHeaders(feed.headers, environment), marks, stop);
    if (answer.status === 304) {
      await answer.body?.cancel();
      return { isNew: false };
    }
    if (answer.status !== 200) {
      await answer.body?.cancel();
      throw new UserError(`${feed.url} answers ${answer.status}. Remedy: check the address and the headers.`);
    }
    const sha256 = await write(answer, file, limits.bytes, feed.url);
    return {
      isNew: true,
      sha256,
      ...readType(answer, feed.format),
      marks: { etag: answer.headers.get('etag'), lastModified: answer.headers.get('last-modified') },
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof UserError) {
      throw error;
    }
    const reason = timeout.aborted ? `no whole answer within ${limits.milliseconds / 1000} s` : describeCause(error);
    throw new UserError(`${feed.url} cannot be fetched: ${reason}.`);
  }
}

async function ask(
  feed: PullFeed,
  own: Record<string, string>,
  { etag, lastModified }: ContentMarks,
  signal: AbortSignal
): Promise<Response> {
  const first = new URL(feed.url);
  let url = first;
  for (let redirects = 0; redirects <= redirectsAtMost; redirects++) {
    const headers = {
      Accept: feed.format === 'csv' ? 'text/csv' : feed.format === 'json' ? 'application/json' : '*/*',
      ...(etag !== null && { 'If-None-Match': etag }),
      ...(lastModified !== null && { 'If-Modified-Since': lastModified }),
      ...(url.origin === first.origin && own),
    };
    const answer = await fetch(url, { headers, redirect: 'manual', signal });
    const location = answer.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === null) {
      return answer;
    }
    await answer.body?.cancel();
    const next = new URL(location, url);
    if (!['http:', 'https:'].includes(next.protocol) || (url.protocol === 'https:' && next.protocol === 'http:')) {
      throw new UserError(
        `${feed.url} leads to ${next.protocol}//, which is not followed. Remedy: correct the address.`
      );
    }
    url = next;
  }
  throw new UserError(`${feed.url} leads on more than ${redirectsAtMost} times. Remedy: correct the address.`);
}

function fillHeaders(
  headers: Readonly<Record<string, string>>,
  environment: NodeJS.ProcessEnv
): Record<string, string> {
  const filled: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    filled[name] = value.replace(headerVariable, (_whole, variable: string) => {
      const found = environment[variable];
      if (!found) {
        throw new UserError(
          `The header ${name} needs the environment variable ${variable}, which is not set. Remedy: set it for the action hub.`
        );
      }
      return found;
    });
  }
  return filled;
}

async function write(answer: Response, file: string, limit: number, url: string): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(bytes > limit ? new UserError(`${url} sends more than ${limit} bytes. Remedy: ask for less.`) : null, chunk);
    },
  });
  await pipeline(Readable.from(readChunks(answer)), meter, createWriteStream(file, { mode: 0o600 }));
  return hash.digest('hex');
}

async function* readChunks({ body }: Response): AsyncGenerator<Buffer> {
  const reader = body?.getReader();
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      yield Buffer.from(part.value);
    }
  } finally {
    await reader?.cancel();
  }
}

function readType(answer: Response, format: PullFeed['format']): { input: 'delimited' | 'json'; encoding?: string } {
  const [type = '', ...parameters] = (answer.headers.get('content-type') ?? '').toLowerCase().split(';');
  const isJson = format === undefined ? /\bjson|\+json|ndjson/.test(type) : format === 'json';
  const charset = parameters.map((text) => /^\s*charset="?([\w-]+)"?\s*$/.exec(text)?.[1]).find(Boolean);
  const isUsable = !isJson && charset !== undefined && isKnownEncoding(charset);
  return { input: isJson ? 'json' : 'delimited', ...(isUsable && { encoding: charset }) };
}

function isKnownEncoding(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

/** What fetch keeps in the cause of its "fetch failed". */
function describeCause(error: unknown): string {
  return describeError(error instanceof Error && error.cause !== undefined ? error.cause : error);
}
