import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readGrafanaOptions } from './grafana-options';

const folder = mkdtempSync(path.join(tmpdir(), 'branchlight-users-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('options of the tests in a real Grafana', () => {
  it('are none without GRAFANA_URL', () => {
    expect(readGrafanaOptions({})).toBeUndefined();
    expect(readGrafanaOptions({ GRAFANA_URL: '', BRANCHLIGHT_URL: 'http://localhost:3000' })).toBeUndefined();
  });

  it('keep a path below which Grafana is served', () => {
    const options = readGrafanaOptions({
      GRAFANA_URL: 'https://bank.example/grafana/',
      GRAFANA_AUTH_PROXY_HEADER: 'X-USER',
    });
    expect(options).toEqual({ url: 'https://bank.example/grafana', signIn: { kind: 'header', header: 'X-USER' } });
  });

  it('read logins and passwords', () => {
    const file = write('users.json', '{"hq.exec": "secret"}');
    const options = readGrafanaOptions({ GRAFANA_URL: 'http://localhost:3000', GRAFANA_USERS_FILE: file });
    expect(options?.signIn).toEqual({ kind: 'password', file, passwords: { 'hq.exec': 'secret' } });
  });

  it('take the file of npm run grafana:users', () => {
    const made = {
      grafana: 'http://localhost:3000',
      users: { 'hq.exec': { uid: 'u1', password: 'word', unit: 'BANK' } },
    };
    const file = write('made.json', JSON.stringify(made));
    expect(readGrafanaOptions({ GRAFANA_URL: 'http://localhost:3000', GRAFANA_USERS_FILE: file })).toMatchObject({
      signIn: { kind: 'password', passwords: { 'hq.exec': 'word' } },
    });
  });

  it.each([
    [{ GRAFANA_URL: 'localhost' }, /GRAFANA_URL=localhost is no address/],
    [{ GRAFANA_URL: 'http://g', BRANCHLIGHT_URL: 'http://b' }, /GRAFANA_URL and BRANCHLIGHT_URL are both set/],
    [{ GRAFANA_URL: 'http://g' }, /either GRAFANA_USERS_FILE .* or GRAFANA_AUTH_PROXY_HEADER/],
    [{ GRAFANA_URL: 'http://g', GRAFANA_USERS_FILE: '/no/such' }, /GRAFANA_USERS_FILE=\/no\/such cannot be read/],
    [
      { GRAFANA_URL: 'http://g', GRAFANA_USERS_FILE: '/x', GRAFANA_AUTH_PROXY_HEADER: 'X' },
      /either GRAFANA_USERS_FILE .* or GRAFANA_AUTH_PROXY_HEADER/,
    ],
  ])('name what is wrong in %o', (env, message) => {
    expect(() => readGrafanaOptions(env)).toThrow(message);
  });

  it('say what the file has to hold', () => {
    const file = write('list.json', '["hq.exec"]');
    expect(() => readGrafanaOptions({ GRAFANA_URL: 'http://g', GRAFANA_USERS_FILE: file })).toThrow(
      /no JSON object of logins and passwords/
    );
  });
});
