import { randomBytes } from 'node:crypto';
import { UserError } from '@branchlight/runtime';
import { type Credentials } from './credentials-file';
import { type GrafanaClient, type GrafanaUser, type OrgRole } from './grafana-client';
import { type Viewer } from './viewers';

export interface SyncOptions {
  client: GrafanaClient;
  viewers: readonly Viewer[];
  /** Logins made before; changed in place */
  credentials: Credentials;
  /** Called after every login, so that no password is lost when a later one fails */
  save: () => void;
  /** Gives logins that somebody else made a new password, instead of refusing them */
  adopt: boolean;
}

export interface SyncResult {
  created: string[];
  adopted: string[];
  unchanged: string[];
}

/**
 * Makes every viewer a login of the same name in Grafana, with a role that suits them. Running it again changes nothing.
 *
 * A login that exists is taken for the viewer only if this program made it, by Grafana's own id of the user: a login alone proves nothing,
 * since another user may have been given that name.
 *
 * @throws UserError that names the login and the remedy; what was done before stays done and is saved
 */
export async function syncUsers(options: SyncOptions): Promise<SyncResult> {
  const result: SyncResult = { created: [], adopted: [], unchanged: [] };
  for (const viewer of options.viewers) {
    result[await syncUser(viewer, options)].push(viewer.login);
  }
  return result;
}

async function syncUser(viewer: Viewer, options: SyncOptions): Promise<keyof SyncResult> {
  const { client, credentials, save, adopt } = options;
  const { login } = viewer;
  const known = credentials.get(login);
  let user = await client.findUser(login);
  let outcome: keyof SyncResult = 'unchanged';
  let password = known?.password ?? '';

  if (!user) {
    password = makePassword();
    await client.createUser({ login, name: viewer.name, email: `${login}@branchlight.invalid`, password });
    user = await client.findUser(login);
    if (!user) {
      throw new UserError(
        `Grafana made ${login} and does not find it again. Remedy: look for it under Administration, Users.`
      );
    }
    outcome = 'created';
  } else if (known?.uid !== user.uid) {
    refuseForeign(user, known !== undefined, adopt);
    password = makePassword();
    await client.setPassword(user, password);
    outcome = 'adopted';
  }
  if (user.isGrafanaAdmin) {
    throw new UserError(`${login} administers Grafana and may rename anybody. Remedy: take that right away first.`);
  }
  if (user.isDisabled) {
    throw new UserError(`${login} is disabled in Grafana. Remedy: enable it there, or remove it from ops.viewer.`);
  }
  credentials.set(login, { uid: user.uid, password, unit: viewer.unit, role: viewer.role });
  save();
  await client.setRole(user, suitableRole(viewer));
  return outcome;
}

function refuseForeign(user: GrafanaUser, wasBound: boolean, adopt: boolean): void {
  if (user.isExternal) {
    throw new UserError(`${user.login} signs in through an identity provider and needs no password from here.`);
  }
  if (!adopt) {
    throw new UserError(
      wasBound
        ? `${user.login} is another user of Grafana than the one it was made for. Remedy: find out who renamed or replaced it; then --adopt.`
        : `${user.login} exists in Grafana and was not made by this program. Remedy: see whose it is; --adopt gives it a new password.`
    );
  }
}

/** Analysts build dashboards; everybody else reads them. What they see is decided by the semantic layer, not by this role. */
function suitableRole({ role }: Viewer): OrgRole {
  return role === 'analyst' ? 'Editor' : 'Viewer';
}

/** Random, and of all the kinds of characters that Grafana's strong password policy asks for. */
function makePassword(): string {
  return `${randomBytes(24).toString('base64url')}-aA1`;
}
