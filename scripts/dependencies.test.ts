import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(__dirname);
/** Licences that a bank may ship with Apache-2.0 code; OFL covers fonts only. */
const permissive = ['Apache-2.0', 'MIT', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'OFL-1.1', '0BSD'];

interface Manifest {
  name: string;
  license?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

function findInstalled(name: string, fromFolder: string): Manifest | undefined {
  return [fromFolder, root]
    .map((folder) => path.join(folder, 'node_modules', name, 'package.json'))
    .filter((file) => existsSync(file))
    .map(readManifest)[0];
}

const manifests = [
  'package.json',
  '{packages,plugins,services}/*/package.json',
  'packages/plugin-build/template/*/package.json',
  '{cube-schema,warehouse,preview,docker}/package.json',
]
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .map((file) => ({
    file,
    folder: path.join(root, path.dirname(file)),
    manifest: readManifest(path.join(root, file)),
  }));

const direct = manifests.flatMap(({ file, folder, manifest }) =>
  Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  })
    .filter(([name]) => !name.startsWith('@branchlight/'))
    .map(([name, version]) => ({ file, folder, name, version }))
);

describe('direct dependencies', () => {
  it('are pinned exactly', () => {
    expect(direct.filter(({ version }) => !/^(npm:.+@)?\d+\.\d+\.\d+/.test(version))).toEqual([]);
  });

  it('have a version once in the whole repository', () => {
    const versions = new Map<string, Set<string>>();
    for (const { name, version } of direct) {
      versions.set(name, (versions.get(name) ?? new Set()).add(version));
    }
    expect([...versions].filter(([, found]) => found.size > 1).map(([name]) => name)).toEqual([]);
  });

  it('are explained in docs/dependencies.md', () => {
    const explained = readFileSync(path.join(root, 'docs', 'dependencies.md'), 'utf8');
    const missing = direct.filter(({ name }) => !explained.includes(`\`${name}\``)).map(({ name }) => name);
    expect([...new Set(missing)]).toEqual([]);
  });

  it('carry a permissive licence', () => {
    const other = direct
      .map(({ name, folder }) => findInstalled(name, folder))
      .filter((manifest) => manifest !== undefined)
      .filter(({ license }) => !license || !permissive.includes(license))
      .map(({ name, license }) => `${name}: ${license}`);
    expect([...new Set(other)]).toEqual([]);
  });
});
