import { readFileSync } from 'node:fs';
import { UserError, describeError } from '@branchlight/runtime';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** A person of the identity provider. */
export interface DirectoryPerson {
  /** Lower-case, as Grafana keeps logins. */
  login: string;
  name?: string;
  groups: string[];
}

const columns = ['login', 'name', 'groups'] as const;
const rowsSchema = z.array(
  z.object({
    record: z.object({ login: z.string(), name: z.string(), groups: z.string() }),
    info: z.object({ lines: z.number() }),
  })
);

/** Grafana asks in this name for alert rules: nobody may get there by choosing it as a login. */
const serviceLogin = 'grafana_scheduler';

/**
 * Reads the people that were exported from the identity provider: CSV in UTF-8 with the columns `login`, `name` and `groups` (several
 * groups with `;` between, or a line for each). Case does not count in logins.
 *
 * @returns the people by login
 * @throws UserError that names the file, the line and the remedy
 */
export function readDirectory(file: string): Map<string, DirectoryPerson> {
  const people = new Map<string, DirectoryPerson>();
  const problems: string[] = [];
  for (const { record, info } of readRows(file)) {
    const login = record.login.toLowerCase();
    if (login === '' || /[\s\p{Cc}]/u.test(login)) {
      problems.push(`line ${info.lines}: "${record.login}" is no login.`);
    } else if (login === serviceLogin) {
      problems.push(`line ${info.lines}: "${login}" is Grafana's own login for alert rules; no person may have it.`);
    } else {
      const known = people.get(login);
      const groups = record.groups
        .split(';')
        .map((group) => group.trim())
        .filter(Boolean);
      people.set(login, {
        login,
        name: known?.name ?? (record.name || undefined),
        groups: [...new Set([...(known?.groups ?? []), ...groups])],
      });
    }
  }
  if (problems.length > 0) {
    throw new UserError([`${file} cannot be used:`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
  }
  return people;
}

function readRows(file: string) {
  let header: string[] = [];
  try {
    const rows: unknown = parse(readFileSync(file), {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
      columns: (names: string[]) => (header = names.map((name) => name.toLowerCase())),
    });
    const missing = columns.filter((column) => !header.includes(column));
    if (missing.length > 0) {
      throw new UserError(
        `its first line has no ${missing.join(', ')}. It has to be login,name,groups with commas between`
      );
    }
    return rowsSchema.parse(rows);
  } catch (error) {
    throw new UserError(`${file} cannot be used: ${describeError(error)}.`);
  }
}
