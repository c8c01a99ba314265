import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { verify } from 'jsonwebtoken';
import { z } from 'zod';

const querySchema = z.looseObject({
  measures: z.array(z.string()).default([]),
  dimensions: z.array(z.string()).default([]),
  timeDimensions: z.array(z.looseObject({ dimension: z.string(), granularity: z.string().optional() })).default([]),
  limit: z.number(),
});
export type PeerQuery = z.infer<typeof querySchema>;
const bodySchema = z.object({ query: querySchema, cache: z.string().optional() });

interface Seen {
  login: string;
  path: string;
  body?: z.infer<typeof bodySchema>;
}

const roles: Record<string, { role: string; scopeKey: string }> = {
  'hq.exec': { role: 'executive', scopeKey: 'hq' },
  'hq.other': { role: 'executive', scopeKey: 'hq' },
  'hq.analyst': { role: 'analyst', scopeKey: 'hq' },
  'branch.B0101': { role: 'branch_manager', scopeKey: 'branch:B0101' },
};

const unit = { level: 'bank', code: 'HQ', name: 'Bank', parents: [] };
const bank = {
  code: 'pkdd99',
  name: 'Test bank',
  currency: 'CZK',
  timeZone: 'Europe/Prague',
  firstDay: '1993-01-01',
  lastDay: '1994-03-31',
  today: '1994-03-31',
};

const members = {
  measures: [
    {
      name: 'deposits.credits',
      title: 'Deposits Credits',
      shortTitle: 'Credits',
      type: 'number',
      meta: { unit: 'currency', owner: 'Deposits', formula: 'Sum' },
      drillMembers: ['deposits.tier', 'deposits.phone'],
      drillMembersGrouped: { measures: [], dimensions: ['deposits.tier', 'deposits.phone'] },
    },
  ],
  hierarchies: [{ name: 'deposits.tiers', title: 'Tiers', levels: ['deposits.tier', 'deposits.phone'] }],
  dimensions: [{ name: 'deposits.tier', title: 'Deposits Tier', shortTitle: 'Tier', type: 'string' }],
};
const texts = {
  'en-US': { words: { tier: { B0: 'Basic' } } },
  'es-ES': {
    views: {
      deposits: {
        title: 'Depósitos',
        description: 'Saldos',
        members: { credits: { title: 'Abonos', description: 'Importes', formula: 'Suma' } },
      },
    },
    words: { tier: { B0: 'Básico' } },
    owners: { Deposits: 'Depósitos' },
  },
};

const catalogue = {
  tables: { 'core.transaction': [{ source: 'pkdd99', files: ['trans*.asc'] }], 'core.account': [], 'core.loan': [] },
  views: {
    deposits: {
      groups: ['hq'],
      cube: 'deposit_period',
      asks: ['mart.deposit_day'],
      through: ['mart.deposit_day'],
      loaded: ['core.account', 'core.transaction'],
    },
    // Cube does not describe it to the caller.
    loans: { groups: ['hq'], cube: 'loan_period', asks: [], through: [], loaded: ['core.loan'] },
  },
  usage: { 'deposits.credits': [{ kind: 'board', title: 'Scorecard' }] },
  loadedAt: {
    'core.transaction': '2026-11-01T10:00:00.000Z',
    'core.account': '2026-11-02T10:00:00.000Z',
    'core.loan': null,
  },
};

/** An HTTP server that answers as Cube's REST API does and remembers what it was asked. */
export class CubePeer {
  readonly seen: Seen[] = [];
  /** How often a query is told to wait before it is answered. */
  waits = 0;
  /** Before every answer to /load, milliseconds. */
  delayMs = 0;
  rows = 3;
  /** Whether the model's texts can be had. */
  hasTexts = true;
  /** Answers /branchlight/v1/catalogue; undefined: there is no such endpoint. */
  catalogue: unknown = catalogue;
  dataVersion = 1;
  /** How long ago the last load was. */
  dataAgeMs = 3_600_000;
  bank: typeof bank | null = bank;
  cubeVersion: string | undefined = '1.7.43';
  /** Answers /load instead of figures. */
  failure: { status: number; body: unknown } | undefined;
  /** Requests to /load whose connection the client closed before the answer. */
  aborted = 0;
  /** Scope keys of logins whose scope has changed. */
  readonly movedTo = new Map<string, string>();
  /** What happens right after somebody was told who they are. */
  afterViewer: (() => void) | undefined;
  private server: Server | undefined;

  constructor(private readonly secret: string) {}

