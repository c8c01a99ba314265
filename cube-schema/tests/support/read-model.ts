import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const measureMetaSchema = z.strictObject({
  /** by_metric: that of the row's metric */
  unit: z.enum(['currency', 'count', 'ratio', 'hours', 'by_metric']),
  direction: z.enum(['up', 'down', 'none']),
  owner: z.string().min(3),
  certified: z.boolean(),
  semi_additive: z.boolean(),
  formula: z.string().min(10),
});
const cubeSchema = z.object({
  public: z.literal(false),
  refreshKey: z.object({ sql: z.string() }),
  measures: z.record(z.string(), z.object({ meta: measureMetaSchema })),
  dimensions: z.record(z.string(), z.object({ public: z.boolean().optional() })),
});
const viewSchema = z.strictObject({
  name: z.string(),
  title: z.string().min(3),
  description: z.string().min(10),
  cubes: z.tuple([
    z.strictObject({
      join_path: z.string(),
      includes: z.array(
        z.strictObject({
          name: z.string().regex(/^[a-z][a-z0-9_]*$/),
          title: z.string().min(3),
          description: z.string().min(10),
          format: z.enum(['currency', 'number', 'percent']).optional(),
          meta: z.unknown().optional(),
        })
      ),
    }),
  ]),
  access_policy: z
    .array(
      z.strictObject({
        group: z.enum(['hq', 'region', 'branch']),
        row_level: z.union([
          z.strictObject({ allow_all: z.literal(true) }),
          z.strictObject({
            filters: z.tuple([
              z.strictObject({ member: z.string(), operator: z.literal('equals'), values: z.tuple([z.string()]) }),
            ]),
          }),
        ]),
      })
    )
    .min(1),
});

const model = path.join(__dirname, '../../model');
export type Cube = z.infer<typeof cubeSchema>;
export type View = z.infer<typeof viewSchema>;

/** The public views with the files that they stand in. */
export function readViews(): Array<{ file: string; view: View }> {
  return readdirSync(path.join(model, 'views')).map((file) => {
    const { views: found } = z.object({ views: z.tuple([viewSchema]) }).parse(parse(readModel('views', file)));
    return { file, view: found[0] };
  });
}

function readModel(...parts: string[]): string {
  return readFileSync(path.join(model, ...parts), 'utf8');
}

/** The private cubes; those in JavaScript are run with stand-ins for what Cube gives them. */
export function readCubes(): Record<string, Cube> {
  const found: Record<string, Cube> = {};
  for (const file of readdirSync(path.join(model, 'cubes'))) {
    const text = readModel('cubes', file);
    if (file.endsWith('.js')) {
      const anything: unknown = new Proxy(() => 'x', { get: (_, key) => (key === 'filter' ? () => 'x' : anything) });
      const define = (name: string, cube: unknown) => {
        found[name] = cubeSchema.parse(cube);
      };
      new Function('cube', 'FILTER_PARAMS', 'CUBE', 'require', text)(define, anything, 'CUBE', () => ({
        cellsAt: () => 'x',
        edges: () => 'x',
        reachesData: () => 'x',
        toScore: () => 'x',
        toDueScore: () => 'x',
      }));
    } else {
      const yamlSchema = z.object({ cubes: z.array(z.looseObject({ name: z.string() })) });
      for (const { name, refresh_key: refreshKey, measures, dimensions, ...rest } of yamlSchema.parse(parse(text))
        .cubes) {
        found[name] = cubeSchema.parse({
          ...rest,
          refreshKey,
          measures: byName(measures),
          dimensions: byName(dimensions),
        });
      }
    }
  }
  return found;
}

function byName(members: unknown): Record<string, unknown> {
  const list = z.array(z.looseObject({ name: z.string() })).parse(members);
  return Object.fromEntries(list.map((member) => [member.name, member]));
}
