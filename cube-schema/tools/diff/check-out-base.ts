import { UserError } from '@branchlight/runtime';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes the tree of a revision into a folder, ready to run: its own packages, and the installed ones of this checkout.
 *
 * @returns the revision's full hash
 * @throws UserError when git knows no such revision
 */
export function checkOutBase(root: string, base: string, folder: string): string {
  const found = spawnSync('git', ['rev-parse', '--verify', '--quiet', `${base}^{commit}`], { cwd: root });
  if (found.status !== 0) {
    throw new UserError(`Git knows no revision "${base}". Remedy: name a branch, tag or commit (git log --oneline).`);
  }
  const hash = found.stdout.toString().trim();
  mkdirSync(folder, { recursive: true });
  const archive = execFileSync('git', ['archive', '--format=tar', hash], { cwd: root, maxBuffer: 2 ** 30 });
  execFileSync('tar', ['-x', '-f', '-', '-C', folder], { input: archive });
  linkPackages(root, folder);
  return hash;
}

function linkPackages(root: string, folder: string): void {
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, '@branchlight'), { recursive: true });
  for (const name of readdirSync(path.join(root, 'node_modules')).filter((each) => each !== '@branchlight')) {
    symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
  }
  const workspaces = globSync(['{packages,services,plugins}/*', 'cube-schema', 'warehouse', 'preview'], {
    cwd: folder,
  });
  for (const workspace of workspaces.filter((each) => existsSync(path.join(folder, each, 'package.json')))) {
    symlinkSync(path.join(folder, workspace), path.join(modules, '@branchlight', path.basename(workspace)));
    // Packages in another version than the root's.
    const own = path.join(root, workspace, 'node_modules');
    if (existsSync(own)) {
      symlinkSync(own, path.join(folder, workspace, 'node_modules'));
    }
  }
}

/** Whether files below these paths are the same in the working tree and at a revision. */
export function isUnchanged(root: string, hash: string, paths: readonly string[]): boolean {
  const diff = spawnSync('git', ['diff', '--quiet', hash, '--', ...paths], { cwd: root });
  const untracked = execFileSync('git', ['ls-files', '--others', '--exclude-standard', '--', ...paths], { cwd: root });
  return diff.status === 0 && untracked.length === 0;
}
