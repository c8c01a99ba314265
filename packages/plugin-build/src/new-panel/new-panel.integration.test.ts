import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findRepositoryRoot } from '@branchlight/runtime';
import { copyRepository } from './testing/copy-repository';

const repository = findRepositoryRoot();
// Longer than the template's name, so that lines have to be broken elsewhere.
const name = 'counterqueueoverview';
const folder = `plugins/${name}-panel`;
let copy: string;

function run(...command: string[]) {
  const { status, stdout, stderr } = spawnSync('node', ['scripts/with-node.mjs', ...command], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true' },
  });
  return { status, output: `${stdout}${stderr}` };
}
const newPanel = (...args: string[]) => run('tsx', 'packages/plugin-build/src/new-panel/cli.ts', ...args);
const read = (file: string) => readFileSync(path.join(copy, file), 'utf8');
const succeeds = { status: 0 };

let made: ReturnType<typeof run>;
beforeAll(() => {
  copy = copyRepository(repository);
  made = newPanel(name, '--title', 'Queue at the counter');
});
afterAll(() => rmSync(copy, { recursive: true }));

describe('a new panel', () => {
  it('has its name and title everywhere and nothing of the template', () => {
    expect(made).toMatchObject({ status: 0, output: expect.stringContaining(`${folder}/src/module.ts`) });
    expect(JSON.parse(read(`${folder}/src/plugin.json`))).toMatchObject({
      id: `branchlight-${name}-panel`,
      name: 'Queue at the counter',
    });
    const files = readdirSync(path.join(copy, folder), { recursive: true, encoding: 'utf8', withFileTypes: true });
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => [file.name, path.join(file.parentPath, file.name)]);
    expect(texts.length).toBeGreaterThan(15);
    for (const [file = '', location = ''] of texts) {
      expect(`${file} ${readFileSync(location, 'utf8')}`).not.toMatch(/example/i);
    }
  });

  it('is known to npm, so that npm ci goes on working', () => {
    const lock: { packages: Record<string, unknown> } = JSON.parse(read('package-lock.json'));
    expect(lock.packages[folder]).toMatchObject({ name: `@branchlight/${name}-panel` });
    const before: typeof lock = JSON.parse(readFileSync(path.join(repository, 'package-lock.json'), 'utf8'));
    const added = Object.keys(lock.packages).filter((key) => !(key in before.packages));
    expect(added).toEqual([`node_modules/@branchlight/${name}-panel`, folder]);
  });

  it('is known to the image of Grafana and to the guide', () => {
    expect(made.output).toContain('nothing is left to register');
    const tests = run('jest', '--selectProjects', 'node', '--testPathPatterns', 'docker/src/compose');
    expect(tests).toMatchObject(succeeds);
    expect(read('docs/install-on-grafana.md')).toContain(
      `allow_loading_unsigned_plugins = branchlight-command-app,branchlight-${name}-panel,branchlight-cube-datasource,`
    );
  });

  it('builds without an edit', () => {
    const build = run('tsx', 'packages/plugin-build/src/cli.ts', 'build', `${name}-panel`);
    expect(build).toMatchObject({ status: 0, output: expect.stringMatching(/built in/) });
    expect(existsSync(path.join(copy, folder, 'dist', 'module.js'))).toBe(true);
  });

  it('passes its tests', () => {
    const tests = run('jest', '--selectProjects', 'plugins', '--testPathPatterns', folder);
    expect(tests).toMatchObject({ status: 0, output: expect.stringMatching(/Test Suites: 5 passed, 5 total/) });
  });

  it('passes lint, format and types', () => {
    expect(run('eslint', '--max-warnings', '0', folder)).toMatchObject(succeeds);
    expect(run('prettier', '--check', folder)).toMatchObject(succeeds);
    writeFileSync(
      path.join(copy, 'tsconfig.new.json'),
      JSON.stringify({
        extends: './tsconfig.base.json',
        include: [folder, 'packages/plugin-build/jest', 'packages/*/src/**/*.d.ts'],
      })
    );
    expect(run('tsc', '--noEmit', '-p', 'tsconfig.new.json')).toEqual({ status: 0, output: '' });
  });

  it('may not import another plugin, as every plugin', () => {
    const file = path.join(copy, folder, 'src', 'borrowed.ts');
    writeFileSync(file, `export { layOutGrid } from '../../scorecard-panel/src/tiles/grid';\n`);
    expect(run('eslint', folder)).toMatchObject({
      status: 1,
      output: expect.stringContaining('A plugin may not import another plugin'),
    });
    rmSync(file);
  });

  it('is not made twice', () => {
    expect(newPanel(name)).toMatchObject({ status: 1, output: expect.stringMatching(/is there already. Remedy/) });
  });
});
