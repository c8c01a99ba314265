/** A datasource that behaves on demand: what the protocol's tests talk to. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Frame, type PluginQuery, type QueryResult, serveDatasource } from '../../../src';

function makeFrame(refId: string, rows: number): Frame {
  const numbers = Array.from({ length: rows }, (_, row) => row);
  return {
    name: 'made',
    refId,
    meta: { notices: [{ severity: 'warning', text: 'cut' }], custom: { rows } },
    fields: [
      { name: 'date', type: 'time', values: numbers.map((row) => 725_842_800_000 + row * 60_000) },
      { name: 'outlet', type: 'string', labels: { a: 'b' }, values: numbers.map((row) => `B${row} č`) },
      {
        name: 'credits',
        type: 'number',
        config: { displayNameFromDS: 'Credits', unit: 'short' },
        values: numbers.map((row) => row / 4),
      },
      { name: 'count', type: 'integer', values: numbers },
      { name: 'open', type: 'boolean', values: numbers.map((row) => row % 2 === 0) },
    ],
  };
}

async function answer(query: PluginQuery, headers: Record<string, string>, signal: AbortSignal): Promise<QueryResult> {
  switch (query.queryType) {
    case 'error':
      return { status: 403, frames: [], error: 'Not for you', errorSource: 'downstream' };
    case 'crash':
      return process.exit(3);
    case 'throw':
      throw new Error('thrown');
    case 'uncaught':
      setTimeout(() => {
        throw new Error('uncaught');
      });
      await sleep(10_000);
      break;
    case 'sleep':
      await sleep(10_000, undefined, { signal }).catch((error: unknown) => {
        process.stderr.write(`${JSON.stringify({ '@level': 'info', '@message': 'slept until cancelled' })}\n`);
        throw error;
      });
      break;
    case 'print':
      process.stdout.write('printed to standard output\n');
      globalThis.console.log('printed to the console', { deep: [1] });
      globalThis.console.error('x'.repeat(200_000));
      break;
    case 'empty':
      return { status: 200, frames: [{ fields: [] }, makeFrame(query.refId, 0)] };
    case 'nulls':
      return {
        status: 200,
        frames: [
          {
            fields: [
              { name: 't', type: 'time', values: [null, 0] },
              { name: 'n', type: 'number', values: [Number.NaN, null] },
              { name: 's', type: 'string', values: ['', null] },
              { name: 'b', type: 'boolean', values: [null, false] },
            ],
          },
        ],
      };
    default:
  }
  const frame = makeFrame(query.refId, query.maxDataPoints);
  return { status: 200, frames: [{ ...frame, meta: { ...frame.meta, custom: { headers, query } } }] };
}

serveDatasource((log) => ({
  checkHealth: async ({ context }) => ({
    status: 'ok',
    message: `hello ${context.user?.login ?? 'nobody'}`,
    details: { jsonData: context.datasource?.jsonData },
  }),
  callResource: async (request) => {
    log.info('resource', { path: request.path });
    const { body, headers, method, path, url } = request;
    const echo = { method, path, url, headers, body: Buffer.from(body).toString() };
    return {
      status: 418,
      headers: { 'Content-Type': ['application/json'], 'X-Two': ['a', 'b'] },
      body: Buffer.from(JSON.stringify(echo)),
    };
  },
  queryData: async (request, signal) =>
    new Map(
      await Promise.all(
        request.queries.map(
          async (query) => [query.refId, await answer(query, request.headers, signal)] satisfies [string, QueryResult]
        )
      )
    ),
}));
