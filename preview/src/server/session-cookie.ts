import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const sessionSeconds = 12 * 60 * 60;
const sessionSchema = z.object({ login: z.string().min(1), expires: z.number() });

/** Cookies do not know ports: the name keeps two previews on one machine apart. */
function nameOf(port: number): string {
  return `branchlight_session_${port}`;
}

/** Value of a `Set-Cookie` header that binds the browser to a login until it closes, for twelve hours at most. */
export function makeSessionCookie(login: string, port: number, secret: string): string {
  const session = { login, expires: Math.floor(Date.now() / 1000) + sessionSeconds };
  const payload = Buffer.from(JSON.stringify(session)).toString('base64url');
  return `${nameOf(port)}=${payload}.${sign(payload, secret)}; Path=/; HttpOnly; SameSite=Strict`;
}

/** Login of a request's `Cookie` header; undefined without a session, or when it is forged or too old. */
export function readSessionCookie(header: string | undefined, port: number, secret: string): string | undefined {
  const prefix = `${nameOf(port)}=`;
  const cookie = header?.split(/;\s*/).find((part) => part.startsWith(prefix));
  const [payload, signature] = cookie?.slice(prefix.length).split('.') ?? [];
  if (!payload || !signature || !isSame(signature, sign(payload, secret))) {
    return undefined;
  }
  const session = sessionSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return session.expires > Date.now() / 1000 ? session.login : undefined;
}

function sign(payload: string, secret: string): string {
  return createHmac('sha256', secret).update(payload).digest('base64url');
}

function isSame(left: string, right: string): boolean {
  const [first, second] = [Buffer.from(left), Buffer.from(right)];
  return first.length === second.length && timingSafeEqual(first, second);
}
