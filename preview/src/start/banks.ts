import { listBanks as listBankCodes, readBank, readMapping } from '@branchlight/bank-files';
import { demoBankCode } from '@branchlight/warehouse';
import { readdirSync } from 'node:fs';
import path from 'node:path';

/** A bank that `npm start` can open. */
export interface KnownBank {
  code: string;
  title: string;
  /** Mapping of its files; undefined for the demo bank, which is made up */
  mappingFile?: string;
}

/** The demo bank and those of `bank/mappings/*.yml`, in the order of their codes. */
export function listBanks(root: string): KnownBank[] {
  const folder = path.join(root, 'bank', 'mappings');
  const mapped = readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => {
      const mappingFile = path.join(folder, name);
      const { mapping } = readMapping(mappingFile);
      return { code: mapping.bank, title: mapping.title ?? mapping.source, mappingFile };
    })
    .filter(opensBank);
  const demo = { code: demoBankCode, title: readBank(demoBankCode).name };
  return [demo, ...mapped].sort((left, right) => left.code.localeCompare(right.code));
}

/** Whether a start loads this mapping: not one that adds to the demo bank, nor the second one of a bank. */
function opensBank({ code, mappingFile }: { code: string; mappingFile: string }): boolean {
  if (code === demoBankCode) {
    return false;
  }
  const [first] = listBankCodes().includes(code) ? readBank(code).mappings : [];
  return first === undefined || first === path.basename(mappingFile, '.yml');
}

/** For people: which banks there are and how each is opened. */
export function describeBanks(banks: KnownBank[]): string {
  const lines = banks.map(({ code, title, mappingFile }) => {
    const data = mappingFile === undefined ? '' : ' --data PATH';
    return `  npm start -- --bank ${code}${data}\n      ${title}`;
  });
  return [
    'Branchlight opens these banks:',
    '',
    ...lines,
    '',
    'PATH is the folder with the files, or the one file. Once they are loaded, --bank alone opens them again.',
    '',
  ].join('\n');
}
