import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const nameForm = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** Path of the mapping with this name (`pkdd99` for `pkdd99.yml`) in the folder; undefined when there is none. */
export function findMapping(folder: string, name: string): string | undefined {
  const file = path.join(folder, `${name}.yml`);
  return nameForm.test(name) && existsSync(file) ? file : undefined;
}

/** Names of the folder's mappings, sorted. */
export function listMappings(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => path.basename(name, '.yml'))
    .filter((name) => nameForm.test(name))
    .sort();
}
