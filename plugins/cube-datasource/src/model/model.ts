import { type MemberMeta, type Meta, type MetaMember } from '@branchlight/cube-contract';
import { readFolders } from './folders';
import { type Hierarchy, readHierarchies } from './hierarchies';

export interface Member {
  /** With its view: `deposits.balance_end`. */
  name: string;
  /** In the language of the business. */
  title: string;
  description: string;
  kind: 'measure' | 'dimension';
  /** Cube's type: `string`, `number`, `boolean`, `time`. */
  type: string;
  /** What the model says about the figure besides its words. */
  meta: MemberMeta;
  /** The folder of the view in which the model keeps it. */
  folder?: string;
  /** Of a measure: dimensions that it can be looked at by; none where the model does not say. */
  drillMembers: string[];
}

export interface View {
  name: string;
  title: string;
  description: string;
  measures: Member[];
  /** Dimensions without times. */
  dimensions: Member[];
  times: Member[];
  hierarchies: Hierarchy[];
  segments: Array<{ name: string; title: string }>;
}

/** The views that the viewer may ask, sorted by title. */
export function readViews({ cubes }: Meta): View[] {
  return cubes
    .map((cube) => {
      const folders = readFolders(cube);
      const dimensions = cube.dimensions.map((member) => toMember(member, 'dimension', folders));
      return {
        name: cube.name,
        title: cube.title ?? cube.name,
        description: cube.description ?? '',
        measures: cube.measures.map((member) => toMember(member, 'measure', folders)),
        dimensions: dimensions.filter(({ type }) => type !== 'time'),
        times: dimensions.filter(({ type }) => type === 'time'),
        hierarchies: readHierarchies(cube, dimensions),
        segments: cube.segments.map(({ name, shortTitle, title }) => ({ name, title: shortTitle ?? title ?? name })),
      };
    })
    .sort((left, right) => left.title.localeCompare(right.title));
}

function toMember(member: MetaMember, kind: Member['kind'], folders: Map<string, string>): Member {
  const folder = folders.get(member.name);
  return {
    name: member.name,
    // Cube puts the view's title in front of `title`; `shortTitle` is the member's own.
    title: member.shortTitle ?? member.title ?? member.name,
    description: member.description ?? '',
    kind,
    type: kind === 'measure' ? 'number' : (member.type ?? 'string'),
    meta: member.meta ?? {},
    drillMembers: member.drillMembers ?? [],
    ...(folder !== undefined && { folder }),
  };
}

/** Members of a query that its view does not offer (any more), or not to this viewer. */
export function listUnknown(view: View, names: readonly string[]): string[] {
  const known = new Set([...view.measures, ...view.dimensions, ...view.times].map(({ name }) => name));
  return names.filter((name) => !known.has(name) && !name.includes('$'));
}
