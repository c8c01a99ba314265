import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeError, findRepositoryRoot, resolveSuitePaths, UserError } from '@branchlight/runtime';
import { cubeRole } from '@branchlight/warehouse';
import { readEnvFile } from '../env/env-file';
import { readCredentials, writeCredentials } from './credentials-file';
import { GrafanaClient } from './grafana-client';
import { syncUsers } from './sync-users';
import { type Choice, readViewers } from './viewers';

const usage = `npm run grafana:users -- [--all | --login LOGIN ...] [--adopt] [--url URL] [--env FILE] [--file FILE]

Makes logins in the Grafana of docker-compose.yml for people whom the warehouse binds to a unit (ops.viewer), each with a random password.
Without options: one of every role. Running it again changes nothing.
  --all          everybody in ops.viewer
  --login LOGIN  this one; may be given several times
  --adopt        gives logins that exist already and were not made by this a new password
  --url URL      Grafana's address; default http://localhost:3000
  --env FILE     secrets that npm run docker:env made; default .env
  --file FILE    where the passwords are kept; default .branchlight/grafana-users.json
The variable DATABASE_URL names another database than that of docker-compose.yml.
`;

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    options: {
      all: flag,
      login: { ...text, multiple: true },
      adopt: flag,
      url: text,
      env: text,
      file: text,
      help: { ...flag, short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  if (values.all && values.login) {
    throw new UserError(`--all and --login exclude each other.\n\n${usage}`);
  }
  const env = readEnvFile(path.resolve(values.env ?? path.join(findRepositoryRoot(), '.env')));
  const url = values.url ?? `http://localhost:${env.get('GRAFANA_PORT') || '3000'}`;
  const file = path.resolve(values.file ?? path.join(resolveSuitePaths().dir, 'grafana-users.json'));
  const client = new GrafanaClient(
    url,
    env.get('GRAFANA_ADMIN_USER') || 'branchlight-admin',
    need(env, 'GRAFANA_ADMIN_PASSWORD')
  );
  const credentials = readCredentials(file, url);
  const viewers = await readViewers(findDatabase(env), chooseViewers(values.all, values.login));
  if (viewers.length === 0) {
    throw new UserError('Nobody is bound to a unit in ops.viewer yet. Remedy: load a bank, or run npm run viewers.');
  }
  const { created, adopted, unchanged } = await syncUsers({
    client,
    viewers,
    credentials,
    save: () => writeCredentials(file, url, credentials),
    adopt: values.adopt ?? false,
  });
  process.stdout.write(
    `${created.length} logins made, ${adopted.length} adopted, ${unchanged.length} were there.\n` +
      `${[...created, ...adopted, ...unchanged].join(', ')}\nTheir passwords stand in ${file}, which only you can read.\n`
  );
}

function chooseViewers(all: boolean | undefined, logins: string[] | undefined): Choice {
  if (logins) {
    return { kind: 'logins', logins };
  }
  return { kind: all ? 'all' : 'samples' };
}

/** Reading is enough, so the role that may only read is used. */
function findDatabase(env: Map<string, string>): string {
  return (
    process.env.DATABASE_URL ||
    `postgres://${cubeRole}:${need(env, 'CUBE_DB_PASSWORD')}@127.0.0.1:${env.get('POSTGRES_PORT') || '54320'}/branchlight`
  );
}

function need(env: Map<string, string>, name: string): string {
  const value = env.get(name);
  if (!value) {
    throw new UserError(`${name} is missing in .env. Remedy: make it with npm run docker:env.`);
  }
  return value;
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
