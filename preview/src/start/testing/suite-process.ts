import { findRepositoryRoot } from '@branchlight/runtime';
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { z } from 'zod';
import { isRunning, readParent } from '../process-identity';

const readyWithinMs = 240_000;

const answerSchema = z.object({
  results: z.record(
    z.string(),
    z.object({
      status: z.number(),
      error: z.string().optional(),
      frames: z.array(
        z.object({
          schema: z.object({ fields: z.array(z.object({ name: z.string(), type: z.string() })) }),
          data: z.object({ values: z.array(z.array(z.unknown())) }),
        })
      ),
    })
  ),
});

export type Row = Record<string, unknown>;

/** A suite started by the very command that people type. */
export class SuiteProcess {
  output = '';
  private readonly ended: Promise<number | null>;

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number
  ) {
    child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  }

  /** Runs `npm start` with the arguments and waits until it says that it is ready. Throws with its output when it ends before. */
  static async start(args: string[], port: number, env: NodeJS.ProcessEnv = {}): Promise<SuiteProcess> {
    const suite = SuiteProcess.launch(args, port, env);
    await suite.waitFor('is ready after');
    return suite;
  }

  /** Runs `npm start` with the arguments and waits for nothing. */
  static launch(args: string[], port: number, env: NodeJS.ProcessEnv = {}): SuiteProcess {
    const child = spawn('npm', ['start', '--silent', '--', ...args, '--port', String(port)], {
      cwd: findRepositoryRoot(),
      env: { ...process.env, DATABASE_URL: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    return new SuiteProcess(child, port);
  }

  /** Waits until it has written a text. Throws with its output when it ends before. */
  async waitFor(text: string): Promise<void> {
    const deadline = Date.now() + readyWithinMs;
    while (!this.output.includes(text)) {
      if (this.child.exitCode !== null || Date.now() > deadline) {
        await this.kill();
        throw new Error(`npm start did not say "${text}":\n${this.output}`);
      }
      await pause(50);
    }
  }

  /** Waits until it has ended by itself. Gives the exit code. */
  waitForExit(): Promise<number | null> {
    return this.ended;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  /** Sends a request; with a login as a proxy in front would name it. */
  fetch(path: string, login?: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (login !== undefined) {
      headers.set('X-WEBAUTH-USER', login);
    }
    return fetch(`${this.url}${path}`, { ...init, headers });
  }

  /** Sends one query to the datasource: status, error and rows by field name. */
  async query(login: string, query: object, range: { from?: string; to?: string } = {}) {
    const response = await this.fetch('/api/ds/query', login, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        ...range,
        queries: [
          {
            refId: 'A',
            datasource: { type: 'branchlight-cube-datasource', uid: 'branchlight-cube' },
            query,
            format: 'table',
          },
        ],
      }),
    });
    const text = await response.text();
    const result = answerSchema.safeParse(JSON.parse(text)).data?.results.A;
    return { status: response.status, text, error: result?.error, rows: (result?.frames ?? []).flatMap(toRows) };
  }

  /** Like `query`, and throws when it was refused. */
  async rows(login: string, query: object, range: { from?: string; to?: string } = {}): Promise<Row[]> {
    const { status, text, rows } = await this.query(login, query, range);
    if (status !== 200) {
      throw new Error(`${status} ${text}`);
    }
    return rows;
  }

  /** Ids of all processes that the suite started, itself included. */
  listProcesses(): number[] {
    const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
    const found = new Set([this.pid]);
    for (let grown = true; grown;) {
      grown = false;
      for (const pid of all) {
        const parent = readParent(pid);
        if (!found.has(pid) && parent !== undefined && found.has(parent)) {
          found.add(pid);
          grown = true;
        }
      }
    }
    return [...found];
  }

  /** Ctrl-C in the terminal: the whole foreground group gets the signal. Gives the exit code. */
  interrupt(): Promise<number | null> {
    process.kill(-this.pid, 'SIGINT');
    return this.ended;
  }

  /** Asks npm alone, as a service manager would. */
  terminate(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  /** Kills npm alone: nobody gets a chance to clean up on its way. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

function toRows(frame: z.infer<typeof answerSchema>['results'][string]['frames'][number]): Row[] {
  const names = frame.schema.fields.map(({ name }) => name);
  const count = frame.data.values[0]?.length ?? 0;
  return Array.from({ length: count }, (_unused, row) =>
    Object.fromEntries(names.map((name, column) => [name, frame.data.values[column]?.[row]]))
  );
}

/** A base port whose four ports are free just now, in a range of which browsers and fetch refuse none. */
export async function findBasePort(): Promise<number> {
  for (;;) {
    const base = 7_000 + Math.floor(Math.random() * 3_000);
    const free = await Promise.all([0, 1_000, 1_100, 51_320].map((offset) => isFree(base + offset)));
    if (free.every(Boolean)) {
      return base;
    }
  }
}

/** Whether nobody listens on the loopback port. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** Waits until none of the processes runs; gives those that still do after ten seconds. */
export async function waitForEnd(pids: number[]): Promise<number[]> {
  const deadline = Date.now() + 15_000;
  while (pids.some(isRunning) && Date.now() < deadline) {
    await pause(50);
  }
  return pids.filter(isRunning);
}

/** Waits some milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
