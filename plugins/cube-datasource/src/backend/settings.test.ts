import { type PluginContext } from '@branchlight/plugin-protocol';
import { verify } from 'jsonwebtoken';
import { readLogin, serviceLogin } from './identity';
import { readSettings } from './settings';
import { TokenIssuer } from './tokens';

const secret = 's'.repeat(32);

function contextOf(
  jsonData: unknown,
  secureJsonData: Record<string, string> = { cubeApiSecret: secret }
): PluginContext {
  return {
    orgId: 1,
    pluginId: 'p',
    pluginVersion: '1',
    grafanaConfig: {},
    datasource: { uid: 'u', name: 'n', url: '', updated: 0, jsonData, secureJsonData },
  };
}

describe('readSettings', () => {
  it.each([
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000'],
    [' https://cube.bank.example/bi/cubejs-api/v1/ ', 'https://cube.bank.example/bi'],
  ])('takes %p', (cubeApiUrl, url) => {
    expect(readSettings(contextOf({ cubeApiUrl }))).toEqual({ url, secret });
  });

  it("reads the address where options without a version may have it, the datasource's own URL", () => {
    const context = contextOf({});
    const moved = { ...context, datasource: { ...context.datasource, url: 'http://cube:4000' } } as PluginContext;
    expect(readSettings(moved).url).toBe('http://cube:4000');
    expect(readSettings(contextOf({ cubeApiUrl: 'http://h', version: 1 })).url).toBe('http://h');
  });

  it.each<[string, PluginContext, RegExp]>([
    ['a later version', contextOf({ cubeApiUrl: 'http://h', version: 2 }), /newer version of the plugin \(2\): update/],
    ['no URL', contextOf({}), /no Cube API URL: enter it/],
    ['no settings', contextOf(undefined), /no Cube API URL/],
    ['another protocol', contextOf({ cubeApiUrl: 'file:///etc/passwd' }), /not an address that begins with http/],
    ['no address', contextOf({ cubeApiUrl: '127.0.0.1:4000' }), /not an address/],
    ['a password', contextOf({ cubeApiUrl: 'http://a:hidden@h' }), /holds a user or a password/],
    ['no secret', contextOf({ cubeApiUrl: 'http://h' }, {}), /no Cube API secret: enter/],
  ])('refuses %s', (_name, context, message) => {
    expect(() => readSettings(context)).toThrow(message);
    expect(() => readSettings(context)).not.toThrow(/hidden/);
  });
});

describe('readLogin', () => {
  const context = contextOf({});
  const user = (login: string) => ({ ...context, user: { login, name: '', email: '', role: '' } });

  it('is the signed-in user, and the service where Grafana asks by itself', () => {
    expect(readLogin(user('hq.exec'))).toBe('hq.exec');
    expect(readLogin(user(''))).toBe(serviceLogin);
    expect(readLogin(user('  '))).toBe(serviceLogin);
    expect(readLogin(context)).toBe(serviceLogin);
  });
});

describe('TokenIssuer', () => {
  it('signs a token for one login that ends after five minutes, and keeps it for four', () => {
    let now = Date.now();
    const issuer = new TokenIssuer(secret, () => now);
    const token = issuer.issue('hq.exec');
    expect(verify(token, secret, { algorithms: ['HS256'] })).toEqual({
      sub: 'hq.exec',
      iss: 'branchlight-cube-datasource',
      iat: Math.floor(now / 1000),
      exp: Math.floor(now / 1000) + 300,
    });
    now += 239_000;
    expect(issuer.issue('hq.exec')).toBe(token);
    expect(issuer.issue('branch.B0101')).not.toBe(token);
    now += 2_000;
    expect(issuer.issue('hq.exec')).not.toBe(token);
  });
});
