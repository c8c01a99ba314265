import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readCredentials, writeCredentials } from './credentials-file';
import { GrafanaClient } from './grafana-client';
import { syncUsers } from './sync-users';
import { FakeGrafana } from './testing/fake-grafana';
import { type Viewer } from './viewers';

const exec: Viewer = { login: 'hq.exec', role: 'executive', unit: 'BANK', name: 'Executive' };
const analyst: Viewer = { login: 'hq.analyst', role: 'analyst', unit: 'BANK', name: 'Analyst' };
const branch: Viewer = { login: 'branch.B0101', role: 'branch_manager', unit: 'B0101', name: 'Branch' };
const everybody = [exec, analyst, branch];

let grafana: FakeGrafana;
let url: string;
let folder: string;
let file: string;
beforeEach(async () => {
  grafana = new FakeGrafana('boss', 'the-password-of-the-boss');
  url = await grafana.start();
  folder = mkdtempSync(path.join(tmpdir(), 'bl-users-'));
  file = path.join(folder, 'deep', 'users.json');
});
afterEach(async () => {
  await grafana.stop();
  rmSync(folder, { recursive: true });
});

async function sync(viewers: readonly Viewer[] = everybody, { adopt = false, password = grafana.password } = {}) {
  const credentials = readCredentials(file, url);
  return syncUsers({
    client: new GrafanaClient(url, grafana.login, password),
    viewers,
    credentials,
    save: () => writeCredentials(file, url, credentials),
    adopt,
  });
}

const known = (login: string) => readCredentials(file, url).get(login);

describe('logins that are not there', () => {
  it('are made with passwords of their own, a suitable role and no right to administer', async () => {
    await expect(sync()).resolves.toEqual({ created: everybody.map(({ login }) => login), adopted: [], unchanged: [] });
    expect(grafana.users.map(({ login, role, isGrafanaAdmin }) => ({ login, role, isGrafanaAdmin }))).toEqual([
      { login: 'hq.exec', role: 'Viewer', isGrafanaAdmin: false },
      { login: 'hq.analyst', role: 'Editor', isGrafanaAdmin: false },
      { login: 'branch.B0101', role: 'Viewer', isGrafanaAdmin: false },
    ]);
    const passwords = grafana.users.map(({ password }) => password);
    expect(new Set(passwords).size).toBe(3);
    expect(passwords.every((password) => password.length >= 32)).toBe(true);
  });

  it("are kept with their unit and Grafana's own id, readable by the owner only", async () => {
    await sync();
    expect(known('branch.B0101')).toEqual({
      uid: grafana.find('branch.B0101').uid,
      password: grafana.find('branch.B0101').password,
      unit: 'B0101',
      role: 'branch_manager',
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.dirname(file))).toEqual(['users.json']);
  });

  it('are made again after somebody deleted them', async () => {
    await sync([exec]);
    const before = known('hq.exec');
    grafana.users.length = 0;
    await expect(sync([exec])).resolves.toMatchObject({ created: ['hq.exec'] });
    expect(known('hq.exec')?.uid).not.toBe(before?.uid);
    expect(known('hq.exec')?.password).toBe(grafana.find('hq.exec').password);
  });
});

describe('a second run', () => {
  it('changes no password and puts a changed role right', async () => {
    await sync();
    const before = readFileSync(file, 'utf8');
    grafana.find('hq.exec').role = 'Admin';
    grafana.changes.length = 0;
    await expect(sync()).resolves.toMatchObject({
      created: [],
      adopted: [],
      unchanged: ['hq.exec', 'hq.analyst', 'branch.B0101'],
    });
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(grafana.find('hq.exec').role).toBe('Viewer');
    expect(grafana.changes.filter((change) => !change.startsWith('PATCH'))).toEqual([]);
  });
});

