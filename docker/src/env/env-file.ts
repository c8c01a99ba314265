import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describeError, UserError } from '@branchlight/runtime';
import { demoBankCode } from '@branchlight/warehouse';

/** What the containers keep from one another and from the world. Each is made at random; none has a default. */
export const secretNames = [
  'POSTGRES_PASSWORD',
  'CUBE_DB_PASSWORD',
  'CUBEJS_API_SECRET',
  'HUB_IDENTITY_KEY',
  'HUB_INGEST_TOKEN',
  'GRAFANA_ADMIN_PASSWORD',
  'GRAFANA_SECRET_KEY',
] as const;

export interface EnvChoice {
  /** Code of the bank in `bank/mappings` */
  bank: string;
  /** Its files: a folder or one file; the demo bank has none */
  data?: string;
}

/**
 * Writes the `.env` of docker-compose.yml, readable by its owner only. It appears whole or not at all.
 *
 * @throws UserError when the bank's files are not there, the place cannot be written or, first of all, an `.env` exists: its secrets
 * open data that would be lost with them
 */
export function createEnvFile(file: string, { bank, data }: EnvChoice): void {
  refuseExisting(file);
  if (!/^[a-z0-9-]+$/.test(bank)) {
    throw new UserError(`"${bank}" is no code of a bank. Remedy: take demo, or one of bank/mappings such as pkdd99.`);
  }
  if (data === undefined && bank !== demoBankCode) {
    throw new UserError(`The bank ${bank} is loaded from files. Remedy: name them with --data PATH.`);
  }
  const source = data === undefined ? '' : path.resolve(data);
  if (source && !existsSync(source)) {
    throw new UserError(`There is nothing at ${source}. Remedy: name the bank's files with --data PATH.`);
  }
  if (/['\n\r]/.test(source)) {
    throw new UserError(`${source} holds a quote or a line break, which .env cannot keep. Remedy: rename the folder.`);
  }
  const lines = [
    '# Made by `npm run docker:env`. Keep it: Postgres and Grafana open only with these. Never commit it.',
    ...secretNames.map((name) => `${name}=${randomBytes(32).toString('base64url')}`),
    `BRANCHLIGHT_BANK=${bank}`,
    `BRANCHLIGHT_DATA='${source}'`,
    '',
  ];
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(draft, lines.join('\n'), { mode: 0o600, flag: 'wx' });
    // A link never replaces a file that came in between.
    linkSync(draft, file);
  } catch (error) {
    refuseExisting(file);
    throw new UserError(`${file} cannot be written: ${describeError(error)}`);
  } finally {
    rmSync(draft, { force: true });
  }
}

function refuseExisting(file: string): void {
  if (existsSync(file)) {
    throw new UserError(
      `${file} exists and was left as it is: its secrets open the data that is there. Remedy: edit it; or, to begin anew without ` +
        'the data, run `docker compose down --volumes`, delete the file and start again.'
    );
  }
}

/**
 * The values of an env file as far as this project writes it: `NAME=value` and `NAME='value'` lines.
 *
 * @throws UserError when it is missing, or others may read it
 */
export function readEnvFile(file: string): Map<string, string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UserError(`${file} cannot be read. Remedy: make it with \`npm run docker:env\`.`);
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new UserError(`${file} holds secrets and can be read by others. Remedy: chmod 600 ${file}`);
  }
  const lines = text.split(/\r?\n/).flatMap((line) => {
    const [, name, quoted, plain] = /^\s*([A-Z][A-Z0-9_]*)=(?:'([^']*)'|(.*?))\s*$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, quoted ?? plain ?? ''] as const];
  });
  return new Map(lines);
}
