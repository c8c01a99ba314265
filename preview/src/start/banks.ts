import { readMapping } from '@branchlight/bank-files';
import { readdirSync } from 'node:fs';
import path from 'node:path';

/** A bank that `npm start` can open, because there is a mapping for its files. */
export interface KnownBank {
  code: string;
  title: string;
  mappingFile: string;
}

/** The banks of `bank/mappings/*.yml`, in the order of their codes. */
export function listBanks(root: string): KnownBank[] {
  const folder = path.join(root, 'bank', 'mappings');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => {
      const mappingFile = path.join(folder, name);
      const { mapping } = readMapping(mappingFile);
      return { code: mapping.bank, title: mapping.title ?? mapping.source, mappingFile };
    })
    .sort((left, right) => left.code.localeCompare(right.code));
}

/** For people: which banks there are and how each is opened. */
export function describeBanks(banks: KnownBank[]): string {
  const lines = banks.map(({ code, title }) => `  npm start -- --bank ${code} --data PATH\n      ${title}`);
  return [
    'Branchlight opens these banks, each from its own public files:',
    '',
    ...lines,
    '',
    'PATH is the folder with the files, or the one file. Afterwards `npm start` alone opens the last bank again.',
    'A made-up demo bank that needs no files comes later.',
    '',
  ].join('\n');
}
