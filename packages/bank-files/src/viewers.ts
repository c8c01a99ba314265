import path from 'node:path';
import schema from '../../../bank/viewers.schema.json';
import { bankFolder } from './bank';
import { BankFileError, type BankFileProblem } from './bank-file-error';
import { createSchemaCheck } from './check-schema';
import { readYamlFile, type YamlFile } from './yaml-file';

export type ViewerRole = 'executive' | 'analyst' | 'region_manager' | 'branch_manager' | 'staff';

/** What a viewer may see. */
export interface ViewerBinding {
  role: ViewerRole;
  /** Code of a unit; none for the roles of the bank as a whole */
  unit?: string;
  /** Names, phone numbers and e-mail addresses of the unit's customers; by default as the role has it */
  personal_data?: boolean;
}

/** One person, bound by name. */
export interface DeclaredViewer extends ViewerBinding {
  login: string;
  name?: string;
}

/** Everybody of a group of the identity provider. */
export interface ViewerGroup extends ViewerBinding {
  /** The group's name, with `{unit}` for the unit's code where `unit` is not set */
  group: string;
}

export interface ViewersFile {
  bank: string;
  viewers: DeclaredViewer[];
  groups: ViewerGroup[];
}

interface StoredViewers extends Omit<ViewersFile, 'viewers' | 'groups'> {
  viewers?: DeclaredViewer[];
  groups?: ViewerGroup[];
}

/** In names of groups it stands for the code of a unit. */
export const unitPlaceholder = '{unit}';

const check = createSchemaCheck<StoredViewers>(schema);

/** Where the file is by default. */
export const viewersFile = path.join(bankFolder, 'viewers.yml');

/** Whether a role sees the bank as a whole and so needs no unit. */
export function seesWholeBank(role: ViewerRole): boolean {
  return role === 'executive' || role === 'analyst';
}

/**
 * Reads a file such as `bank/viewers.yml`.
 *
 * @returns the file with its problems' places, for checks that need the database
 * @throws BankFileError that lists every problem with its line
 */
export function readViewers(file = viewersFile): { viewers: ViewersFile; yaml: YamlFile } {
  const yaml = readYamlFile(file);
  return { viewers: checkViewers(yaml), yaml };
}

/** Like {@link readViewers}, for YAML that is already parsed. */
export function checkViewers(yaml: YamlFile): ViewersFile {
  const { bank, viewers = [], groups = [] } = check(yaml);
  const problems: BankFileProblem[] = [];
  viewers.forEach((viewer, index) => {
    const same = viewers.findIndex(({ login }) => login.toLowerCase() === viewer.login.toLowerCase());
    if (same < index) {
      problems.push(
        yaml.problemAt(
          ['viewers', index, 'login'],
          `"${viewer.login}" is there twice; upper and lower case do not count.`
        )
      );
    }
    if (/[\s\p{Cc}]/u.test(viewer.login)) {
      problems.push(yaml.problemAt(['viewers', index, 'login'], `"${viewer.login}" has a space; a login has none.`));
    }
    problems.push(...checkUnit(yaml, ['viewers', index], viewer, false));
  });
  groups.forEach((group, index) => {
    const parts = group.group.split(unitPlaceholder).length - 1;
    if (parts > 1) {
      problems.push(yaml.problemAt(['groups', index, 'group'], `${unitPlaceholder} may be there once.`));
    }
    problems.push(...checkUnit(yaml, ['groups', index], group, parts > 0));
  });
  if (problems.length > 0) {
    throw new BankFileError(yaml.file, problems);
  }
  return { bank, viewers, groups };
}

function checkUnit(
  yaml: YamlFile,
  place: Array<string | number>,
  { role, unit }: ViewerBinding,
  hasPlaceholder: boolean
): BankFileProblem[] {
  if (seesWholeBank(role) && (unit !== undefined || hasPlaceholder)) {
    return [yaml.problemAt(place, `${role} sees the whole bank: leave the unit out.`)];
  }
  if (!seesWholeBank(role) && (unit !== undefined) === hasPlaceholder) {
    return [
      yaml.problemAt(
        place,
        place[0] === 'groups'
          ? `${role} needs either unit, or ${unitPlaceholder} in the group's name.`
          : `${role} needs a unit: add unit with the code of a region, outlet or person.`
      ),
    ];
  }
  return [];
}
