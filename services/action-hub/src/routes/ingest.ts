import { createHash, timingSafeEqual } from 'node:crypto';
import { BankFileError } from '@branchlight/bank-files';
import { describeError } from '@branchlight/runtime';
import { findMapping, IngestError, ingestRows, type IngestAnswer } from '@branchlight/warehouse';
import { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import { Client } from 'pg';
import { z } from 'zod';
import { ProblemError, problemMediaType, problemSchema } from '../problem';
import { toJsonSchema } from '../to-json-schema';
import { WaitingLine } from './waiting-line';

export interface IngestOptions {
  databaseUrl: string;
  /** Folder with the mappings, `bank/mappings` */
  mappingsFolder: string;
  /** Whoever knows it may load rows; without it nobody may */
  token: string | undefined;
}

const bodyLimit = 16 * 1024 * 1024;
const longestLine = 16;
const mediaTypes = {
  json: ['application/json', 'application/x-ndjson', 'application/jsonl'],
  delimited: ['text/csv', 'text/tab-separated-values', 'text/plain'],
} as const;

const answerSchema = z.object({
  read: z.number().int().describe('Rows of the body'),
  loaded: z.number().int().describe('Valid rows, new, changed or there already'),
  rejected: z.number().int(),
  unchanged: z.number().int().describe('Of the valid rows those that were there already'),
  rejects: z
    .array(z.object({ line: z.number().int(), field: z.string().nullable(), reason: z.string() }))
    .describe('The first 20 rejected rows; line is the line, or the place in a JSON array, from 1'),
});
const refusalSchema = problemSchema.extend(answerSchema.partial().shape);
const querySchema = z.object({ file: z.string().min(1).max(200).optional() });
const paramsSchema = z.object({ mapping: z.string().min(1).max(64) });
const keyForm = /^[\x21-\x7e]{1,255}$/;

const problem = { content: { [problemMediaType]: { schema: toJsonSchema(problemSchema) } } };
const refusal = { content: { [problemMediaType]: { schema: toJsonSchema(refusalSchema) } } };

/**
 * `POST /api/ingest/MAPPING`: loads the rows of the body through a mapping, as a file with them would be. For programs that hold the token;
 * no viewer's identity lets rows in.
 */
export async function addIngestRoute(app: FastifyInstance, options: IngestOptions): Promise<void> {
  const line = new WaitingLine(longestLine);
  // In a scope of its own, because the parsers below take the body as it is.
  await app.register(async (scope) => {
    // Fastify's own words name no remedy.
    scope.setErrorHandler((error: FastifyError) => {
      if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
        throw new ProblemError(
          413,
          'The body is larger than 16 MiB. Remedy: send the rows in several requests, each with a key of its own.'
        );
      }
      if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
        const known = [...mediaTypes.json, ...mediaTypes.delimited].join(', ');
        throw new ProblemError(415, `The header Content-Type has to be one of ${known}.`);
      }
      throw error;
    });
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      [...mediaTypes.json, ...mediaTypes.delimited],
      { parseAs: 'buffer', bodyLimit },
      (_request, body, done) => done(null, body)
    );
    scope.post(
      '/api/ingest/:mapping',
      {
        config: { isOpen: true },
        bodyLimit,
        onRequest: async (request, reply) => {
          if (!isAllowed(request, options.token)) {
            reply.header('WWW-Authenticate', 'Bearer');
            throw new ProblemError(401, 'Loading rows takes the bearer token HUB_INGEST_TOKEN.');
          }
        },
        schema: {
          summary: 'Loads the rows of the body through a mapping of bank/mappings, in one transaction',
          security: [{ ingestToken: [] }],
          // Described, not checked: the mapping says what rows have to look like.
          body: {
            content: Object.fromEntries(
              [...mediaTypes.json, ...mediaTypes.delimited].map((type) => [type, { schema: {} }])
            ),
          },
          params: toJsonSchema(paramsSchema),
          querystring: toJsonSchema(querySchema),
          headers: {
            type: 'object',
            properties: {
              'idempotency-key': {
                type: 'string',
                description:
                  'The same key and body get the first answer again; the same key with another body is an error',
              },
            },
          },
          response: {
            200: toJsonSchema(answerSchema),
            ...Object.fromEntries([400, 401, 404, 413, 415, 503].map((status) => [status, problem])),
            422: refusal,
          },
        },
      },
      async (request, reply) => {
        const { status, answer, isRepeated } = await line.run(() => ingest(request, options));
        if (isRepeated) {
          reply.header('Idempotency-Replayed', 'true');
        }
        if (status === 'refused') {
          throw toRefusal(answer);
        }
        return answer;
      }
    );
  });
}

function isAllowed(request: FastifyRequest, token: string | undefined): boolean {
  const given = /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined || given === undefined) {
    return false;
  }
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(token));
}

async function ingest(request: FastifyRequest, { databaseUrl, mappingsFolder }: IngestOptions) {
  const { mapping: name } = paramsSchema.parse(request.params);
  const { file } = querySchema.parse(request.query);
  const body = readBody(request);
  const idempotencyKey = readKey(request);
  const mappingFile = findMapping(mappingsFolder, name);
  if (mappingFile === undefined) {
    throw new ProblemError(404, `There is no mapping "${name}". Remedy: its file is ${name}.yml in bank/mappings.`);
  }
  const type = readContentType(request);
  const client = new Client({ connectionString: databaseUrl, application_name: 'branchlight-ingest' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await ingestRows({
      client,
      name,
      mappingFile,
      kind: file,
      body,
      ...type,
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
  } catch (error) {
    throw toProblemError(error, name);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function readBody({ body, headers }: FastifyRequest): Buffer {
  if (!Buffer.isBuffer(body) || body.length === 0) {
    throw new ProblemError(400, 'The request has no body. Remedy: send the rows as CSV or JSON.');
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' || (body[0] === 0x1f && body[1] === 0x8b)) {
    throw new ProblemError(415, 'Packed bodies are not taken. Remedy: send the rows unpacked.');
  }
  return body;
}

function readKey({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) {
    return undefined;
  }
  if (typeof key !== 'string' || !keyForm.test(key)) {
    throw new ProblemError(400, 'Idempotency-Key has to be 1 to 255 printable characters without spaces.');
  }
  return key;
}

function readContentType({ headers }: FastifyRequest): { input: 'delimited' | 'json'; encoding?: string } {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((text) => /^\s*charset="?([\w-]+)"?\s*$/.exec(text)?.[1]).find(Boolean);
  const isJson = mediaTypes.json.some((name) => name === type.trim());
  if (charset !== undefined && !isKnownEncoding(charset)) {
    throw new ProblemError(415, `charset=${charset} is not known. Remedy: send UTF-8.`);
  }
  if (isJson) {
    return { input: 'json' };
  }
  return { input: 'delimited', ...(charset !== undefined && { encoding: charset }) };
}

function isKnownEncoding(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

/** What the caller can do something about; the rest stays an error of the hub. */
function toProblemError(error: unknown, name: string): unknown {
  if (error instanceof IngestError) {
    return new ProblemError(error.status, error.message);
  }
  if (error instanceof BankFileError) {
    return new ProblemError(409, `The mapping "${name}" is broken, so nothing was loaded: ${describeError(error)}`);
  }
  return error;
}

function toRefusal({ message, ...counts }: IngestAnswer): ProblemError {
  return new ProblemError(422, message ?? 'Nothing of the body was loaded.', counts);
}
