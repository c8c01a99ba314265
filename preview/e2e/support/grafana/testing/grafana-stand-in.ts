import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';

export interface Answer {
  status?: number;
  json?: unknown;
  html?: string;
  headers?: Record<string, string>;
}

const loginSchema = z.object({ user: z.string(), password: z.string() });

/** The page of a Grafana that is still loading at first: its figure comes after its script and a slow query. */
const page = `<!doctype html><title>Grafana</title><main><div aria-busy="true">...</div></main><script>
  fetch('/api/user').then((answer) => answer.json()).then(async ({ login }) => {
    document.querySelector('main').innerHTML = '<h1></h1>';
    await fetch('/api/ds/query');
    document.querySelector('h1').textContent = 'Figures of ' + login;
  });
</script>`;

/**
 * Answers Grafana's documented login, user, preferences, health, plugin and data source endpoints, for tests of the driver where there is no
 * Grafana. `answers` replaces or adds answers by path.
 */
export class GrafanaStandIn {
  readonly passwords: Record<string, string> = { 'hq.exec': 'secret-1', 'region.R01': 'secret-2' };
  readonly preferences: Record<string, Record<string, unknown>> = {};
  readonly answers: Record<string, Answer> = {};
  /** Milliseconds that `/api/ds/query` takes. */
  queryTakes = 700;
  private readonly sessions = new Map<string, string>();
  private readonly server = createServer((request, response) => {
    this.answer(request).then(
      ({ status = 200, json, html, headers = {} }) => {
        response.writeHead(status, {
          'Content-Type': html === undefined ? 'application/json' : 'text/html',
          ...headers,
        });
        response.end(html ?? JSON.stringify(json));
      },
      (error: unknown) => response.writeHead(500).end(String(error))
    );
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const given = this.answers[path];
    if (given) {
      return given;
    }
    if (path === '/api/health') {
      return { json: { database: 'ok', version: '13.0.1', commit: 'abc' } };
    }
    if (path === '/login') {
      return this.logIn(await readBody(request));
    }
    const login = this.readLogin(request);
    if (login === undefined) {
      return { status: 401, json: { message: 'Unauthorized' } };
    }
    if (path === '/api/user/preferences') {
      const stored = z.record(z.string(), z.unknown()).parse(await readBody(request));
      this.preferences[login] = { ...this.preferences[login], ...stored };
      return { json: { message: 'Preferences updated' } };
    }
    return this.answerSignedIn(path, login);
  }

  private async answerSignedIn(path: string, login: string): Promise<Answer> {
    const datasource = '/api/datasources/uid/branchlight-cube';
    if (path === '/api/user') {
      return { json: { login } };
    }
    if (path.startsWith('/api/plugins/')) {
      return { json: { enabled: true } };
    }
    if (path === `${datasource}/health`) {
      return { json: { status: 'OK', message: 'Cube answers' } };
    }
    if (path === `${datasource}/resources/viewer`) {
      return { json: { login, bank: { code: 'pkdd99', today: '1993-04-28' } } };
    }
    if (path === '/api/ds/query') {
      await new Promise((resolve) => setTimeout(resolve, this.queryTakes));
      return { json: { results: {} } };
    }
    return path.startsWith('/a/') ? { html: page } : { status: 404, json: { message: 'Not found' } };
  }

  private logIn(body: unknown): Answer {
    const { user, password } = loginSchema.parse(body);
    if (this.passwords[user] !== password) {
      return { status: 401, json: { message: 'Invalid username or password' } };
    }
    const session = randomUUID();
    this.sessions.set(session, user);
    return {
      json: { message: 'Logged in' },
      headers: { 'Set-Cookie': `grafana_session=${session}; Path=/; HttpOnly; SameSite=Strict` },
    };
  }

  private readLogin({ headers }: IncomingMessage): string | undefined {
    const named = headers['x-webauth-user'];
    const session = /grafana_session=([^;]+)/.exec(headers.cookie ?? '')?.[1] ?? '';
    return typeof named === 'string' ? named : this.sessions.get(session);
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Uint8Array);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
