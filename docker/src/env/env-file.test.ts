import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findRepositoryRoot } from '@branchlight/runtime';
import { createEnvFile, readEnvFile, secretNames } from './env-file';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bl-env-'));
  file = path.join(folder, '.env');
});
afterEach(() => rmSync(folder, { recursive: true }));

const choice = () => ({ bank: 'pkdd99', data: folder });

describe('createEnvFile', () => {
  it('makes another long secret for every name, readable by the owner only', () => {
    createEnvFile(file, choice());
    const values = readEnvFile(file);
    const secrets = secretNames.map((name) => values.get(name) ?? '');
    expect(secrets.every((secret) => /^[\w-]{43}$/.test(secret))).toBe(true);
    expect(new Set(secrets).size).toBe(secretNames.length);
    expect(values.get('BRANCHLIGHT_DATA')).toBe(folder);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['.env']);
  });

  it('needs no files for the demo bank', () => {
    createEnvFile(file, { bank: 'demo' });
    expect(readEnvFile(file).get('BRANCHLIGHT_DATA')).toBe('');
  });

  it('never replaces a file, whatever is in it', () => {
    writeFileSync(file, '');
    expect(() => createEnvFile(file, choice())).toThrow(/exists and was left as it is/);
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('names what is wrong with the bank and its files', () => {
    expect(() => createEnvFile(file, { bank: 'pkdd99', data: path.join(folder, 'none') })).toThrow(
      /There is nothing at/
    );
    expect(() => createEnvFile(file, { bank: 'a\nB=1', data: folder })).toThrow(/no code of a bank/);
    expect(() => createEnvFile(file, { bank: 'pkdd99' })).toThrow(/loaded from files.*--data PATH/);
    expect(() => createEnvFile(path.join(folder, 'none', '.env'), choice())).toThrow(/cannot be written/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('holds exactly the names that .env.example explains', () => {
    createEnvFile(file, choice());
    const example = readFileSync(path.join(findRepositoryRoot(), '.env.example'), 'utf8');
    const named = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)];
    expect(named.map(([, name]) => name).sort()).toEqual([...readEnvFile(file).keys()].sort());
    expect(named.filter(([, , value]) => value !== '')).toEqual([]);
  });
});

describe('readEnvFile', () => {
  it('refuses one that others may read, and says how to make a missing one', () => {
    writeFileSync(file, 'A=1');
    chmodSync(file, 0o644);
    expect(() => readEnvFile(file)).toThrow(/chmod 600/);
    expect(() => readEnvFile(path.join(folder, 'none'))).toThrow(/npm run docker:env/);
  });
});

describe('npm run docker:env', () => {
  const root = findRepositoryRoot();
  const args = () => ['run', '--silent', 'docker:env', '--', '--bank', 'pkdd99', '--data', folder, '--file', file];

  it('prints no secret, and ends with 1 the second time', () => {
    const output = execFileSync('npm', args(), { cwd: root, encoding: 'utf8' });
    const values = readEnvFile(file);
    expect(secretNames.filter((name) => output.includes(values.get(name) ?? name))).toEqual([]);
    expect(output).toContain('docker compose up');
    const second = spawnSync('npm', args(), { cwd: root, encoding: 'utf8' });
    expect(second.status).toBe(1);
    expect(second.stderr).toMatch(/left as it is/);
    expect(readEnvFile(file)).toEqual(values);
  });

  it('is ignored by git', () => {
    expect(execFileSync('git', ['check-ignore', '.env'], { cwd: root, encoding: 'utf8' }).trim()).toBe('.env');
  });
});
