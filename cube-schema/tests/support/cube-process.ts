import { fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findRepositoryRoot } from '@branchlight/runtime';
import jwt from 'jsonwebtoken';

export const apiSecret = 'a-secret-for-tests-with-more-than-32-characters';

/** An answer of Cube's REST API. */
export interface CubeAnswer {
  status: number;
  /** The answer's text, to look for what must not be in it */
  text: string;
  error?: string;
  /** Rows, short names as keys (`outlet_code`); of a comparison, those of every range one after the other */
  rows: CubeRow[];
  total?: number;
}
export type CubeRow = Record<string, string | number | boolean | null>;

export interface CubeProcess {
  url: string;
  pid: number;
  /** Sends a request as a viewer (a login) or with any other token. */
  send(as: Sender, route: string, init?: RequestInit): Promise<CubeAnswer>;
  /** Asks one query of /v1/load; waits while Cube says that it still works. */
  load(as: Sender, query: unknown): Promise<CubeAnswer>;
  stop(): Promise<number | null>;
}
export type Sender = string | { token: string | undefined };

/** The token that the datasource's backend would sign for a login. */
export function signToken(login: string, secret: string = apiSecret): string {
  return jwt.sign({ sub: login }, secret, { issuer: 'branchlight-cube-datasource', expiresIn: 300 });
}

/**
 * Starts the Cube server in a process of its own, as `npm start` does.
 *
 * @param environment - further variables for it
 * @param root - the repository, or a folder that stands for it
 */
export async function startCubeProcess(
  databaseUrl: string,
  environment: Record<string, string> = {},
  root: string = findRepositoryRoot()
): Promise<CubeProcess> {
  const child = fork(path.join(root, 'services/cube-server/src/server.ts'), {
    cwd: findRepositoryRoot(),
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      CUBEJS_API_SECRET: apiSecret,
      BRANCHLIGHT_CUBE_PORT: '0',
      BRANCHLIGHT_LOG_LEVEL: 'error',
      BRANCHLIGHT_CUBE_CACHE_DIR: path.join(tmpdir(), 'branchlight-test-cube'),
      ...environment,
    },
    // What Cube warns about belongs on standard error.
    stdio: ['ignore', 2, 'inherit', 'ipc'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port));
    void exited.then((code) => reject(new Error(`The Cube server ended with ${code} before it was ready`)));
  });
  const url = `http://127.0.0.1:${port}`;

  async function send(as: Sender, route: string, init: RequestInit = {}): Promise<CubeAnswer> {
    const token = typeof as === 'string' ? signToken(as) : as.token;
    const response = await fetch(`${url}${route}`, {
      ...init,
      // A test may count for longer than the server keeps an idle connection.
      headers: {
        'content-type': 'application/json',
        connection: 'close',
        ...(token === undefined ? {} : { authorization: token }),
      },
    });
    return readAnswer(response.status, await response.text());
  }

  return {
    url,
    pid: child.pid ?? 0,
    send,
    async load(as, query) {
      for (;;) {
        const answer = await send(as, '/cubejs-api/v1/load', {
          method: 'POST',
          body: JSON.stringify({ query, queryType: 'multi', cache: 'must-revalidate' }),
        });
        if (answer.error !== 'Continue wait') {
          return answer;
        }
      }
    },
    async stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

function readAnswer(status: number, text: string): CubeAnswer {
  let body: { error?: string; results?: Array<{ data: CubeRow[]; total?: number }>; data?: CubeRow[] };
  try {
    body = JSON.parse(text);
  } catch {
    return { status, text, rows: [] };
  }
  const results = body.results ?? (Array.isArray(body.data) ? [{ data: body.data }] : []);
  return {
    status,
    text,
    error: body.error,
    rows: results.flatMap(({ data }) => data.map(shorten)),
    total: results[0]?.total,
  };
}

/** `deposits.date.month` and `deposits.date` become `date`, `deposits.credits` becomes `credits`. */
function shorten(row: CubeRow): CubeRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name.split('.')[1] ?? name, value]));
}
