import { z } from 'zod';
import { views as declaredViews } from '../config/views.js';
import { readCubes, readViews } from './support/read-model';

const dimensionMetaSchema = z.strictObject({
  role: z.enum(['geography', 'category', 'time']),
  owner: z.string().min(3),
});

const cubes = readCubes();
const views = readViews();

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
    // The targets have periods of their own, by name.
    if (declaredViews[name]?.period) {
      expect(includes.map((member) => member.name)).not.toContain('period');
    }
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
