import { readdirSync } from 'node:fs';
import path from 'node:path';
import schema from '../../../bank/banks/bank.schema.json';
import { BankFileError } from './bank-file-error';
import { createSchemaCheck } from './check-schema';
import { suggestName } from './suggest-name';
import { parseYamlText, readYamlFile, type YamlFile } from './yaml-file';

/** A bank that the suite can open. */
export interface Bank {
  /** Value of `--bank` */
  code: string;
  name: string;
  /** ISO 4217 */
  currency: string;
  timeZone: string;
  /** Country of the working-day calendar; none: weekends alone are off */
  calendar: 'CZ' | 'ES' | 'US' | 'none';
  /** Names of the mappings that load its data */
  mappings: string[];
  /** Whether every unit gets a login to try with; false where the file says nothing */
  demoLogins: boolean;
}

interface BankFile extends Omit<Bank, 'timeZone' | 'demoLogins'> {
  time_zone: string;
  demo_logins?: boolean;
}

/** Folder with all that a bank edits without code. */
export const bankFolder = path.join(__dirname, '..', '..', '..', 'bank');

const check = createSchemaCheck<BankFile>(schema);

/** Codes of the banks that have a file, sorted. */
export function listBanks(folder = path.join(bankFolder, 'banks')): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => path.basename(name, '.yml'))
    .sort();
}

/**
 * Reads `bank/banks/CODE.yml`.
 *
 * @throws BankFileError when there is none (naming those there are) or it is not right
 */
export function readBank(code: string, folder = path.join(bankFolder, 'banks')): Bank {
  const known = listBanks(folder);
  const file = path.join(folder, `${code}.yml`);
  if (!known.includes(code)) {
    const message = `there is no bank "${code}".${suggestName(code, known)} Known: ${known.join(', ')}. Remedy: describe it in this file.`;
    throw new BankFileError(file, [parseYamlText(file, '{}').problemAt([], message)]);
  }
  return checkBank(readYamlFile(file));
}

/** Like {@link readBank}, for YAML that is already parsed. */
export function checkBank(yaml: YamlFile): Bank {
  const { time_zone: timeZone, demo_logins: demoLogins = false, ...bank } = check(yaml);
  const problems = [];
  if (bank.code !== path.basename(yaml.file, '.yml')) {
    problems.push(yaml.problemAt(['code'], `"${bank.code}" must be the file's name without .yml.`));
  }
  if (!isTimeZone(timeZone)) {
    problems.push(yaml.problemAt(['time_zone'], `"${timeZone}" is no IANA time zone such as Europe/Prague.`));
  }
  if (problems.length > 0) {
    throw new BankFileError(yaml.file, problems);
  }
  return { ...bank, timeZone, demoLogins };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined && name.includes('/');
  } catch {
    return false;
  }
}
