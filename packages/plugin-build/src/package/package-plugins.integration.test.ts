import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPluginProcess } from '@branchlight/plugin-protocol';
import { findRepositoryRoot } from '@branchlight/runtime';
import { findPlugins } from '../plugin-source';
import { removeStamp } from '../stamp';
import { packagePlugins, type PluginPackage } from './package-plugins';
import { readZip, unpack, type ReadEntry } from './testing/read-zip';

const root = findRepositoryRoot();
const outDir = mkdtempSync(path.join(tmpdir(), 'blzip-'));
const id = 'branchlight-cube-datasource';
// 2026-02-03, a day that is neither today nor the last commit's.
const env = { ...process.env, SOURCE_DATE_EPOCH: '1770120000' };
let made: PluginPackage;
let entries: ReadEntry[];

beforeAll(async () => {
  const packages = await packagePlugins({ names: ['cube-datasource'], outDir, env });
  expect(packages).toHaveLength(1);
  made = packages[0]!;
  entries = await readZip(readFileSync(made.file));
});
afterAll(() => rmSync(outDir, { recursive: true }));

const text = (name: string) => entries.find((entry) => entry.name === `${id}/${name}`)?.content.toString() ?? '';

describe('packagePlugins', () => {
  it('makes one folder named after the plugin, with what Grafana loads', () => {
    expect(path.basename(made.file)).toBe(`${id}-${made.version}.zip`);
    expect(entries.filter(({ name }) => !name.startsWith(`${id}/`))).toEqual([]);
    expect(entries.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        `${id}/`,
        ...['plugin.json', 'module.js', 'module.js.map', 'LICENSE', 'img/logo.svg'].map((name) => `${id}/${name}`),
      ])
    );
  });

  it('gives run bits to the backend only', () => {
    const runnable = entries.filter(({ mode, name }) => (mode & 0o111) !== 0 && !name.endsWith('/'));
    expect(runnable.map(({ name }) => name.replace(`${id}/`, ''))).toEqual([
      'gpx_branchlight_cube_darwin_amd64',
      'gpx_branchlight_cube_darwin_arm64',
      'gpx_branchlight_cube_linux_amd64',
      'gpx_branchlight_cube_linux_arm64',
    ]);
    expect(new Set(runnable.map(({ mode }) => mode))).toEqual(new Set([0o100755]));
    const others = entries.filter((entry) => !runnable.includes(entry));
    expect(new Set(others.map(({ mode }) => mode))).toEqual(new Set([0o100644, 0o40755]));
  });

  it('fills in version and the stated day, and leaves no path of this machine', () => {
    expect(JSON.parse(text('plugin.json')).info).toMatchObject({ version: made.version, updated: '2026-02-03' });
    expect(`${text('plugin.json')}${text('README.md')}`).not.toMatch(/%[A-Z_]+%/);
    expect(entries.filter(({ content }) => content.includes(root)).map(({ name }) => name)).toEqual([]);
  });

  it('states checksums that fit, in the form that sha256sum reads', () => {
    const bytes = readFileSync(made.file);
    for (const algorithm of ['sha256', 'sha1'] as const) {
      expect(made[algorithm]).toBe(createHash(algorithm).update(bytes).digest('hex'));
      expect(readFileSync(`${made.file}.${algorithm}`, 'utf8')).toBe(`${made[algorithm]}  ${id}-${made.version}.zip\n`);
    }
    expect(made).toMatchObject({ id, bytes: bytes.length, signed: false });
  });

  it('gives the same bytes again, in another time zone as well', () => {
    const command = ['tsx', 'packages/plugin-build/src/cli.ts', 'package', 'cube-datasource', '--out', outDir];
    const printed = execFileSync('node', ['scripts/with-node.mjs', ...command], {
      cwd: root,
      env: { ...env, TZ: 'Pacific/Auckland' },
    });
    expect(JSON.parse(printed.toString())).toMatchObject({ id, sha256: made.sha256 });
  });

  it('holds a backend that starts and speaks', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'blunzip-'));
    unpack(entries, folder);
    const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
    const plugin = await startPluginProcess({
      executable: path.join(folder, id, `gpx_branchlight_cube_${platform}`),
    });
    try {
      expect(await plugin.collectMetrics()).toContain('process_');
    } finally {
      await plugin.stop();
      rmSync(folder, { recursive: true });
    }
  });

  it('takes a build that is there, but no other one', async () => {
    const again = await packagePlugins({ names: [id], outDir, build: false });
    expect(again[0]?.sha256).toBe(made.sha256);
    const file = path.join(root, 'plugins', 'cube-datasource', 'dist', 'MANIFEST.txt');
    writeFileSync(file, 'not a signature');
    try {
      await expect(packagePlugins({ names: [id], outDir, build: false })).rejects.toThrow(/is no signature.*Remedy/);
    } finally {
      rmSync(file);
    }
    // As after `npm run plugin:dev`, or a change of a source.
    findPlugins(root, [id]).forEach((plugin) => removeStamp(plugin, root));
    await expect(packagePlugins({ names: [id], outDir, build: false })).rejects.toThrow(
      /dist is missing, of other sources or for development\. Remedy: npm run plugin:build/
    );
  });

  it('asks for a token before it builds anything', async () => {
    await expect(packagePlugins({ names: [id], outDir, sign: [], env: {} })).rejects.toThrow(
      /GRAFANA_ACCESS_POLICY_TOKEN is not set.*plugins:write/s
    );
  });

  it.each([
    { args: ['nothing'], says: /No plugin "nothing" in plugins\/\. There are: .*cube-datasource/ },
    { args: ['--colour'], says: /Unknown option '--colour'[\s\S]*Usage/ },
    { args: ['--rootUrls', 'https://x'], says: /give --sign as well/ },
  ])('refuses $args with the remedy and no stack', ({ args, says }) => {
    const run = spawnSync(
      'node',
      ['scripts/with-node.mjs', 'tsx', 'packages/plugin-build/src/cli.ts', 'package', ...args],
      {
        cwd: root,
        encoding: 'utf8',
      }
    );
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(says);
    expect(run.stderr).not.toMatch(/\n {4}at /);
  });
});
