import { findRepositoryRoot } from '@branchlight/runtime';
import { z } from 'zod';
import { readModel } from '../../../tools/model/read-model';
import { type CubeProcess } from '../cube-process';

const memberSchema = z.object({ name: z.string(), type: z.string() });
const metaSchema = z.object({
  cubes: z.array(z.object({ name: z.string(), measures: z.array(memberSchema), dimensions: z.array(memberSchema) })),
});

/** A view as headquarters see it, with what is in it. */
export interface AttackedView {
  name: string;
  measures: string[];
  dimensions: string[];
  /** Dimensions that are numbers */
  numbers: string[];
  times: string[];
  /** Values of each dimension over the whole bank */
  values: Map<string, string[]>;
}

export interface AttackedModel {
  views: AttackedView[];
  /** Members that nobody may ask: those of cubes, and hidden ones as if they were of a view */
  hidden: string[];
}

const valuesAtMost = 60;

/** The model as it is, so that new views are attacked from their first day. */
export async function readAttackedModel(cube: CubeProcess): Promise<AttackedModel> {
  const { cubes } = metaSchema.parse(JSON.parse((await cube.send('hq.all', '/cubejs-api/v1/meta')).text));
  const views = await Promise.all(
    cubes.map(async ({ name, measures, dimensions }) => {
      const categories = dimensions.filter(({ type }) => type !== 'time').map((member) => member.name);
      return {
        name,
        measures: measures.map((member) => member.name),
        dimensions: categories,
        numbers: dimensions.filter(({ type }) => type === 'number').map((member) => member.name),
        times: dimensions.filter(({ type }) => type === 'time').map((member) => member.name),
        values: new Map(
          await Promise.all(categories.map(async (member) => [member, await listValues(cube, member)] as const))
        ),
      };
    })
  );
  const model = readModel(findRepositoryRoot());
  const inCubes = [...model.cubes.values()].flatMap(({ name, members }) =>
    [...members.keys()].map((member) => `${name}.${member}`)
  );
  const shown = new Set(views.flatMap((view) => [...view.measures, ...view.dimensions, ...view.times]));
  const inViews = model.views
    .flatMap(({ name, members }) => {
      const cube = model.cubes.get(members[0]?.cube ?? '');
      return [...(cube?.members.keys() ?? [])].map((member) => `${name}.${member}`);
    })
    .filter((member) => !shown.has(member));
  return { views, hidden: [...inCubes, ...inViews, 'pg_user.usename', 'ops.viewer', 'deposits.__proto__'] };
}

async function listValues(cube: CubeProcess, member: string): Promise<string[]> {
  const { rows } = await cube.load('hq.all', { dimensions: [member], limit: valuesAtMost });
  return rows.flatMap((row) => Object.values(row)).flatMap((value) => (value === null ? [] : [String(value)]));
}
