import { sign } from 'jsonwebtoken';

const issuer = 'branchlight-cube-datasource';
const lifetimeMs = 5 * 60_000;
/** A token is not used in its last minute: clocks differ, and queries take time. */
const reserveMs = 60_000;
const keptAtMost = 2_000;

/** Short-lived tokens that name the viewer to Cube; one token serves a viewer for four minutes. */
export class TokenIssuer {
  private readonly tokens = new Map<string, { token: string; until: number }>();

  constructor(
    private readonly secret: string,
    private readonly now: () => number = Date.now
  ) {}

  /**
   * A token for a login, HS256, valid for one to five minutes.
   *
   * @param scopeKey - what the login is thought to see: Cube refuses the token where that is not so any more
   */
  issue(login: string, scopeKey?: string): string {
    const now = this.now();
    const key = JSON.stringify([login, scopeKey]);
    const kept = this.tokens.get(key);
    if (kept && kept.until > now) {
      return kept.token;
    }
    const issuedAt = Math.floor(now / 1000);
    const claims = {
      sub: login,
      iss: issuer,
      iat: issuedAt,
      exp: issuedAt + lifetimeMs / 1000,
      ...(scopeKey !== undefined && { scope_key: scopeKey }),
    };
    const token = sign(claims, this.secret, { algorithm: 'HS256' });
    if (this.tokens.size >= keptAtMost) {
      this.tokens.clear();
    }
    this.tokens.set(key, { token, until: now + lifetimeMs - reserveMs });
    return token;
  }
}
