import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UserError, findRepositoryRoot } from '@branchlight/runtime';
import { buildPlugins } from '../build-plugins';
import { findPlugins, type PluginSource } from '../plugin-source';
import { requireToken, signPlugins } from '../sign-plugins';
import { hashInputs, isBuilt } from '../stamp';
import { checkSignature } from './check-signature';
import { readReleaseDate } from './release-date';
import { writeZip, type ZipEntry } from './write-zip';

export interface PackageOptions {
  /** Folder names or ids of plugins; all when left out. */
  names?: string[];
  /** Absolute folder of the zips; `dist` in the repository's root when left out. */
  outDir?: string;
  /** False takes the build that is there, such as one that was signed. */
  build?: boolean;
  /** Options for Grafana's signing tool, such as `--rootUrls URL`; unsigned when left out. */
  sign?: string[];
  env?: NodeJS.ProcessEnv;
}

/** One zip, as it is printed for scripts. */
export interface PluginPackage {
  id: string;
  version: string;
  /** Absolute. */
  file: string;
  bytes: number;
  sha256: string;
  sha1: string;
  signed: boolean;
}

const semanticVersion = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

/**
 * Makes `<id>-<version>.zip` of plugins as Grafana's catalogue and `grafana cli --pluginUrl` take them: one folder named
 * after the plugin, run bits on the backend, source maps included (the catalogue's review asks for them). Beside each zip
 * lie `.sha256` and `.sha1`, which `sha256sum -c` reads and the catalogue's form asks for.
 * @throws {UserError} when a plugin does not build, is not built, was changed after signing, or there is no token
 */
export async function packagePlugins(options: PackageOptions = {}): Promise<PluginPackage[]> {
  const root = findRepositoryRoot();
  const { names = [], outDir = path.join(root, 'dist'), build = true, sign, env = process.env } = options;
  const plugins = findPlugins(root, names);
  plugins.forEach(checkVersion);
  if (sign) {
    requireToken(env);
  }
  if (build) {
    await buildPlugins({ names, force: true, today: readReleaseDate(root, env) });
  } else {
    plugins.forEach((plugin) => checkBuilt(plugin, root));
  }
  if (sign) {
    signPlugins(names, sign, env);
  }
  mkdirSync(outDir, { recursive: true });
  const packages: PluginPackage[] = [];
  for (const plugin of plugins) {
    packages.push(await packagePlugin(plugin, outDir));
  }
  return packages;
}

function checkVersion({ name, version }: PluginSource): void {
  if (!semanticVersion.test(version)) {
    throw new UserError(
      `plugins/${name}/package.json: version "${version}" is not of the form 1.2.3 or 1.2.3-beta.1. Grafana compares versions; correct it.`
    );
  }
}

function checkBuilt(plugin: PluginSource, root: string): void {
  const outDir = path.join(plugin.folder, 'dist');
  if (!isBuilt(plugin, root, outDir, hashInputs(plugin, root, 'production'))) {
    throw new UserError(
      `plugins/${plugin.name}/dist is missing, of other sources or for development. Remedy: npm run plugin:build -- ${plugin.name}, or leave out --no-build.`
    );
  }
}

async function packagePlugin(plugin: PluginSource, outDir: string): Promise<PluginPackage> {
  const { id } = plugin.manifest;
  const files = readFiles(path.join(plugin.folder, 'dist'), plugin.manifest.executable);
  const signed = checkSignature({ name: plugin.name, id, version: plugin.version }, files);
  const file = path.join(outDir, `${id}-${plugin.version}.zip`);
  await writeZip(
    file,
    files.map((entry) => ({ ...entry, name: `${id}/${entry.name}` }))
  );
  const zip = readFileSync(file);
  const [sha256 = '', sha1 = ''] = ['sha256', 'sha1'].map((algorithm) => {
    const sum = createHash(algorithm).update(zip).digest('hex');
    writeFileSync(`${file}.${algorithm}`, `${sum}  ${path.basename(file)}\n`);
    return sum;
  });
  return { id, version: plugin.version, file, bytes: zip.length, sha256, sha1, signed };
}

function readFiles(folder: string, executable: string | undefined): ZipEntry[] {
  return globSync('**/*', { cwd: folder })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => ({
      name: name.split(path.sep).join('/'),
      content: readFileSync(path.join(folder, name)),
      executable: executable !== undefined && name.startsWith(`${executable}_`),
    }));
}
