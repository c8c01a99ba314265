import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { describeError, findRepositoryRoot, UserError } from '@branchlight/runtime';
import { createPanel } from './create-panel';
import { registerPlugin } from './register-plugin';

const usage = `Usage: npm run new:panel -- NAME [--title "TITLE"]
  NAME    lower-case letters and digits, such as ratemap: makes plugins/ratemap-panel, id branchlight-ratemap-panel
  TITLE   as people read it in Grafana; the name with a capital when left out
`;
const print = (line: string) => process.stdout.write(`${line}\n`);

function run(args: string[]): void {
  const { name, title, help } = readArguments(args);
  if (help) {
    print(usage);
    return;
  }
  const root = findRepositoryRoot();
  const files = createPanel(root, { name, title });
  const folder = `plugins/${name}-panel`;
  format(root, folder);
  const { changed, left } = registerPlugin(root, `${name}-panel`, `branchlight-${name}-panel`);
  const isLocked = addToLock(root);
  [...files, ...changed.map((file) => `${file} (changed)`)].forEach((file) => print(`  ${file}`));
  print(`
${folder} is there. Workspaces, lint, tests, build and preview find it by its folder.
${describeLeft([...left, ...(isLocked ? [] : ['package-lock.json: npm install'])])}
Next:
  npm run plugin:build -- ${name}-panel
  node scripts/with-node.mjs jest --selectProjects plugins --testPathPatterns ${folder}
  docs/add-a-panel.md says how to see it in the preview and what to change first.`);
}

function readArguments(args: string[]): { name: string; title?: string; help?: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { title: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (positionals.length > 1) {
      throw new UserError(`One name, not ${positionals.length}: ${positionals.join(' ')}.`);
    }
    return { name: positionals[0] ?? '', ...values };
  } catch (error) {
    throw new UserError(`${describeError(error)}\n${usage}`);
  }
}

function describeLeft(left: string[]): string {
  return left.length === 0
    ? 'package-lock.json and the Grafana image know it: nothing is left to register.'
    : `Left to do by hand:\n${left.map((task) => `  ${task}`).join('\n')}`;
}

/** Lines break where the new name's length asks for it. */
function format(root: string, folder: string): void {
  spawnSync('prettier', ['--write', '--log-level', 'warn', folder], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** `npm ci` refuses a workspace that the lock file lacks. Everything the template needs is in there, so no registry is asked. */
function addToLock(root: string): boolean {
  const options = ['--package-lock-only', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  return spawnSync('npm', ['install', ...options], { cwd: root, stdio: 'ignore' }).status === 0;
}

try {
  run(process.argv.slice(2));
} catch (error) {
  const text = error instanceof UserError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
