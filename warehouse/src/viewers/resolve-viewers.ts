import {
  seesWholeBank,
  unitPlaceholder,
  type DeclaredViewer,
  type ViewerBinding,
  type ViewerGroup,
  type ViewerRole,
  type ViewersFile,
} from '@branchlight/bank-files';
import { type DirectoryPerson } from './read-directory';

/** A row of ops.viewer. */
export interface Viewer {
  login: string;
  role: ViewerRole;
  unit: string;
  name: string;
  /** Whether personal data of customers are shown; null: as the role has it */
  personalData: boolean | null;
}

export type UnitLevel = 'bank' | 'region' | 'outlet' | 'staff';
/** Level by code, of every unit of the organisation. */
export type Organisation = ReadonlyMap<string, UnitLevel>;

export interface ResolvedViewers {
  viewers: Viewer[];
  /** Why people or rules cannot be bound, a line each; nothing may be changed when there is one. */
  problems: string[];
  /** People of the directory that no rule fits: they see nothing. */
  unbound: number;
}

const levelOf: Record<ViewerRole, UnitLevel> = {
  executive: 'bank',
  analyst: 'bank',
  region_manager: 'region',
  branch_manager: 'outlet',
  staff: 'staff',
};

/**
 * Who may look at what. A person bound by name is bound so and no other way; of the groups' rules the first that fits holds. A rule that
 * fits a person for several units is a problem, since a person has one scope.
 */
export function resolveViewers(
  file: ViewersFile,
  people: ReadonlyMap<string, DirectoryPerson>,
  organisation: Organisation
): ResolvedViewers {
  const bank = [...organisation].find(([, level]) => level === 'bank')?.[0] ?? '';
  const viewers = new Map<string, Viewer>();
  const problems: string[] = [];
  const bind = (
    login: string,
    { role, unit = bank, personal_data: personalData }: ViewerBinding,
    name: string,
    reason: string
  ) => {
    const problem = checkUnit(role, unit, organisation);
    if (problem) {
      problems.push(`${login} (${reason}): ${problem}`);
    } else {
      viewers.set(login, { login, role, unit, name, personalData: personalData ?? null });
    }
  };
  const declared = new Map(file.viewers.map((viewer) => [viewer.login.toLowerCase(), viewer]));
  for (const [login, viewer] of declared) {
    bind(login, viewer, nameOf(viewer, people.get(login)), 'viewers');
  }
  let unbound = 0;
  for (const person of people.values()) {
    if (declared.has(person.login)) {
      continue;
    }
    const match = findRule(file.groups, person);
    if (!match) {
      unbound += 1;
    } else if (match.units.length > 1) {
      problems.push(
        `${person.login} is in ${match.groups.join(' and ')}, which give ${match.units.join(' and ')}. Remedy: take the person out of ` +
          `all but one of them, or bind "${person.login}" under viewers.`
      );
    } else {
      bind(
        person.login,
        { role: match.role, unit: match.units[0], personal_data: match.personal_data },
        person.name ?? person.login,
        match.groups.join(', ')
      );
    }
  }
  return { viewers: [...viewers.values()], problems, unbound };
}

function nameOf({ name, login }: DeclaredViewer, person: DirectoryPerson | undefined): string {
  return name ?? person?.name ?? login;
}

function findRule(rules: ViewerGroup[], person: DirectoryPerson) {
  for (const rule of rules) {
    const matches = person.groups.map((group) => ({ group, unit: matchGroup(rule, group) })).filter(hasUnit);
    if (matches.length > 0) {
      const units = seesWholeBank(rule.role) ? [] : [...new Set(matches.map(({ unit }) => unit))];
      return {
        role: rule.role,
        personal_data: rule.personal_data,
        units,
        groups: matches.map(({ group }) => group),
      };
    }
  }
  return undefined;
}

function hasUnit(match: { group: string; unit: string | undefined }): match is { group: string; unit: string } {
  return match.unit !== undefined;
}

/** The unit that a group's name gives by a rule; empty for the bank as a whole, undefined when the rule does not fit. */
function matchGroup({ group: wanted, unit }: ViewerGroup, group: string): string | undefined {
  const [before = '', after] = wanted.split(unitPlaceholder);
  if (after === undefined) {
    return group === wanted ? (unit ?? '') : undefined;
  }
  const length = group.length - before.length - after.length;
  return length > 0 && group.startsWith(before) && group.endsWith(after)
    ? group.slice(before.length, before.length + length)
    : undefined;
}

function checkUnit(role: ViewerRole, unit: string, organisation: Organisation): string | undefined {
  const level = organisation.get(unit);
  if (level === undefined) {
    return `there is no unit "${unit}" in the organisation. Remedy: load the outlets first, or correct the code.`;
  }
  return level === levelOf[role]
    ? undefined
    : `"${unit}" is of the level ${level}, but a ${role} is bound to the level ${levelOf[role]}.`;
}
