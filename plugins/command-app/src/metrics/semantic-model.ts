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
}

export interface ModelView {
  name: string;
  title: string;
  measures: ModelMember[];
  dimensions: ModelMember[];
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
    const name = member.name.split('.').pop() ?? member.name;
    return [
      {
        name,
        title: readTitle(member, name),
        description: typeof member.description === 'string' ? member.description : '',
        format: typeof member.format === 'string' ? member.format : undefined,
        meta: isRecord(member.meta) ? member.meta : {},
      },
    ];
  });
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
