import { existsSync, globSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError, findRepositoryRoot } from '@branchlight/runtime';
import webpack, { type Configuration } from 'webpack';
import { buildBackend } from './backend';
import { readLocale } from './locales';
import { findPlugins, type PluginSource } from './plugin-source';
import { measureBundle, type BundleSizes } from './sizes';
import { hashInputs, isBuilt, writeStamp } from './stamp';
import { createWebpackConfig } from './webpack-config';

export interface BuildOptions {
  /** Folder names or ids of plugins; all when left out. */
  names?: string[];
  /** Builds also what has not changed. */
  force?: boolean;
  /** Day that plugin.json and README state; today when left out. */
  today?: Date;
  /** Called as soon as a plugin is ready. */
  onBuilt?: (build: PluginBuild) => void;
}

export interface PluginBuild {
  id: string;
  name: string;
  /** Absolute folder that Grafana loads. */
  outDir: string;
  /** False when the build of the same sources was there already. */
  rebuilt: boolean;
  milliseconds: number;
  sizes: BundleSizes;
}

/**
 * Builds plugins into their `dist`, one after another, and skips those whose sources have not changed since. A build
 * replaces the former one only when it succeeded.
 * @throws {UserError} naming plugin and file when a plugin.json is broken or a source does not compile
 */
export async function buildPlugins({ names, force = false, today, onBuilt }: BuildOptions = {}): Promise<
  PluginBuild[]
> {
  const root = findRepositoryRoot();
  const builds: PluginBuild[] = [];
  for (const plugin of findPlugins(root, names)) {
    const build = await buildPlugin(plugin, root, force, today);
    builds.push(build);
    onBuilt?.(build);
  }
  return builds;
}

async function buildPlugin(plugin: PluginSource, root: string, force: boolean, today?: Date): Promise<PluginBuild> {
  const started = performance.now();
  const outDir = path.join(plugin.folder, 'dist');
  const hash = hashInputs(plugin, root, 'production');
  const rebuilt = force || !isBuilt(plugin, root, outDir, hash);
  if (rebuilt) {
    const fresh = path.join(plugin.folder, `dist.new-${process.pid}`);
    try {
      await buildInto(plugin, root, fresh, today);
      replaceFolder(outDir, fresh);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
    writeStamp(plugin, root, hash, listFiles(outDir));
  }
  return {
    id: plugin.manifest.id,
    name: plugin.name,
    outDir,
    rebuilt,
    milliseconds: Math.round(performance.now() - started),
    sizes: measureBundle(outDir),
  };
}

/** Puts a finished build in place. Another process may do the same at the same moment, so it is tried again. */
function replaceFolder(outDir: string, fresh: string, tries = 5): void {
  rmSync(outDir, { recursive: true, force: true });
  try {
    renameSync(fresh, outDir);
  } catch (error) {
    if (tries <= 1 || !existsSync(outDir)) {
      throw error;
    }
    replaceFolder(outDir, fresh, tries - 1);
  }
}

async function buildInto(plugin: PluginSource, root: string, outDir: string, today?: Date): Promise<void> {
  plugin.manifest.languages.forEach((language) => readLocale(plugin, language));
  await runWebpack(plugin, createWebpackConfig(plugin, { mode: 'production', outDir, root, today }));
  if (plugin.manifest.executable) {
    await buildBackend(plugin.folder, outDir);
  }
  checkContent(plugin, outDir);
}

function runWebpack(plugin: PluginSource, config: Configuration): Promise<void> {
  return new Promise((resolve, reject) => {
    const compiler = webpack(config);
    if (!compiler) {
      reject(new Error('webpack gave no compiler'));
      return;
    }
    compiler.run((error, stats) => {
      compiler.close(() => {
        if (error) {
          reject(error);
        } else if (stats?.hasErrors()) {
          const text = stats.toString({ preset: 'errors-only', colors: false });
          reject(new UserError(`plugins/${plugin.name} does not compile:\n${text}`));
        } else {
          resolve();
        }
      });
    });
  });
}

/** Grafana answers 404 or shows a broken picture for what plugin.json names and `dist` lacks: better fail here. */
function checkContent(plugin: PluginSource, outDir: string): void {
  const { info, languages, id } = plugin.manifest;
  const needed = [
    'module.js',
    'plugin.json',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    info.logos.small,
    info.logos.large,
    ...info.screenshots.map((screenshot) => screenshot.path),
    ...languages.map((language) => `locales/${language}/${id}.json`),
  ];
  const missing = needed.filter((file) => !existsSync(path.join(outDir, file)));
  if (missing.length > 0) {
    throw new UserError(
      `plugins/${plugin.name}: the build lacks ${missing.join(', ')}. plugin.json names them; add them below src/.`
    );
  }
}

function listFiles(folder: string): string[] {
  return globSync('**/*', { cwd: folder })
    .filter((file) => statSync(path.join(folder, file)).isFile())
    .sort();
}
