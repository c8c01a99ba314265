import { createServer, type IncomingMessage, type Server } from 'node:http';
import { z } from 'zod';

export interface FakeUser {
  id: number;
  uid: string;
  login: string;
  email: string;
  name: string;
  password: string;
  role: string;
  isGrafanaAdmin: boolean;
  isDisabled: boolean;
  isExternal: boolean;
}

interface Answer {
  status: number;
  body: unknown;
}

const newUserSchema = z.object({
  login: z.string(),
  email: z.string(),
  name: z.string(),
  password: z.string(),
  OrgId: z.number().optional(),
});

/** Answers as Grafana's documented HTTP API for users does: paths, status codes, messages. */
export class FakeGrafana {
  readonly users: FakeUser[] = [];
  /** Requests as `METHOD path`, without those that only read */
  readonly changes: string[] = [];
  /** Answers this instead, for everything */
  broken: { status: number; text: string } | undefined;
  private server: Server | undefined;
  private nextId = 2;

  constructor(
    readonly login: string,
    readonly password: string
  ) {}

  async start(): Promise<string> {
    const server = createServer((request, response) => {
      void this.handle(request).then(({ status, text }) => {
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(text);
      });
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise<void>((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()));
  }

  add(user: Partial<FakeUser> & { login: string }): FakeUser {
    const id = this.nextId++;
    const added = {
      id,
      uid: `uid${id}`,
      email: `${user.login}@example.com`,
      name: user.login,
      password: 'theirs',
      role: 'Viewer',
      isGrafanaAdmin: false,
      isDisabled: false,
      isExternal: false,
      ...user,
    };
    this.users.push(added);
    return added;
  }

  find(login: string): FakeUser {
    const user = this.users.find((item) => item.login === login);
    if (!user) {
      throw new Error(`The fake Grafana has no ${login}`);
    }
    return user;
  }

  private async handle(request: IncomingMessage): Promise<{ status: number; text: string }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(Buffer.from(chunk));
    }
    if (this.broken) {
      return this.broken;
    }
    const basic = Buffer.from(`${this.login}:${this.password}`).toString('base64');
    if (request.headers.authorization !== `Basic ${basic}`) {
      return { status: 401, text: '{"message":"Invalid username or password"}' };
    }
    const text = Buffer.concat(chunks).toString();
    const body: unknown = text ? JSON.parse(text) : undefined;
    const url = new URL(request.url ?? '/', 'http://grafana');
    const { status, body: answer } = this.route(request.method ?? 'GET', url, body);
    return { status, text: JSON.stringify(answer) };
  }

  private route(method: string, url: URL, body: unknown): Answer {
    const [, id] = /\/users\/(\d+)/.exec(url.pathname) ?? [];
    const user = this.users.find((item) => item.id === Number(id));
    if (method !== 'GET') {
      this.changes.push(`${method} ${url.pathname}`);
    }
    if (method === 'GET' && url.pathname === '/api/users/lookup') {
      return this.lookUp(url.searchParams.get('loginOrEmail') ?? '');
    }
    if (method === 'POST' && url.pathname === '/api/admin/users') {
      return this.create(newUserSchema.parse(body));
    }
    if (method === 'PUT' && user && url.pathname.endsWith('/password')) {
      user.password = z.object({ password: z.string() }).parse(body).password;
      return { status: 200, body: { message: 'User password updated' } };
    }
    if (method === 'PATCH' && user && url.pathname === `/api/orgs/1/users/${user.id}`) {
      user.role = z.object({ role: z.string() }).parse(body).role;
      return { status: 200, body: { message: 'Organization user updated' } };
    }
    return { status: 404, body: { message: 'Not found' } };
  }

  private lookUp(loginOrEmail: string): Answer {
    const wanted = loginOrEmail.toLowerCase();
    const by = (field: 'login' | 'email') => this.users.find((item) => item[field].toLowerCase() === wanted);
    const user = by('login') ?? by('email');
    if (!user) {
      return { status: 404, body: { message: 'user not found' } };
    }
    const { id, uid, email, name, login, isGrafanaAdmin, isDisabled, isExternal } = user;
    const profile = { id, uid, email, name, login, isGrafanaAdmin, isDisabled, isExternal };
    return { status: 200, body: { ...profile, orgId: 1, theme: '', authLabels: [] } };
  }

  private create(user: z.infer<typeof newUserSchema>): Answer {
    const isTaken = this.users.some(
      (item) =>
        item.login.toLowerCase() === user.login.toLowerCase() || item.email.toLowerCase() === user.email.toLowerCase()
    );
    if (isTaken) {
      const message = `User with email '${user.email}' or username '${user.login}' already exists`;
      return { status: 412, body: { message } };
    }
    if (user.password.length < 12) {
      return { status: 400, body: { message: 'Password needs at least 12 characters' } };
    }
    const { id, uid } = this.add({ login: user.login, email: user.email, name: user.name, password: user.password });
    return { status: 200, body: { id, uid, message: 'User created' } };
  }
}
