import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureSecrets } from './secrets';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'branchlight-secrets-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('ensureSecrets', () => {
  it('makes a file that only its owner can read, with five different secrets', () => {
    const suite = path.join(dir, 'new', 'suite');
    const secrets = ensureSecrets(suite);
    expect(new Set(Object.values(secrets)).size).toBe(5);
    expect(statSync(path.join(suite, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(suite)).toEqual(['secrets.json']);
  });

  it('gives the same secrets again', () => {
    expect(ensureSecrets(dir)).toEqual(ensureSecrets(dir));
  });

  it('adds what a file of an earlier version lacks, once, and leaves the rest', () => {
    const made = Object.entries(ensureSecrets(dir));
    const before = Object.fromEntries(made.filter(([name]) => name !== 'hubIngestToken'));
    writeFileSync(path.join(dir, 'secrets.json'), JSON.stringify(before));
    const secrets = ensureSecrets(dir);
    expect(secrets).toEqual({ ...before, hubIngestToken: expect.stringMatching(/^[\w-]{43}$/) });
    expect(Object.values(before)).not.toContain(secrets.hubIngestToken);
    expect(JSON.parse(readFileSync(path.join(dir, 'secrets.json'), 'utf8'))).toEqual(secrets);
    expect(statSync(path.join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(ensureSecrets(dir)).toEqual(secrets);
  });

  it('takes away rights of others on a file it finds', () => {
    const secrets = ensureSecrets(dir);
    chmodSync(path.join(dir, 'secrets.json'), 0o644);
    expect(ensureSecrets(dir)).toEqual(secrets);
    expect(statSync(path.join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['broken JSON', '{"postgresPassword":'],
    ['a missing secret', JSON.stringify({ postgresPassword: 'x'.repeat(32) })],
    ['a short secret', JSON.stringify({ postgresPassword: 'hunter2-short' })],
  ])('refuses %s without overwriting or repeating it', (_case, text) => {
    const file = path.join(dir, 'secrets.json');
    writeFileSync(file, text);
    expect(() => ensureSecrets(dir)).toThrow(/secrets\.json is not a valid secrets file.*Remedy/);
    expect(() => ensureSecrets(dir)).not.toThrow(/hunter2/);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('names the folder and a remedy where it cannot write', () => {
    writeFileSync(path.join(dir, 'file'), '');
    expect(() => ensureSecrets(path.join(dir, 'file', 'suite'))).toThrow(/cannot be (read|written).*Remedy/);
  });
});
