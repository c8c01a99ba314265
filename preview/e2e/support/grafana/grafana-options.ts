import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** How the tests reach a real Grafana and sign in to it. */
export interface GrafanaOptions {
  /** Without a slash at the end; may have a path of its own, such as `https://bank.example/grafana`. */
  url: string;
  signIn:
    | { kind: 'password'; file: string; passwords: Record<string, string> }
    /** A header of Grafana's auth proxy that names the login. */
    | { kind: 'header'; header: string };
}

/** Logins and passwords, written by hand or by `npm run grafana:users`. */
const passwordsSchema = z.union([
  z
    .looseObject({ grafana: z.string(), users: z.record(z.string(), z.looseObject({ password: z.string().min(1) })) })
    .transform(({ users }) =>
      Object.fromEntries(Object.entries(users).map(([login, { password }]) => [login, password]))
    ),
  z.record(z.string(), z.string().min(1)),
]);
const help = 'docs/testing.md says how to run the browser tests against a real Grafana.';

/**
 * Reads GRAFANA_URL, GRAFANA_USERS_FILE and GRAFANA_AUTH_PROXY_HEADER; undefined without the first. Throws an Error that names the variable
 * and the remedy.
 */
export function readGrafanaOptions(env: NodeJS.ProcessEnv): GrafanaOptions | undefined {
  if (!env.GRAFANA_URL) {
    return undefined;
  }
  if (env.BRANCHLIGHT_URL) {
    throw new Error(`GRAFANA_URL and BRANCHLIGHT_URL are both set: unset the one that is not to be tested. ${help}`);
  }
  return { url: readUrl(env.GRAFANA_URL), signIn: readSignIn(env) };
}

function readUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error(`GRAFANA_URL=${value} is no address. Remedy: write it as http://localhost:3000. ${help}`);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function readSignIn({
  GRAFANA_USERS_FILE: file,
  GRAFANA_AUTH_PROXY_HEADER: header,
}: NodeJS.ProcessEnv): GrafanaOptions['signIn'] {
  if (header && !file) {
    return { kind: 'header', header };
  }
  if (!file || header) {
    throw new Error(
      'GRAFANA_URL needs either GRAFANA_USERS_FILE (a JSON file of logins and passwords) or GRAFANA_AUTH_PROXY_HEADER ' +
        `(the header in which Grafana's auth proxy names the login). ${help}`
    );
  }
  const passwords = passwordsSchema.safeParse(readJson(file));
  if (!passwords.success) {
    throw new Error(
      `GRAFANA_USERS_FILE=${file} is no JSON object of logins and passwords, such as {"hq.exec": "..."}. ${help}`
    );
  }
  return { kind: 'password', file, passwords: passwords.data };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`GRAFANA_USERS_FILE=${file} cannot be read: ${String(error)}. ${help}`, { cause: error });
  }
}
