import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '@branchlight/runtime';
import { z } from 'zod';
import { readManifest, type PluginManifest } from './manifest';

/** A plugin's sources, checked. */
export interface PluginSource {
  /** Name of its folder, `scorecard-panel`. */
  name: string;
  /** Absolute. */
  folder: string;
  version: string;
  manifest: PluginManifest;
  /** Folders of the workspace packages that it is built from, absolute, its packages' packages included. */
  packageFolders: string[];
}

const packageJsonSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/** Names of the folders below `plugins/` that hold sources of a plugin. */
export function listPluginNames(root: string): string[] {
  const folder = path.join(root, 'plugins');
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'src', 'plugin.json')))
    .sort();
}

/**
 * @param names - folder names or plugin ids; all plugins when empty
 * @throws {UserError} for an unknown name or a broken plugin.json
 */
export function findPlugins(root: string, names: string[] = []): PluginSource[] {
  const known = listPluginNames(root);
  const wanted = names.map((name) => name.replace(/^branchlight-/, ''));
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new UserError(`No plugin "${unknown.join('", "')}" in plugins/. There are: ${known.join(', ')}.`);
  }
  return (wanted.length > 0 ? wanted : known).map((name) => readPlugin(root, name));
}

function readPlugin(root: string, name: string): PluginSource {
  const folder = path.join(root, 'plugins', name);
  const { version } = readPackage(folder);
  return { name, folder, version, manifest: readManifest(folder), packageFolders: listPackageFolders(root, folder) };
}

function listPackageFolders(root: string, folder: string, seen = new Set<string>()): string[] {
  for (const name of Object.keys(readPackage(folder).dependencies)) {
    const packageFolder = path.join(root, 'packages', name.replace('@branchlight/', ''));
    if (name.startsWith('@branchlight/') && existsSync(packageFolder) && !seen.has(packageFolder)) {
      seen.add(packageFolder);
      listPackageFolders(root, packageFolder, seen);
    }
  }
  return [...seen].sort();
}

function readPackage(folder: string) {
  return packageJsonSchema.parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')));
}
