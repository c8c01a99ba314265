import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { type Fault } from '../fault';
import { type Model, type View } from '../model/model';
import { faultAt } from './check-members';
import { translations } from './check-texts';
import { listWithheld } from './list-withheld';

/** The folders that views may have, in this order. */
export const folderNames = ['Figures', 'Organisation', 'Customer', 'Product', 'Time', 'Details'];
const staff = ['staff_code', 'staff'];

/** Members of views that are not in the one folder where people look for them, and folders without a name in a language. */
export function checkStructure(root: string, model: Model): Fault[] {
  return [...model.views.flatMap((view) => checkFolders(model, view)), ...checkNames(root)];
}

function checkFolders(model: Model, view: View): Fault[] {
  const faults: Fault[] = [];
  // Cube keeps members back from viewers but not their names in folders: what any policy excludes stands in none.
  const withheld = listWithheld(view);
  const places = view.folders.map(({ name }) => folderNames.indexOf(name));
  view.folders.forEach((folder, index) => {
    const place = folderNames.indexOf(folder.name);
    if (place < 0 || place <= (places[index - 1] ?? -1)) {
      const remedy = `Remedy: use each of ${folderNames.join(', ')} once at most, in this order.`;
      faults.push(faultAt(folder, `the view ${view.name} has an odd folder ${folder.name}. ${remedy}`));
    }
    for (const name of folder.members.filter((each) => !view.members.some((member) => member.name === each))) {
      faults.push(faultAt(folder, `the folder ${folder.name} names ${name}, which ${view.name} has not.`));
    }
  });
  for (const member of view.members) {
    const found = view.folders.flatMap(({ members, name }) =>
      members.filter((each) => each === member.name).map(() => name)
    );
    const wanted = withheld.has(member.name) ? [] : listFolders(model, member);
    if (found.length !== Math.min(wanted.length, 1) || !found.every((name) => wanted.includes(name))) {
      const remedy = wanted.length === 0 ? 'none: Cube shows folders to everybody' : `one of ${wanted.join(', ')}`;
      faults.push(
        faultAt(
          member,
          `${view.name}.${member.name} is in ${found.join(', ') || 'no folder'}. Remedy: put it into ${remedy}.`
        )
      );
    }
  }
  return faults;
}

/** Where a member that everybody may see has to be. */
function listFolders(model: Model, member: View['members'][number]): string[] {
  if (model.cubes.get(member.cube)?.members.get(member.name)?.kind === 'measure') {
    return ['Figures'];
  }
  const role = readRole(member.meta);
  if (role === 'geography' || staff.includes(member.name)) {
    return ['Organisation'];
  }
  return role === 'time' ? ['Time'] : ['Customer', 'Product', 'Time', 'Details'];
}

function readRole(meta: unknown): unknown {
  return typeof meta === 'object' && meta !== null && 'role' in meta ? meta.role : undefined;
}

function checkNames(root: string): Fault[] {
  return translations.flatMap((language) => {
    const file = path.posix.join('cube-schema/model-texts', `${language}.yml`);
    const texts: { folders?: Record<string, string> } = parse(readFileSync(path.join(root, file), 'utf8'));
    return folderNames
      .filter((name) => !texts.folders?.[name])
      .map((name) => ({ file, line: 1, message: `the folder ${name} has no name. Remedy: add it to folders.` }));
  });
}
