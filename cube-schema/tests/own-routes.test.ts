import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { addOwnRoutes, readTexts } from '../config/own-routes';

type Handler = (request: object, response: object) => void;
const refusal = Object.assign(new Error('Nobody is known as "x".'), { status: 403 });

/** Cube's server core as far as it is extended, and what its application answers. */
function open(authenticate: (token?: string) => Promise<never>, describeViewer = async (): Promise<object> => ({})) {
  const routes = new Map<string, Handler>();
  const opened: object[] = [];
  class Core {
    async initApp(app: object) {
      opened.push(app);
    }
  }
  addOwnRoutes(Core, {
    authenticate,
    viewers: { describeViewer, describeCatalogue: async () => ({ views: {} }), findScope: jest.fn(), close: jest.fn() },
  });
  const app = { get: (route: string, handler: Handler) => routes.set(route, handler) };
  void new Core().initApp(app);
  expect(opened).toEqual([app]);

  return (route: string, authorization?: string) =>
    new Promise<{ status: number; body: unknown }>((resolve) => {
      let status = 200;
      const response = {
        status(code: number) {
          status = code;
          return response;
        },
        json: (body: unknown) => resolve({ status, body }),
      };
      routes.get(route)?.({ headers: { authorization } }, response);
    });
}

it("answers the viewer, the texts and the catalogue to whoever the token is good for, and opens Cube's own routes", async () => {
  const tokens: Array<string | undefined> = [];
  const scope = { login: 'ana' } as never;
  const ask = open(
    async (token) => {
      tokens.push(token);
      return scope;
    },
    async () => ({ login: 'ana' })
  );
  expect(await ask('/branchlight/v1/viewer', 'Bearer abc')).toEqual({ status: 200, body: { login: 'ana' } });
  expect(await ask('/branchlight/v1/texts', 'abc')).toEqual({ status: 200, body: readTexts() });
  expect(await ask('/branchlight/v1/catalogue', 'abc')).toEqual({ status: 200, body: { views: {} } });
  expect(tokens).toEqual(['abc', 'abc', 'abc']);
});

it('refuses all with the reason that Cube gives, and hides what the database says', async () => {
  const refused = open(() => Promise.reject(refusal));
  for (const route of ['/branchlight/v1/viewer', '/branchlight/v1/texts', '/branchlight/v1/catalogue']) {
    expect(await refused(route)).toEqual({ status: 403, body: { error: refusal.message } });
  }
  const broken = open(() => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:5432')));
  const { status, body } = await broken('/branchlight/v1/viewer');
  expect(status).toBe(503);
  expect(JSON.stringify(body)).not.toContain('10.0.0.7');
});

it('reads the texts of every language as the embedded server does', () => {
  const folder = path.join(__dirname, '../model-texts');
  const files = globSync('*.yml', { cwd: folder });
  expect(files.length).toBeGreaterThan(0);
  expect(readTexts()).toEqual(
    Object.fromEntries(
      files.map((file) => [path.basename(file, '.yml'), parse(readFileSync(path.join(folder, file), 'utf8'))])
    )
  );
});
