import jwt from 'jsonwebtoken';
import { apiSecret, signToken } from '../support/cube-process';
import { cube, database } from './scoped-bank';
import { byOutlet } from './views';

const issuer = 'branchlight-cube-datasource';

/** Who asks: tokens that are refused, viewers who are not known, not fit or gone. */
export function describeIdentities(): void {
  describe('who is not known gets nothing', () => {
    const [header = '', body = ''] = signToken('hq.exec').split('.');
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const seconds = Math.floor(Date.now() / 1000);
    const tokens: Array<[string, string | undefined]> = [
      ['no token', undefined],
      ['no JWT', 'hello'],
      ['a token without signature', `${header}.${body}.`],
      [
        'algorithm none',
        `${encode({ alg: 'none', typ: 'JWT' })}.${encode({ sub: 'hq.exec', iss: issuer, exp: seconds + 60 })}.`,
      ],
      ['another algorithm', jwt.sign({ sub: 'hq.exec' }, apiSecret, { algorithm: 'HS512', issuer, expiresIn: 60 })],
      [
        'another key',
        jwt.sign({ sub: 'hq.exec' }, 'another-secret-of-sufficient-length-0123456789', { issuer, expiresIn: 60 }),
      ],
      ['an expired token', jwt.sign({ sub: 'hq.exec', exp: seconds - 60 }, apiSecret, { issuer })],
      ['a token that never expires', jwt.sign({ sub: 'hq.exec' }, apiSecret, { issuer })],
      ['a token for a year', jwt.sign({ sub: 'hq.exec' }, apiSecret, { issuer, expiresIn: '1y' })],
      ['another issuer', jwt.sign({ sub: 'hq.exec' }, apiSecret, { issuer: 'somebody', expiresIn: 60 })],
      ['no issuer', jwt.sign({ sub: 'hq.exec' }, apiSecret, { expiresIn: 60 })],
      ['no login', jwt.sign({}, apiSecret, { issuer, expiresIn: 60 })],
      ['an unknown login', signToken('nobody')],
      ['a login with SQL', signToken(`' OR true --`)],
      [
        'claims of scope instead of a login',
        jwt.sign({ group: 'hq', role: 'executive' }, apiSecret, { issuer, expiresIn: 60 }),
      ],
      [
        'an unknown login with claims',
        jwt.sign({ sub: 'x', u: { group: 'hq' }, groups: ['hq'] }, apiSecret, { issuer, expiresIn: 60 }),
      ],
    ];

    test.each(tokens)('%s', async (_name, token) => {
      for (const route of [
        '/cubejs-api/v1/meta',
        '/branchlight/v1/viewer',
        '/cubejs-api/v1/load?query={"measures":["outlets.outlets"]}',
      ]) {
        const answer = await cube.send({ token }, route);
        expect(answer.status).toBe(403);
        expect(answer.rows).toEqual([]);
      }
      expect((await cube.load({ token }, byOutlet('deposits'))).status).toBe(403);
    });

    test('claims in the token do not widen the scope of a known login', async () => {
      const token = jwt.sign(
        {
          sub: 'branch.B0101',
          group: 'hq',
          groups: ['hq'],
          role: 'executive',
          outletCode: 'B0203',
          u: { group: 'hq' },
        },
        apiSecret,
        { issuer, expiresIn: 60 }
      );
      const answer = await cube.load({ token }, byOutlet('deposits'));
      expect(answer.rows.map((row) => row.outlet_code)).toEqual(['B0101']);
    });

    test('a token for another scope than the present one is refused, so that no answer is shared by it', async () => {
      const sign = (scopeKey: string) =>
        jwt.sign({ sub: 'branch.B0101', scope_key: scopeKey }, apiSecret, { issuer, expiresIn: 60 });
      for (const scopeKey of ['branch:B0102+personal', 'branch:B0101', 'hq', '']) {
        expect(await cube.load({ token: sign(scopeKey) }, byOutlet('deposits'))).toMatchObject({
          status: 409,
          rows: [],
        });
        expect((await cube.send({ token: sign(scopeKey) }, '/cubejs-api/v1/meta')).status).toBe(409);
      }
      expect((await cube.load({ token: sign('branch:B0101+personal') }, byOutlet('deposits'))).status).toBe(200);
    });

    test('a role that does not fit its unit has no scope', async () => {
      const answer = await cube.load('odd.manager', byOutlet('deposits'));
      expect(answer).toMatchObject({ status: 403, rows: [] });
      expect(answer.error).toMatch(/does not fit/);
    });

    test('a viewer who is removed is out with the next request', async () => {
      await database.client.query(`INSERT INTO ops.viewer VALUES ('leaver', 'executive', 'HQ', 'Leaver')`);
      expect((await cube.load('leaver', byOutlet('outlets'))).status).toBe(200);
      await database.client.query(`DELETE FROM ops.viewer WHERE login = 'leaver'`);
      expect((await cube.load('leaver', byOutlet('outlets'))).status).toBe(403);
    });
  });
}
