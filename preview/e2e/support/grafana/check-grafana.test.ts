import { findRepositoryRoot } from '@branchlight/runtime';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { checkGrafana } from './check-grafana';
import { type GrafanaOptions } from './grafana-options';
import { GrafanaStandIn } from './testing/grafana-stand-in';

const grafana = new GrafanaStandIn();
let url = '';

beforeAll(async () => {
  url = await grafana.start();
});
afterEach(() => {
  Object.keys(grafana.answers).forEach((address) => delete grafana.answers[address]);
});
afterAll(() => grafana.stop());

const byHeader = (): GrafanaOptions => ({ url, signIn: { kind: 'header', header: 'X-WEBAUTH-USER' } });
const byPassword = (passwords: Record<string, string>): GrafanaOptions => ({
  url,
  signIn: { kind: 'password', file: 'users.json', passwords },
});
const check = (options = byHeader()) => checkGrafana(options, 'hq.exec');

describe('the check of a Grafana before the browser tests', () => {
  it('passes with what the tests need, by either way to sign in', async () => {
    await check();
    await check(byPassword({ 'hq.exec': 'secret-1' }));
  });

  it('takes a version that an administrator hides', async () => {
    grafana.answers['/api/health'] = { json: { database: 'ok' } };
    await check();
  });

  it.each([
    ['something else', '/api/health', { html: '<h1>A shop</h1>' }, /GRAFANA_URL=http.* is no Grafana.*Remedy/],
    ['the preview', '/api/health', { json: { database: 'ok', cube: 'ok' } }, /is the preview.*BRANCHLIGHT_URL/],
    ['a Grafana without its database', '/api/health', { status: 503, json: { database: 'failing' } }, /"failing"/],
    ['Grafana 12', '/api/health', { json: { database: 'ok', version: '12.4.1' } }, /version 12\.4\.1.*13 or newer/],
    ['Grafana 9', '/api/health', { json: { database: 'ok', version: '9.5.21' } }, /version 9\.5\.21/],
    [
      'a Grafana without a plugin',
      '/api/plugins/branchlight-scorecard-panel/settings',
      { status: 404, json: { message: 'Plugin not found' } },
      /branchlight-scorecard-panel is not loaded.*GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS/,
    ],
    [
      'a Grafana in which the app is off',
      '/api/plugins/branchlight-command-app/settings',
      { json: { enabled: false } },
      /branchlight-command-app is not enabled/,
    ],
    [
      'a Grafana without the data source',
      '/api/datasources/uid/branchlight-cube/health',
      { status: 404, json: { message: 'Data source not found' } },
      /no data source with the uid branchlight-cube/,
    ],
    [
      'a data source that is not well',
      '/api/datasources/uid/branchlight-cube/health',
      { status: 400, json: { status: 'ERROR', message: 'Cube does not answer' } },
      /not well: Cube does not answer.*Remedy/,
    ],
    [
      'another bank',
      '/api/datasources/uid/branchlight-cube/resources/viewer',
      { json: { bank: { code: 'pkdd99', today: '1998-12-31' } } },
      /pkdd99 as of 1998-12-31.*fixtures\/pkdd99/,
    ],
    [
      'a bank without the viewer',
      '/api/datasources/uid/branchlight-cube/resources/viewer',
      { status: 403, json: { message: 'hq.exec is no viewer' } },
      /hq\.exec is no viewer/,
    ],
  ])('stops at %s', async (_what, address, answer, message) => {
    grafana.answers[address] = answer;
    await expect(check()).rejects.toThrow(message);
  });

  it('stops where nobody answers', async () => {
    await expect(checkGrafana({ ...byHeader(), url: 'http://127.0.0.1:9' }, 'hq.exec')).rejects.toThrow(
      /GRAFANA_URL=http:\/\/127\.0\.0\.1:9: nobody answers/
    );
  });

  it('names the file and the login when somebody cannot sign in', async () => {
    await expect(check(byPassword({}))).rejects.toThrow(/GRAFANA_USERS_FILE=users\.json has no "hq\.exec"/);
    await expect(check(byPassword({ 'hq.exec': 'wrong' }))).rejects.toThrow(
      /does not sign "hq\.exec" in \(status 401\)/
    );
  });

  it("says so when Grafana does not listen to the auth proxy's header", async () => {
    await expect(check({ url, signIn: { kind: 'header', header: 'X-OTHER' } })).rejects.toThrow(
      /takes "hq\.exec" for nobody.*header_name = X-OTHER/
    );
  });
});

it('a run against something that is no Grafana stops before the first test and names the variable', async () => {
  grafana.answers['/api/health'] = { html: '<h1>A shop</h1>' };
  const root = findRepositoryRoot();
  const child = spawn(
    process.execPath,
    [path.join(root, 'node_modules/@playwright/test/cli.js'), 'test', 'command-center'],
    {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        GRAFANA_URL: url,
        GRAFANA_AUTH_PROXY_HEADER: 'X-WEBAUTH-USER',
      },
    }
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(output).toContain(`GRAFANA_URL=${url} is no Grafana`);
  expect(output).not.toMatch(/\d+ passed/);
  expect(code).toBe(1);
});
