import { isRecord } from '../shared/guards';

/** A member of a view that the viewer may see. */
export interface ModelMember {
  /** Without its view: `balance_end`. */
  name: string;
  title: string;
  description: string;
  /** Cube's display format: `currency`, `number`, `percent` or none. */
  format: string | undefined;
  meta: Record<string, unknown>;
  /** Of a measure: dimensions of the view that it can be looked at by; none where the model does not say. */
  drillMembers: string[];
}

/** A way down through a view. */
export interface ModelHierarchy {
  /** Without its view: `geography`. */
  name: string;
  /** Dimensions of the view, the coarsest first. */
  levels: string[];
}

export interface ModelView {
  name: string;
  title: string;
  measures: ModelMember[];
  dimensions: ModelMember[];
  hierarchies: ModelHierarchy[];
}

/** Reads the datasource's meta answer, `{cubes: [{name, measures, dimensions}]}`; what has no name is left out. */
export function parseModel(value: unknown): ModelView[] {
  if (!isRecord(value) || !Array.isArray(value.cubes)) {
    throw new Error("The datasource's meta answer has no list of cubes");
  }
  return value.cubes.flatMap((cube) => {
    if (!isRecord(cube) || typeof cube.name !== 'string') {
      return [];
    }
    return [
      {
        name: cube.name,
        title: readTitle(cube, cube.name),
        measures: parseMembers(cube.measures),
        dimensions: parseMembers(cube.dimensions),
        hierarchies: parseHierarchies(cube.hierarchies),
      },
    ];
  });
}

function parseMembers(value: unknown): ModelMember[] {
  if (!Array.isArray(value)) {
    return [];
  }
  return value.flatMap((member) => {
    if (!isRecord(member) || typeof member.name !== 'string') {
      return [];
    }
    const name = stripView(member.name);
    return [
      {
        name,
        title: readTitle(member, name),
        description: typeof member.description === 'string' ? member.description : '',
        format: typeof member.format === 'string' ? member.format : undefined,
        meta: isRecord(member.meta) ? member.meta : {},
        drillMembers: parseNames(member.drillMembers),
      },
    ];
  });
}

function parseHierarchies(value: unknown): ModelHierarchy[] {
  return Array.isArray(value)
    ? value.flatMap((hierarchy) =>
        isRecord(hierarchy) && typeof hierarchy.name === 'string'
          ? [{ name: stripView(hierarchy.name), levels: parseNames(hierarchy.levels) }]
          : []
      )
    : [];
}

function parseNames(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((name) => (typeof name === 'string' ? [stripView(name)] : [])) : [];
}

function stripView(name: string): string {
  return name.split('.').pop() ?? name;
}

function readTitle(member: Record<string, unknown>, fallback: string): string {
  // `title` may carry the view's title in front ("Deposits Deposit balance"); `shortTitle` never does.
  for (const title of [member.shortTitle, member.title]) {
    if (typeof title === 'string' && title !== '') {
      return title;
    }
  }
  return fallback;
}
