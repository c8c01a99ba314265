import { findRepositoryRoot } from '@branchlight/runtime';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import { tags } from './tags';

const specSchema = z.object({ title: z.string(), file: z.string(), line: z.number(), tags: z.array(z.string()) });
interface Suite {
  specs: Array<z.infer<typeof specSchema>>;
  suites?: Suite[];
}
const suiteSchema: z.ZodType<Suite> = z.object({
  specs: z.array(specSchema),
  suites: z.lazy(() => z.array(suiteSchema)).optional(),
});

function listTests(env: NodeJS.ProcessEnv = {}) {
  const root = findRepositoryRoot();
  const output = execFileSync(
    process.execPath,
    [path.join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--list', '--reporter=json'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      maxBuffer: 16 * 1024 * 1024,
    }
  );
  const { suites } = z.object({ suites: z.array(suiteSchema) }).parse(JSON.parse(output));
  const collect = (suite: Suite): Suite['specs'] => [...suite.specs, ...(suite.suites ?? []).flatMap(collect)];
  return suites.flatMap(collect);
}

/** Playwright gives them without the sign. */
const known = Object.values(tags).map((tag) => tag.slice(1));

describe('tags of the browser tests', () => {
  const all = listTests();

  it('say of each test where it runs', () => {
    const unclear = all.filter((test) => test.tags.filter((tag) => known.includes(tag)).length !== 1);
    expect(unclear.map(({ file, line, title }) => `${file}:${line} "${title}" needs one tag of tags.ts`)).toEqual([]);
  });

  it.each([
    { where: 'on React 19', env: { BRANCHLIGHT_REACT: '19' }, runs: ['suite', 'both-reacts'] },
    {
      where: 'in a real Grafana',
      env: { GRAFANA_URL: 'http://127.0.0.1:9', GRAFANA_AUTH_PROXY_HEADER: 'X-WEBAUTH-USER' },
      runs: ['suite'],
    },
  ])('leave out $where what is about something else', ({ env, runs }) => {
    const expected = all.filter((test) => test.tags.some((tag) => runs.includes(tag)));
    expect(expected.length).toBeGreaterThan(5);
    expect(expected.length).toBeLessThan(all.length);
    expect(listTests(env)).toEqual(expected);
  });
});
