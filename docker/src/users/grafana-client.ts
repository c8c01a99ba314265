import { describeError, UserError } from '@branchlight/runtime';
import { z } from 'zod';

export type OrgRole = 'Viewer' | 'Editor' | 'Admin';

const userSchema = z.object({
  id: z.number().int(),
  uid: z.string().min(1),
  login: z.string(),
  isGrafanaAdmin: z.boolean().default(false),
  isDisabled: z.boolean().default(false),
  /** Signed in through an identity provider: has no password here */
  isExternal: z.boolean().default(false),
});

/** A login of Grafana; `uid` stays the same when the login is renamed. */
export type GrafanaUser = z.infer<typeof userSchema>;

export interface NewUser {
  login: string;
  name: string;
  email: string;
  password: string;
}

const orgId = 1;
const timeoutMs = 15_000;
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** What is needed of Grafana's HTTP API, as its administrator: only basic authentication opens the API for users. */
export class GrafanaClient {
  private readonly base: string;
  private readonly authorization: string;

  /** @throws UserError for an address to which a password must not be sent */
  constructor(address: string, login: string, password: string) {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) {
      throw new UserError(`"${address}" is not an address of a Grafana, such as http://localhost:3000.`);
    }
    if (url.protocol === 'http:' && !loopback.includes(url.hostname)) {
      throw new UserError(
        `${url.origin} would get passwords in clear. Remedy: use https, or run this on that machine.`
      );
    }
    this.base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
    this.authorization = `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
  }

  /** Undefined where there is none; e-mail addresses are not looked at. */
  async findUser(login: string): Promise<GrafanaUser | undefined> {
    const { status, body } = await this.send('GET', `/api/users/lookup?loginOrEmail=${encodeURIComponent(login)}`);
    if (status === 404) {
      return undefined;
    }
    const user = this.expect(userSchema, status, body, `look up ${login}`);
    // Grafana ignores case here, and falls back to the e-mail address.
    return user.login === login ? user : undefined;
  }

  /** @throws UserError when the login or its e-mail address is taken (412), or Grafana refuses the password (400) */
  async createUser(user: NewUser): Promise<void> {
    const { status, body } = await this.send('POST', '/api/admin/users', { ...user, OrgId: orgId });
    this.expect(z.looseObject({ id: z.number() }), status, body, `make ${user.login}`);
  }

  async setPassword(user: GrafanaUser, password: string): Promise<void> {
    const { status, body } = await this.send('PUT', `/api/admin/users/${user.id}/password`, { password });
    this.expect(z.unknown(), status, body, `set the password of ${user.login}`);
  }

  /** Makes it the user's role in the first organisation, which the provisioning fills. */
  async setRole(user: GrafanaUser, role: OrgRole): Promise<void> {
    const { status, body } = await this.send('PATCH', `/api/orgs/${orgId}/users/${user.id}`, { role });
    this.expect(z.unknown(), status, body, `make ${user.login} ${role}`);
  }

  private async send(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
    let response: Response;
    try {
      response = await fetch(`${this.base}${path}`, {
        method,
        headers: { Authorization: this.authorization, 'Content-Type': 'application/json', Accept: 'application/json' },
        body: body && JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      // fetch says only that it failed; its cause says why.
      const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : error;
      throw new UserError(`Grafana at ${this.base} does not answer: ${describeError(cause)}`);
    }
    const text = await response.text();
    try {
      return { status: response.status, body: text ? JSON.parse(text) : undefined };
    } catch {
      throw new UserError(`${this.base}${path} gave no JSON (status ${response.status}): is it a Grafana?`);
    }
  }

  private expect<T>(schema: z.ZodType<T>, status: number, body: unknown, action: string): T {
    if (status === 401) {
      throw new UserError(
        "Grafana refuses its administrator's password. Remedy: GRAFANA_ADMIN_PASSWORD in .env counts only at Grafana's first start; " +
          'set it anew with `docker compose exec grafana grafana cli admin reset-admin-password`.'
      );
    }
    if (status === 403) {
      throw new UserError(`Grafana does not let this administrator ${action}. Remedy: use a server administrator.`);
    }
    if (status < 200 || status > 299) {
      throw new UserError(`Grafana could not ${action} (status ${status}): ${readMessage(body)}`);
    }
    const result = schema.safeParse(body);
    if (!result.success) {
      throw new UserError(`Grafana's answer to "${action}" is not as documented: ${z.prettifyError(result.error)}`);
    }
    return result.data;
  }
}

function readMessage(body: unknown): string {
  const result = z.object({ message: z.string() }).safeParse(body);
  return result.success ? result.data.message : 'it gave no reason';
}
