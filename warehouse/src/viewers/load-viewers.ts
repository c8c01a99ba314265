import { readViewers } from '@branchlight/bank-files';
import { UserError } from '@branchlight/runtime';
import { type ClientBase } from 'pg';
import { applyViewers, type ApplyOptions, type ViewerChanges } from './apply-viewers';
import { readDirectory } from './read-directory';
import { resolveViewers, type Organisation, type UnitLevel } from './resolve-viewers';

export interface LoadViewersOptions extends ApplyOptions {
  /** A file such as bank/viewers.yml */
  file: string;
  /** The people of the identity provider; needed where the file has groups */
  directory?: string;
}

export interface LoadedViewers extends ViewerChanges {
  /** People of the directory that no rule fits. */
  unbound: number;
}

/**
 * Brings `ops.viewer` in step with a viewers file and the directory of the identity provider.
 *
 * @throws UserError or BankFileError that lists every problem; nothing is changed then
 */
export async function loadViewers(client: ClientBase, options: LoadViewersOptions): Promise<LoadedViewers> {
  const { viewers: file } = readViewers(options.file);
  if (file.groups.length > 0 && options.directory === undefined) {
    throw new UserError(
      `${options.file} binds groups, so it needs the people in them. Remedy: --directory people.csv with the columns login,name,groups.`
    );
  }
  const people = options.directory === undefined ? new Map() : readDirectory(options.directory);
  await checkBank(client, options.file, file.bank);
  const { viewers, problems, unbound } = resolveViewers(file, people, await readOrganisation(client));
  if (problems.length > 0) {
    const list = problems.map((problem) => `  ${problem}`).join('\n');
    throw new UserError(`${options.file} cannot be used; nothing was changed:\n${list}`);
  }
  return { ...(await applyViewers(client, viewers, options)), unbound };
}

async function checkBank(client: ClientBase, file: string, bank: string): Promise<void> {
  const { rows } = await client.query<{ code: string }>('SELECT bank_code AS code FROM ops.bank');
  const code = rows[0]?.code;
  if (code !== bank) {
    throw new UserError(
      code === undefined
        ? `The database of "${bank}" is empty. Remedy: load the bank's outlets first (npm run load), then its viewers.`
        : `${file} is for the bank "${bank}", but the database holds "${code}". Remedy: set DATABASE_URL to the right one.`
    );
  }
}

async function readOrganisation(client: ClientBase): Promise<Organisation> {
  const { rows } = await client.query<{ code: string; level: UnitLevel }>(
    'SELECT unit_code AS code, level FROM core.org_unit'
  );
  return new Map(rows.map(({ code, level }) => [code, level]));
}