describe('a login that somebody else has', () => {
  it('is refused, and taken over only on request', async () => {
    grafana.add({ login: 'hq.exec', password: 'theirs' });
    await expect(sync()).rejects.toThrow(/hq.exec exists in Grafana and was not made by this program.*--adopt/);
    expect(grafana.find('hq.exec').password).toBe('theirs');
    await expect(sync([exec], { adopt: true })).resolves.toMatchObject({ adopted: ['hq.exec'] });
    expect(grafana.find('hq.exec').password).toBe(known('hq.exec')?.password);
  });

  it('is refused as well when another user was renamed to it after it was bound', async () => {
    await sync();
    grafana.find('hq.exec').login = 'gone';
    grafana.find('branch.B0101').login = 'hq.exec';
    await expect(sync([exec])).rejects.toThrow(/another user of Grafana than the one it was made for/);
  });

  it.each([
    ['administers Grafana', { isGrafanaAdmin: true }, /administers Grafana/],
    ['is disabled', { isDisabled: true }, /is disabled in Grafana/],
    ['signs in elsewhere', { isExternal: true }, /identity provider/],
  ])('is refused when it %s', async (_what, fields, reason) => {
    grafana.add({ login: 'hq.exec', ...fields });
    await expect(sync([exec], { adopt: true })).rejects.toThrow(reason);
    expect(known('hq.exec')).toBeUndefined();
  });

  it('is not taken for one that differs by case or has it as e-mail address', async () => {
    grafana.add({ login: 'other', email: 'hq.exec' });
    await expect(sync([exec])).resolves.toMatchObject({ created: ['hq.exec'] });
    grafana.add({ login: 'BRANCH.b0101' });
    // Grafana's own answer: logins differ by more than case.
    await expect(sync([branch])).rejects.toThrow(/could not make branch.B0101 \(status 412\).*already exists/);
  });
});

it('keeps what was made before a later login failed', async () => {
  grafana.add({ login: 'hq.analyst' });
  await expect(sync()).rejects.toThrow(/hq.analyst/);
  expect(known('hq.exec')?.password).toBe(grafana.find('hq.exec').password);
  await expect(sync([exec])).resolves.toMatchObject({ unchanged: ['hq.exec'] });
});

describe('a Grafana that cannot be used', () => {
  it('is explained: wrong password, no right, no Grafana, gone', async () => {
    const secret = 'a-wrong-password';
    const failure = sync([exec], { password: secret });
    await expect(failure).rejects.toThrow(/refuses its administrator's password.*Remedy/);
    await expect(failure).rejects.not.toThrow(secret);
    grafana.broken = { status: 403, text: '{"message":"Permission denied"}' };
    await expect(sync([exec])).rejects.toThrow(/does not let this administrator look up hq.exec/);
    grafana.broken = { status: 200, text: '<html>' };
    await expect(sync([exec])).rejects.toThrow(/gave no JSON \(status 200\)/);
    grafana.broken = { status: 200, text: '{}' };
    await expect(sync([exec])).rejects.toThrow(/not as documented/);
    grafana.broken = { status: 500, text: '{"message":"database is locked"}' };
    await expect(sync([exec])).rejects.toThrow(/status 500\): database is locked/);
    await grafana.stop();
    await expect(sync([exec])).rejects.toThrow(/Grafana at .* does not answer: \S/);
    expect(grafana.users).toEqual([]);
  });

  it.each(['http://grafana.example.com', 'ftp://localhost', 'not an address', 'http://a:b@localhost:3000'])(
    'gets no password: %s',
    (address) => {
      expect(() => new GrafanaClient(address, 'boss', 'secret-word')).toThrow(/clear|not an address/);
    }
  );
});

describe('the file of passwords', () => {
  it('is refused when others can read it, it is damaged, or of another Grafana', async () => {
    await sync([exec]);
    expect(() => readCredentials(file, 'http://localhost:9')).toThrow(/holds the logins of/);
    chmodSync(file, 0o640);
    expect(() => readCredentials(file, url)).toThrow(/chmod 600/);
    chmodSync(file, 0o600);
    writeFileSync(file, JSON.stringify({ grafana: url, users: { 'hq.exec': { uid: '', password: 'secret-word' } } }));
    expect(() => readCredentials(file, url)).toThrow(/damaged \(users.hq.exec.uid/);
    writeFileSync(file, '{');
    expect(() => readCredentials(file, url)).toThrow(/not JSON/);
    await expect(sync([exec])).rejects.toThrow(/not JSON/);
    expect(readFileSync(file, 'utf8')).toBe('{');
  });
});
