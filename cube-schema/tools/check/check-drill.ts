import { type Fault } from '../fault';
import { type Cube, type CubeMember, type Hierarchy, type Model, type View } from '../model/model';
import { faultAt } from './check-members';
import { listWithheld } from './list-withheld';

/** Bank > region > outlet > staff; the bank is the whole and no level of its own. */
const geography = 'geography';
const units = ['region_code', 'outlet_code', 'staff_code'];

/**
 * What is wrong with the ways down from a figure: hierarchies of cubes and views, and what each measure can be looked at by. Cube accepts most of it without a word:
 * it leaves out drill members that a view lacks, adds levels that it lacks, and names both to viewers who may not see them.
 */
export function checkDrill(model: Model): Fault[] {
  const cubes = [...model.cubes.values()];
  return [
    ...cubes.flatMap((cube) => [...cube.hierarchies.values()].flatMap((one) => checkHierarchy(model, cube, one))),
    ...checkTitles(cubes.flatMap(({ hierarchies }) => [...hierarchies.values()])),
    ...model.views.flatMap((view) => [...checkView(model, view), ...checkMeasures(model, view)]),
  ];
}

function checkHierarchy(model: Model, cube: Cube, hierarchy: Hierarchy): Fault[] {
  const faults: Fault[] = [];
  const add = (message: string) =>
    faults.push(faultAt(hierarchy, `the hierarchy ${cube.name}.${hierarchy.name} ${message}`));
  if (!/^[a-z][a-z0-9_]*$/.test(hierarchy.name)) {
    add('has no name in snake_case.');
  }
  if ((hierarchy.title ?? '').trim().length < 2) {
    add('has no title.');
  }
  if (hierarchy.levels.length < 2) {
    add('has fewer than two levels: there is no way down. Remedy: add levels, or remove it.');
  }
  for (const level of hierarchy.levels.filter((name) => cube.members.get(name)?.kind !== 'dimension')) {
    add(`names ${level}, which is no dimension of the cube.`);
  }
  for (const level of listTwice(hierarchy.levels)) {
    add(`names ${level} twice.`);
  }
  if (
    !model.views.some((view) =>
      view.hierarchies.some(({ cube: of, name }) => of === cube.name && name === hierarchy.name)
    )
  ) {
    add('is unused: no view includes it. Remedy: include it in one, or remove it.');
  }
  return faults;
}

/** The texts have one title for each name. */
function checkTitles(hierarchies: readonly Hierarchy[]): Fault[] {
  return hierarchies.flatMap((hierarchy) => {
    const first = hierarchies.find(({ name }) => name === hierarchy.name);
    return first && first.title !== hierarchy.title
      ? [
          faultAt(
            hierarchy,
            `the hierarchy ${hierarchy.name} has another title than in ${first.file}:${first.line}. Remedy: the same title, or another name.`
          ),
        ]
      : [];
  });
}

function checkView(model: Model, view: View): Fault[] {
  const names = new Set(view.members.map(({ name }) => name));
  const withheld = listWithheld(view);
  const measures = view.members.flatMap(({ cube, name }) => model.cubes.get(cube)?.members.get(name) ?? []);
  const faults = view.hierarchies.flatMap((included) => {
    const levels = model.cubes.get(included.cube)?.hierarchies.get(included.name)?.levels ?? [];
    const name = `the hierarchy ${view.name}.${included.name}`;
    return [
      ...(measures.some(({ drillMembers }) => drillMembers.some((member) => levels.includes(member)))
        ? []
        : [
            faultAt(
              included,
              `${name} is a way that no measure goes down. Remedy: name its levels in drill members, or leave it out.`
            ),
          ]),
      ...levels
        .filter((level) => !names.has(level))
        .map((level) =>
          faultAt(
            included,
            `${name} has the level ${level}, which the view does not include: Cube would add it without texts. Remedy: include ${level} with its title.`
          )
        ),
      ...levels
        .filter((level) => withheld.has(level))
        .map((level) =>
          faultAt(
            included,
            `${name} has the level ${level}, which a policy keeps back: Cube shows levels to everybody. Remedy: leave the level out.`
          )
        ),
    ];
  });
  return [...faults, ...checkGeography(model, view, names)];
}

function checkGeography(model: Model, view: View, names: ReadonlySet<string>): Fault[] {
  if (!names.has('region_code') || !names.has('outlet_code')) {
    return [];
  }
  const wanted = units.filter((name) => names.has(name));
  const included = view.hierarchies.find(({ name }) => name === geography);
  if (!included) {
    const remedy = `Remedy: declare it in the cube with the levels ${wanted.join(', ')}, and include it.`;
    return [
      faultAt(view, `the view ${view.name} has regions and outlets but not the hierarchy ${geography}. ${remedy}`),
    ];
  }
  const declared = model.cubes.get(included.cube)?.hierarchies.get(geography);
  return declared && declared.levels.join() !== wanted.join()
    ? [
        faultAt(
          declared,
          `the hierarchy ${view.name}.${geography} goes down by ${declared.levels.join(', ')}. Remedy: ${wanted.join(', ')}.`
        ),
      ]
    : [];
}

function checkMeasures(model: Model, view: View): Fault[] {
  const withheld = listWithheld(view);
  const paths = view.hierarchies.flatMap(({ cube, name }) => model.cubes.get(cube)?.hierarchies.get(name) ?? []);
  return view.members.flatMap((member) => {
    const measure = model.cubes.get(member.cube)?.members.get(member.name);
    return measure?.kind === 'measure'
      ? [...checkDrillMembers(model, view, measure, withheld), ...checkPaths(view, measure, paths)]
      : [];
  });
}

function checkDrillMembers(model: Model, view: View, measure: CubeMember, withheld: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = [];
  const add = (message: string) => faults.push(faultAt(measure, `the measure ${view.name}.${measure.name} ${message}`));
  if (measure.drillMembers.length === 0) {
    add('has no drill members. Remedy: name the dimensions of the view that the figure can be looked at by.');
  }
  for (const name of measure.drillMembers) {
    const shown = view.members.find((each) => each.name === name);
    if (!shown || model.cubes.get(shown.cube)?.members.get(name)?.kind !== 'dimension') {
      add(
        `drills down to ${name}, which is no dimension of the view: Cube would leave it out. Remedy: include it, or take it out.`
      );
    } else if (isTime(shown.meta)) {
      add(`drills down to the time ${name}, which has periods of its own. Remedy: take it out.`);
    }
    if (withheld.has(name)) {
      add(
        `drills down to ${name}, which a policy keeps back: Cube names drill members to everybody. Remedy: take it out.`
      );
    }
  }
  for (const name of listTwice(measure.drillMembers)) {
    add(`drills down to ${name} twice.`);
  }
  return faults;
}

/** A level says nothing without those above it, and where a figure has regions and outlets people look for them. */
function checkPaths(view: View, measure: CubeMember, paths: readonly Hierarchy[]): Fault[] {
  return paths.flatMap((path) => {
    const levels = measure.drillMembers.filter((name) => path.levels.includes(name));
    const isPath = levels.every((name, index) => name === path.levels[index]);
    const isDeepEnough = path.name !== geography || levels.length >= 2;
    return isPath && isDeepEnough
      ? []
      : [
          faultAt(
            measure,
            `the measure ${view.name}.${measure.name} drills down ${path.name} by ${levels.join(', ') || 'nothing'}. Remedy: name its levels from the first on: ${path.levels.join(', ')}.`
          ),
        ];
  });
}

function isTime(meta: unknown): boolean {
  return typeof meta === 'object' && meta !== null && 'role' in meta && meta.role === 'time';
}

function listTwice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