  async start(): Promise<string> {
    const server = createServer((request, response) => void this.answer(request, response));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  reset(): void {
    this.seen.length = 0;
    this.movedTo.clear();
    Object.assign(this, {
      waits: 0,
      delayMs: 0,
      rows: 3,
      hasTexts: true,
      catalogue,
      failure: undefined,
      aborted: 0,
      afterViewer: undefined,
      bank,
      cubeVersion: '1.7.43',
      dataAgeMs: 3_600_000,
    });
    // Another version of the data: nothing of an earlier test is shared.
    this.dataVersion += 1;
  }

  loads(): Seen[] {
    return this.seen.filter((request) => request.path === '/cubejs-api/v1/load');
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    };
    const { sub: login, scope_key: thought } = this.readClaims(request);
    if (login === undefined) {
      send(403, { error: 'A valid, short-lived token is needed: sign in again.' });
      return;
    }
    const path = request.url ?? '';
    const known = roles[login];
    const viewer = known && { ...known, scopeKey: this.movedTo.get(login) ?? known.scopeKey };
    if (thought !== undefined && thought !== viewer?.scopeKey) {
      send(409, { error: 'What you may see has just changed: ask again in a few seconds.' });
      return;
    }
    if (path === '/cubejs-api/v1/load') {
      const body = bodySchema.parse(JSON.parse(await readText(request)));
      this.seen.push({ login, path, body });
      if (this.waits > 0) {
        this.waits -= 1;
        send(200, { error: 'Continue wait' });
        return;
      }
      const timer = setTimeout(
        () =>
          this.failure ? send(this.failure.status, this.failure.body) : send(200, makeAnswer(body.query, this.rows)),
        this.delayMs
      );
      response.on('close', () => {
        clearTimeout(timer);
        this.aborted += response.writableFinished ? 0 : 1;
      });
      return;
    }
    this.seen.push({ login, path });
    if (!viewer) {
      send(403, { error: `Nobody is known as "${login}": ask for an entry in ops.viewer.` });
    } else if (path === '/branchlight/v1/viewer') {
      send(200, {
        login,
        ...viewer,
        unit,
        bank: this.bank,
        cubeVersion: this.cubeVersion,
        dataVersion: this.dataVersion,
        dataLoadedAt: new Date(Date.now() - this.dataAgeMs).toISOString(),
        dataAgeMs: this.dataAgeMs,
        feeds: 'ok',
      });
      this.afterViewer?.();
    } else if (path === '/cubejs-api/v1/sql') {
      send(200, { sql: { sql: ['SELECT 1 WHERE $1 = $1', ['B1']] } });
    } else if (path === '/cubejs-api/v1/meta') {
      send(200, { cubes: [{ name: 'deposits', title: 'Deposits', ...members, for: login }] });
    } else if (path === '/branchlight/v1/catalogue' && this.catalogue) {
      send(200, this.catalogue);
    } else if (path === '/branchlight/v1/texts' && this.hasTexts) {
      send(200, texts);
    } else {
      send(404, { error: 'There is nothing here.' });
    }
  }

  private readClaims(request: IncomingMessage): { sub?: string; scope_key?: string } {
    try {
      const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
      const claims = verify(token, this.secret, { algorithms: ['HS256'], issuer: 'branchlight-cube-datasource' });
      return typeof claims === 'object' ? { sub: claims.sub, scope_key: claims.scope_key } : {};
    } catch {
      return {};
    }
  }
}

/** Figures by row number: texts `B0`, days from 1993-01-01, decimals as texts. */
function makeAnswer({ dimensions, limit, measures, timeDimensions }: PeerQuery, available: number) {
  const times = timeDimensions.flatMap((time) => (time.granularity ? [`${time.dimension}.${time.granularity}`] : []));
  const members = [...measures, ...times, ...dimensions];
  const kind = (member: string) => (measures.includes(member) ? 'number' : times.includes(member) ? 'time' : 'string');
  const cell = (member: string, row: number) => {
    const day = new Date(Date.UTC(1993, 0, 1 + row)).toISOString().slice(0, 10);
    return { number: `${row}.50`, time: `${day}T00:00:00.000`, string: `B${row}` }[kind(member)];
  };
  const describe = (names: string[]) =>
    Object.fromEntries(names.map((name) => [name, { shortTitle: name.split('.')[1], type: kind(name), meta: {} }]));
  return {
    annotation: {
      measures: describe(measures),
      dimensions: describe(dimensions),
      timeDimensions: describe(times),
      segments: {},
    },
    data: {
      members,
      dataset: Array.from({ length: Math.min(limit, available) }, (_, row) =>
        members.map((member) => cell(member, row))
      ),
    },
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString();
}
