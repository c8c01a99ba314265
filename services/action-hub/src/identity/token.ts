import jwt from 'jsonwebtoken';
import { z } from 'zod';

/** Header in which Grafana, and the preview in its place, says who asks. */
export const hubIdentityHeader = 'X-Grafana-Id';

const issuer = 'branchlight-preview';
const audience = 'branchlight-action-hub';
const validSeconds = 60;
const claimsSchema = z.object({ sub: z.string().min(1) });

/** A token that says for one minute that the login is the one who asks. Whoever holds the key can say so for anybody. */
export function signIdentity(login: string, key: string): string {
  return jwt.sign({}, key, { algorithm: 'HS256', subject: login, issuer, audience, expiresIn: validSeconds });
}

/** The login of a token; undefined when it is forged, too old, for somebody else or no token at all. */
export function verifyIdentity(token: string, key: string): string | undefined {
  try {
    const claims = jwt.verify(token, key, { algorithms: ['HS256'], issuer, audience, maxAge: `${validSeconds}s` });
    return claimsSchema.parse(claims).sub;
  } catch {
    return undefined;
  }
}
