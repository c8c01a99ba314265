import jwt from 'jsonwebtoken';
import { signIdentity, verifyIdentity } from './token';

const key = 'k'.repeat(32);
const claims = {
  algorithm: 'HS256',
  subject: 'hq.exec',
  issuer: 'branchlight-preview',
  audience: 'branchlight-action-hub',
} as const;

describe('identity token', () => {
  it('gives back the login it was signed for', () => {
    expect(verifyIdentity(signIdentity('branch.B0001', key), key)).toBe('branch.B0001');
  });

  it.each([
    ['another key', jwt.sign({}, 'x'.repeat(32), { ...claims, expiresIn: 60 })],
    ['no signature', jwt.sign({}, '', { ...claims, algorithm: 'none', expiresIn: 60 })],
    ['another algorithm', jwt.sign({}, key, { ...claims, algorithm: 'HS512', expiresIn: 60 })],
    ['another audience', jwt.sign({}, key, { ...claims, audience: 'cube', expiresIn: 60 })],
    ['another issuer', jwt.sign({}, key, { ...claims, issuer: 'somebody', expiresIn: 60 })],
    ['an end that has passed', jwt.sign({}, key, { ...claims, expiresIn: -1 })],
    [
      'an age above a minute',
      jwt.sign({ iat: Math.floor(Date.now() / 1000) - 90 }, key, { ...claims, expiresIn: 600 }),
    ],
    ['no subject', jwt.sign({}, key, { algorithm: 'HS256', issuer: claims.issuer, audience: claims.audience })],
    ['no token', 'hq.exec'],
  ])('refuses a token with %s', (_what, token) => {
    expect(verifyIdentity(token, key)).toBeUndefined();
  });
});
