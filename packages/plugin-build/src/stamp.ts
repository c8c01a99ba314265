import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { PluginSource } from './plugin-source';

const stampSchema = z.object({ hash: z.string(), files: z.array(z.string()) });

/** Hash over everything that a plugin's build is made from; two equal hashes give the same bundle. */
export function hashInputs(plugin: PluginSource, root: string, mode: string): string {
  const hash = createHash('sha256').update(mode);
  for (const file of listInputs(plugin, root)) {
    hash.update(`\0${path.relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function listInputs(plugin: PluginSource, root: string): string[] {
  const folders = [plugin.folder, ...plugin.packageFolders, path.dirname(__dirname)];
  const sources = folders.flatMap((folder) =>
    ['package.json', 'README.md', 'CHANGELOG.md', '{src,runtime}/**/*']
      .flatMap((pattern) => globSync(pattern, { cwd: folder }))
      .filter((file) => !/\.test\.tsx?$/.test(file))
      .map((file) => path.join(folder, file))
  );
  const fallbacks = ['README.md', 'CHANGELOG.md'].filter((file) => !existsSync(path.join(plugin.folder, file)));
  const shared = ['package-lock.json', 'LICENSE', ...fallbacks].map((file) => path.join(root, file));
  return [...new Set([...sources, ...shared])].filter((file) => existsSync(file) && statSync(file).isFile()).sort();
}

/** Whether `outDir` still holds the complete build with this hash. */
export function isBuilt(plugin: PluginSource, root: string, outDir: string, hash: string): boolean {
  const file = stampFile(plugin, root);
  if (!existsSync(file)) {
    return false;
  }
  const stamp = stampSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return (
    stamp.success && stamp.data.hash === hash && stamp.data.files.every((name) => existsSync(path.join(outDir, name)))
  );
}

export function writeStamp(plugin: PluginSource, root: string, hash: string, files: string[]): void {
  const file = stampFile(plugin, root);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ hash, files }));
}

/** Makes the next build build, for who changes `dist` in another way. */
export function removeStamp(plugin: PluginSource, root: string): void {
  rmSync(stampFile(plugin, root), { force: true });
}

/** Kept out of `dist`, which is signed and packed as it is. */
function stampFile(plugin: PluginSource, root: string): string {
  return path.join(root, 'node_modules', '.cache', 'branchlight-plugins', `${plugin.name}.json`);
}
