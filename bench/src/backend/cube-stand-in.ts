import { createServer, type Server } from 'node:http';
import { z } from 'zod';

const bodySchema = z.object({ query: z.looseObject({ limit: z.number() }) });

export const standInQuery = {
  measures: ['deposits.balance_end', 'deposits.credits', 'deposits.debits'],
  dimensions: ['deposits.outlet_code'],
  timeDimensions: [{ dimension: 'deposits.date', granularity: 'day' }],
};
const columns = [
  'deposits.balance_end',
  'deposits.credits',
  'deposits.debits',
  'deposits.date.day',
  'deposits.outlet_code',
];

const viewer = {
  login: 'hq.exec',
  role: 'executive',
  scopeKey: 'hq',
  unit: { level: 'bank', code: 'HQ', name: 'Bank', parents: [] },
  bank: {
    code: 'bench',
    name: 'Bench',
    currency: 'EUR',
    timeZone: 'Europe/Madrid',
    firstDay: '2020-01-01',
    lastDay: '2025-12-31',
    today: '2025-12-31',
  },
  dataVersion: 1,
};

export interface CubeStandIn {
  url: string;
  /** Queries that reached it */
  loads: () => number;
  stop: () => Promise<void>;
}

/** An HTTP server that answers every query with as many rows of five columns as its limit says, from answers made once. */
export async function startCubeStandIn(): Promise<CubeStandIn> {
  const answers = new Map<number, Buffer>();
  let loads = 0;
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.setHeader('Content-Type', 'application/json');
      if (request.url?.startsWith('/branchlight/v1/viewer')) {
        response.end(JSON.stringify(viewer));
      } else if (request.url?.startsWith('/cubejs-api/v1/load')) {
        const body = bodySchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
        loads += 1;
        const answer = answers.get(body.query.limit) ?? makeAnswer(body.query.limit);
        answers.set(body.query.limit, answer);
        response.end(answer);
      } else {
        response.writeHead(404).end('{"error":"There is nothing here."}');
      }
    });
  });
  // A caller that is busy for long must not find its connection closed.
  server.keepAliveTimeout = 300_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    loads: () => loads,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function makeAnswer(rows: number): Buffer {
  const describe = (names: readonly string[], type: string) =>
    Object.fromEntries(names.map((name) => [name, { title: name, shortTitle: name, type, meta: {} }]));
  const day = (row: number) => new Date(Date.UTC(2020, 0, 1 + (row % 2000))).toISOString().slice(0, 10);
  return Buffer.from(
    JSON.stringify({
      annotation: {
        measures: describe(columns.slice(0, 3), 'number'),
        dimensions: describe(columns.slice(4), 'string'),
        timeDimensions: describe(columns.slice(3, 4), 'time'),
        segments: {},
      },
      data: {
        members: columns,
        dataset: Array.from({ length: rows }, (_, row) => [
          `${row * 7}.25`,
          `${row}.50`,
          `${row * 3}.75`,
          `${day(row)}T00:00:00.000`,
          `B${1000 + (row % 500)}`,
        ]),
      },
    })
  );
}
