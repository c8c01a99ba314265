import { type APIRequestContext } from '@playwright/test';
import { type GrafanaOptions } from './grafana-options';

/** Headers that every request of this login carries: none where a session cookie does it. */
export function getLoginHeaders({ signIn }: GrafanaOptions, login: string): Record<string, string> {
  return signIn.kind === 'header' ? { [signIn.header]: login } : {};
}

/**
 * Makes what `request` sends from now on come from this login, and asks Grafana who it takes it for. With the auth proxy, `request` already
 * sends the headers of `getLoginHeaders`. Throws with the remedy.
 */
export async function signIn(request: APIRequestContext, options: GrafanaOptions, login: string): Promise<void> {
  if (options.signIn.kind === 'password') {
    const { file, passwords } = options.signIn;
    const password = passwords[login];
    if (password === undefined) {
      throw new Error(`GRAFANA_USERS_FILE=${file} has no "${login}". Remedy: add the login with its password.`);
    }
    const answer = await request.post(`${options.url}/login`, { data: { user: login, password } });
    if (!answer.ok()) {
      throw new Error(
        `Grafana at GRAFANA_URL does not sign "${login}" in (status ${answer.status()}). Remedy: make that user in Grafana ` +
          `with the password in GRAFANA_USERS_FILE=${file}.`
      );
    }
  }
  const user = await request.get(`${options.url}/api/user`);
  const answer: unknown = user.ok() ? await user.json() : undefined;
  const found = typeof answer === 'object' && answer !== null && 'login' in answer ? answer.login : undefined;
  if (found !== login) {
    throw new Error(
      `Grafana at GRAFANA_URL takes "${login}" for ${typeof found === 'string' ? `"${found}"` : `nobody (status ${user.status()})`}. ` +
        (options.signIn.kind === 'header'
          ? `Remedy: enable auth.proxy with header_name = ${options.signIn.header} and this machine on its whitelist.`
          : 'Remedy: check that nothing before Grafana drops its session cookie.')
    );
  }
}
