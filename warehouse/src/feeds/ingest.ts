import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Client } from 'pg';
import { z } from 'zod';
import { type FileResult } from '../loader/load-file';
import { loadFoundFile } from '../loader/load-found-file';
import { checkMappingFile, readTimeZone } from '../loader/load-mapping';
import { type CompiledFile, type CompiledMapping } from '../loader/mapping/compiled';

const answerSchema = z.object({
  read: z.number(),
  loaded: z.number(),
  rejected: z.number(),
  /** Valid rows that were there already, as they are */
  unchanged: z.number(),
  rejects: z.array(z.object({ line: z.number(), field: z.string().nullable(), reason: z.string() })),
  /** Why nothing was loaded */
  message: z.string().optional(),
});
const recordSchema = z.object({
  request_sha256: z.string(),
  status: z.enum(['loaded', 'refused']),
  answer: answerSchema,
});

export type IngestAnswer = z.infer<typeof answerSchema>;

/** How a request for loading rows went. */
export interface IngestResult {
  status: 'loaded' | 'refused';
  answer: IngestAnswer;
  /** The answer of an earlier request with the same key */
  isRepeated: boolean;
}

export interface IngestRequest {
  /** Connection to the bank's database; nothing else may use it meanwhile */
  client: Client;
  /** Name of the mapping, for the record */
  name: string;
  mappingFile: string;
  /** Kind of file, as the mapping names it; may stay away where it has one only */
  kind: string | undefined;
  body: Buffer;
  input: 'delimited' | 'json';
  /** Encoding of delimited text where it is not the mapping's */
  encoding?: string;
  idempotencyKey?: string;
}

/** A request that does not fit the mapping: its status for HTTP and what is wrong, with the remedy. */
export class IngestError extends Error {
  override readonly name = 'IngestError';

  constructor(
    readonly status: 400 | 404 | 409 | 422,
    message: string
  ) {
    super(message);
  }
}

const keptSamples = 20;
const keptFor = '7 days';

/**
 * Loads the rows of one request through a mapping, like a file: one transaction, the same checks, refused as a whole with more faulty rows
 * than `max_rejects`. A key that was answered before gets that answer again and loads nothing.
 *
 * @throws IngestError when the request does not fit, BankFileError when the mapping is broken; nothing was loaded then
 */
export async function ingestRows(request: IngestRequest): Promise<IngestResult> {
  const { client, name, idempotencyKey: key } = request;
  const timeZone = await readTimeZone(client);
  const mapping = checkMappingFile(request.mappingFile, timeZone);
  await checkBank(client, name, mapping);
  const file = chooseFile(mapping, request.kind);
  const sha256 = fingerprint(request, file.name);
  const askFirst = () => (key === undefined ? Promise.resolve(undefined) : findAnswer(client, name, key, sha256));
  // Whoever repeats a request that is done need not wait for a load that runs.
  const known = await askFirst();
  if (known) {
    return known;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'branchlight-ingest-'));
  try {
    const found = {
      path: path.join(folder, 'body'),
      name: `ingest-${name}-${file.name.replace(/[^\w-]+/g, '-')}.${request.input === 'json' ? 'json' : 'csv'}`,
      file,
      input: request.input,
      ...(request.encoding !== undefined && { encoding: request.encoding }),
    };
    await writeFile(found.path, request.body, { mode: 0o600 });
    const result = await loadFoundFile<IngestResult>(
      {
        client,
        mapping,
        found,
        timeZone,
        sampleCount: keptSamples,
        beforeCommit: (open, result) => recordAnswer(open, name, key, sha256, result),
      },
      askFirst
    );
    return 'answer' in result ? result : { ...describe(result), isRepeated: false };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function checkBank(client: Client, name: string, mapping: CompiledMapping): Promise<void> {
  const { rows } = await client.query<{ bank_code: string }>('SELECT bank_code FROM ops.bank');
  if (rows[0]?.bank_code !== mapping.bank) {
    throw new IngestError(
      404,
      `The mapping "${name}" is for the bank "${mapping.bank}", and this suite runs "${rows[0]?.bank_code}".`
    );
  }
}

function chooseFile({ files }: CompiledMapping, kind: string | undefined): CompiledFile {
  const names = files.map(({ name }) => name).join(', ');
  const [first] = files;
  if (kind === undefined && files.length === 1 && first) {
    return first;
  }
  const file = files.find(({ name }) => name === kind);
  if (!file) {
    throw kind === undefined
      ? new IngestError(400, `The mapping has several kinds of file. Remedy: add ?file= with one of ${names}.`)
      : new IngestError(404, `The mapping has no file "${kind}". It has ${names}.`);
  }
  return file;
}

function fingerprint({ body, input, encoding }: IngestRequest, kind: string): string {
  return createHash('sha256')
    .update(`${kind}\0${input}\0${encoding ?? ''}\0`)
    .update(body)
    .digest('hex');
}

async function findAnswer(
  client: Client,
  name: string,
  key: string,
  sha256: string
): Promise<IngestResult | undefined> {
  const { rows } = await client.query(
    `SELECT request_sha256, status, answer FROM ops.ingest
     WHERE mapping = $1 AND idempotency_key = $2 AND created_at > now() - $3::interval`,
    [name, key, keptFor]
  );
  if (rows.length === 0) {
    return undefined;
  }
  const { request_sha256, status, answer } = recordSchema.parse(rows[0]);
  if (request_sha256 !== sha256) {
    throw new IngestError(
      422,
      'The Idempotency-Key was used before, with another body. Remedy: take a new key for every body.'
    );
  }
  return { status, answer, isRepeated: true };
}

async function recordAnswer(
  client: Client,
  name: string,
  key: string | undefined,
  sha256: string,
  result: FileResult
): Promise<void> {
  if (key === undefined) {
    return;
  }
  const { status, answer } = describe(result);
  await client.query('DELETE FROM ops.ingest WHERE created_at <= now() - $1::interval', [keptFor]);
  await client.query(
    'INSERT INTO ops.ingest (mapping, idempotency_key, request_sha256, status, answer) VALUES ($1, $2, $3, $4, $5)',
    [name, key, sha256, status, JSON.stringify(answer)]
  );
}

function describe({ status, read, loaded, rejected, unchanged, samples, message }: FileResult) {
  const rejects = samples.map(({ line, field, reason }) => ({ line, field, reason }));
  const answer: IngestAnswer = {
    read,
    loaded,
    rejected,
    unchanged,
    rejects,
    ...(message !== undefined && { message }),
  };
  return { status, answer };
}
