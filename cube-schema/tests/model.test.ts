import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { views as declaredViews } from '../config/views.js';

const measureMetaSchema = z.strictObject({
  unit: z.enum(['currency', 'count', 'ratio', 'hours']),
  direction: z.enum(['up', 'down', 'none']),
  owner: z.string().min(3),
  certified: z.boolean(),
  semi_additive: z.boolean(),
  formula: z.string().min(10),
});
const dimensionMetaSchema = z.strictObject({
  role: z.enum(['geography', 'category', 'time']),
  owner: z.string().min(3),
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

const model = path.join(__dirname, '../model');
const cubes = readCubes();
const views = readdirSync(path.join(model, 'views')).map((file) => {
  const { views: found } = z.object({ views: z.tuple([viewSchema]) }).parse(parse(readModel('views', file)));
  return { file, view: found[0] };
});

test('the guard knows exactly the views that there are', () => {
  expect(views.map(({ view }) => view.name).sort()).toEqual(Object.keys(declaredViews).sort());
  for (const { file, view } of views) {
    expect(file).toBe(`${view.name}.yml`);
  }
});

describe.each(views.map(({ view }) => [view.name, view] as const))('view %s', (name, view) => {
  const [{ join_path: cubeName, includes }] = view.cubes;
  const cube = cubes[cubeName];

  test('stands on a private cube and shows none of its hidden members', () => {
    expect(cube).toBeDefined();
    for (const { name: member } of includes) {
      expect(cube?.dimensions[member]?.public ?? true).toBe(true);
    }
    expect(includes.map((member) => member.name)).not.toContain('period');
  });

  test('every measure has a format and a full meta, every dimension a role', () => {
    for (const member of includes) {
      if (cube?.measures[member.name]) {
        expect([member.name, member.format]).toEqual([member.name, expect.any(String)]);
        expect(member.meta).toBeUndefined();
      } else {
        expect(cube?.dimensions).toHaveProperty(member.name);
        dimensionMetaSchema.parse(member.meta);
      }
    }
    const shown = new Set(includes.map((member) => member.name));
    expect(Object.keys(cube?.measures ?? {}).filter((measure) => !shown.has(measure))).toEqual([]);
  });

  test('has a policy: headquarters all rows, others their own or none', () => {
    const policies = new Map(view.access_policy.map((policy) => [policy.group, policy.row_level]));
    expect(policies.size).toBe(view.access_policy.length);
    expect(policies.get('hq')).toEqual({ allow_all: true });
    const filterOf = (member: string, claim: string) => ({
      filters: [{ member, operator: 'equals', values: [`{ securityContext.${claim} }`] }],
    });
    expect(policies.get('region')).toEqual(name === 'sources' ? undefined : filterOf('region_code', 'regionCode'));
    expect(policies.get('branch')).toEqual(name === 'sources' ? undefined : filterOf('outlet_code', 'outletCode'));
  });

  test('the period member is that of its cube, where it has a date', () => {
    const hasDate = includes.some((member) => member.name === 'date');
    expect(declaredViews[name]?.period).toBe(hasDate ? `${cubeName}.period` : undefined);
  });
});

function readModel(...parts: string[]): string {
  return readFileSync(path.join(model, ...parts), 'utf8');
}

/** The private cubes; those in JavaScript are run with stand-ins for what Cube gives them. */
function readCubes(): Record<string, z.infer<typeof cubeSchema>> {
  const found: Record<string, z.infer<typeof cubeSchema>> = {};
  for (const file of readdirSync(path.join(model, 'cubes'))) {
    const text = readModel('cubes', file);
    if (file.endsWith('.js')) {
      const anything: unknown = new Proxy(() => 'x', { get: (_, key) => (key === 'filter' ? () => 'x' : anything) });
      const define = (name: string, cube: unknown) => {
        found[name] = cubeSchema.parse(cube);
      };
      new Function('cube', 'FILTER_PARAMS', 'CUBE', 'require', text)(define, anything, 'CUBE', () => ({
        edges: () => 'x',
        reachesData: () => 'x',
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
