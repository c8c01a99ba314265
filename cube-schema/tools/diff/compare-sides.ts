import { isDeepStrictEqual } from 'node:util';
import { type Model } from '../model/model';
import { type Figure, fromKey, listMeasures, type FigureKey, type SideAnswers } from './ask-side';

/** Relative; engines and orders of adding up leave this much. */
const tolerance = 1e-9;

export interface FigureChange extends FigureKey {
  old: Figure;
  new: Figure;
}

export interface MetricsDiff {
  /** Measures asked on both sides */
  compared: number;
  added: string[];
  removed: string[];
  /** Measures whose words, unit, SQL or drill members differ, with what does */
  redefined: Array<{ member: string; parts: string[] }>;
  /** Ways down through views that differ; null: the side has none of the name */
  hierarchies: Array<{ hierarchy: string; old: string[] | null; new: string[] | null }>;
  /** Figures that differ; without those of measures that were added or removed */
  changes: FigureChange[];
  /** Measures that one side could not be asked */
  refusals: Array<{ member: string; side: 'old' | 'new'; message: string }>;
}

export interface Side {
  model: Model;
  answers: SideAnswers;
}

/** What a change of the model does to measures and figures. */
export function compareSides(before: Side, after: Side): MetricsDiff {
  const [old, now] = [describeMeasures(before.model), describeMeasures(after.model)];
  const common = [...now.keys()].filter((member) => old.has(member));
  const isCommon = new Set(common);
  const keys = new Set([...before.answers.figures.keys(), ...after.answers.figures.keys()]);
  const changes = [...keys].flatMap((key): FigureChange[] => {
    const place = fromKey(key);
    const isAsked = ![before, after].some(({ answers }) => answers.refusals.has(place.member));
    const [was, is] = [before, after].map(({ answers }) => answers.figures.get(key) ?? null);
    return isAsked && isCommon.has(place.member) && !isSame(was ?? null, is ?? null)
      ? [{ ...place, old: was ?? null, new: is ?? null }]
      : [];
  });
  return {
    compared: common.length,
    added: [...now.keys()].filter((member) => !old.has(member)).sort(),
    removed: [...old.keys()].filter((member) => !now.has(member)).sort(),
    redefined: common
      .map((member) => ({ member, parts: listDifferent(old.get(member), now.get(member)) }))
      .filter(({ parts }) => parts.length > 0),
    hierarchies: compareHierarchies(listHierarchies(before.model), listHierarchies(after.model)),
    changes: changes.sort(
      (a, b) => a.member.localeCompare(b.member) || a.period.localeCompare(b.period) || a.unit.localeCompare(b.unit)
    ),
    refusals: (
      [
        ['old', before],
        ['new', after],
      ] as const
    ).flatMap(([side, { answers }]) => [...answers.refusals].map(([member, message]) => ({ member, side, message }))),
  };
}

type Definition = Record<string, unknown>;

function describeMeasures(model: Model): Map<string, Definition> {
  return new Map(
    model.views.flatMap((view) => {
      const measures = new Set(listMeasures(model, view));
      return view.members
        .filter(({ name }) => measures.has(`${view.name}.${name}`))
        .map(({ name, cube, title, description, format }) => {
          const source = model.cubes.get(cube);
          const member = source?.members.get(name);
          return [
            `${view.name}.${name}`,
            {
              title,
              description,
              format,
              meta: member?.meta,
              sql: member?.sql,
              'drill members': member?.drillMembers,
              'SQL of the cube': source?.sql,
            },
          ] as const;
        });
    })
  );
}

/** Levels by `view.hierarchy`. */
function listHierarchies({ cubes, views }: Model): Map<string, string[]> {
  return new Map(
    views.flatMap((view) =>
      view.hierarchies.map(({ cube, name }): [string, string[]] => [
        `${view.name}.${name}`,
        cubes.get(cube)?.hierarchies.get(name)?.levels ?? [],
      ])
    )
  );
}

function compareHierarchies(old: Map<string, string[]>, now: Map<string, string[]>): MetricsDiff['hierarchies'] {
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .map((hierarchy) => ({ hierarchy, old: old.get(hierarchy) ?? null, new: now.get(hierarchy) ?? null }))
    .filter((each) => !isDeepStrictEqual(each.old, each.new));
}

function listDifferent(old: Definition = {}, now: Definition = {}): string[] {
  return Object.keys(now).filter((name) => !isDeepStrictEqual(old[name], now[name]));
}

function isSame(old: Figure, now: Figure): boolean {
  if (old === null || now === null) {
    return old === now;
  }
  const [a, b] = [Number(old), Number(now)];
  return Number.isNaN(a) || Number.isNaN(b)
    ? old === now
    : Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}
