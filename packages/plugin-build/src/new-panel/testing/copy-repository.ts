import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const scope = '@branchlight';
/** What is installed, made or private to a checkout. */
const leftOut = ['node_modules', 'dist', '.git', '.branchlight', 'coverage', 'test-results', 'playwright-report'];

/**
 * A copy of the repository's sources whose dependencies are links to those installed here. Its workspaces are its own: they
 * find their root in the copy.
 * @returns its absolute folder, for the caller to delete
 */
export function copyRepository(root: string): string {
  const copy = realpathSync(mkdtempSync(path.join(tmpdir(), 'blcopy-')));
  cpSync(root, copy, { recursive: true, filter: (source) => !leftOut.includes(path.basename(source)) });
  linkDependencies(root, copy);
  return copy;
}

function linkDependencies(root: string, copy: string): void {
  const from = path.join(root, 'node_modules');
  const to = path.join(copy, 'node_modules');
  mkdirSync(path.join(to, scope), { recursive: true });
  for (const name of readdirSync(from).filter((each) => each !== scope && each !== '.cache')) {
    symlinkSync(path.join(from, name), path.join(to, name));
  }
  for (const name of readdirSync(path.join(from, scope))) {
    const workspace = path.relative(root, realpathSync(path.join(from, scope, name)));
    symlinkSync(path.join(copy, workspace), path.join(to, scope, name));
    const own = path.join(root, workspace, 'node_modules');
    if (existsSync(own)) {
      symlinkSync(own, path.join(copy, workspace, 'node_modules'));
    }
  }
}
