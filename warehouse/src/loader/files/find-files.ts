import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { UserError, describeError } from '@branchlight/runtime';
import { type CompiledFile, type CompiledMapping } from '../mapping/compiled';

/** A file to load and what the mapping says of it. */
export interface FoundFile {
  path: string;
  /** Name without folder */
  name: string;
  file: CompiledFile;
  /** How it is written; by default JSON where the name says so, and delimited text elsewhere */
  input?: 'delimited' | 'json';
  /** Of JSON in one object: the names that lead to the rows, such as `data.items`; by default `rows` */
  rows?: string;
  /** Where it is not the one that the mapping says */
  encoding?: string;
}

/** Whether the file holds JSON; its content may be an array or an object per line. */
export function isJson({ input, name }: FoundFile): boolean {
  return input === undefined ? /\.(json|jsonl|ndjson)(\.gz)?$/i.test(name) : input === 'json';
}

export interface FoundFiles {
  /** In load order; several files of one kind by name */
  found: FoundFile[];
  /** Kinds of files of the mapping that are not there */
  missing: CompiledFile[];
  /** Names in the folder that the mapping does not know */
  left: string[];
}

/**
 * Finds the mapping's files.
 *
 * @param data - a folder, or one file; a single file of a mapping with one kind of file may have any name
 * @throws UserError when there is no such folder, none of its files fits, or one fits twice
 */
export async function findFiles(mapping: CompiledMapping, data: string): Promise<FoundFiles> {
  const { folder, names, isSingle } = await list(data);
  const only = mapping.files.length === 1 ? mapping.files[0] : undefined;
  const fits = new Map(names.map((name) => [name, findKinds(mapping, name)]));
  const single = names[0];
  if (isSingle && only && single !== undefined) {
    fits.set(single, [only]);
  }
  for (const [name, kinds] of fits) {
    if (kinds.length > 1) {
      throw new UserError(
        `${name} fits the patterns of ${kinds.map((kind) => `"${kind.name}"`).join(' and ')}. Remedy: make the mapping's patterns narrower.`
      );
    }
  }
  const found = mapping.files.flatMap((file) =>
    names
      .filter((name) => fits.get(name)?.[0] === file)
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      .map((name) => ({ path: path.join(folder, name), name, file }))
  );
  if (found.length === 0) {
    const patterns = mapping.files.flatMap((file) => file.patterns).join(', ');
    const has = names.length > 0 ? `It has ${names.slice(0, 20).join(', ')}.` : 'It is empty.';
    throw new UserError(
      `${data} has no file of the mapping "${mapping.source}" (${patterns}, each also with .gz). ${has} Remedy: name the folder that holds them with --data.`
    );
  }
  return {
    found,
    missing: mapping.files.filter((file) => !found.some((each) => each.file === file)),
    left: names.filter((name) => fits.get(name)?.length === 0),
  };
}

async function list(data: string): Promise<{ folder: string; names: string[]; isSingle: boolean }> {
  try {
    if (!(await stat(data)).isDirectory()) {
      return { folder: path.dirname(data), names: [path.basename(data)], isSingle: true };
    }
    const entries = await readdir(data, { withFileTypes: true });
    const names = entries
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
    return { folder: data, names, isSingle: false };
  } catch (error) {
    throw new UserError(
      `${data} cannot be read: ${describeError(error)}. Remedy: give the folder with the files as --data.`
    );
  }
}

function findKinds(mapping: CompiledMapping, name: string): CompiledFile[] {
  return mapping.files.filter(({ patterns }) => patterns.some((pattern) => matchesPattern(pattern, name)));
}

/** Whether a file name fits a pattern with the wildcards * and ?, as it is or with .gz after it; case does not matter. */
export function matchesPattern(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}(\\.gz)?$`, 'iu').test(name);
}
