import { metaSchema } from '@branchlight/cube-contract';
import { readViews, type View } from '../model/model';
import { findLevel, goToLevel, listDrillPaths, WHOLE } from './drill';

const dimension = (name: string) => ({ name: `v.${name}`, shortTitle: name.toUpperCase(), type: 'string' });
const measure = (name: string, drillMembers: string[]) => ({
  ...dimension(name),
  drillMembers: drillMembers.map((each) => `v.${each}`),
});
const units = ['region_code', 'outlet_code', 'staff_code'];
const [view] = readViews(
  metaSchema.parse({
    cubes: [
      {
        name: 'v',
        measures: [
          measure('visits', [...units, 'journey', 'step']),
          measure('k_factor', ['region_code', 'outlet_code']),
          measure('plain', []),
        ],
        dimensions: [...units, 'region', 'outlet', 'journey', 'step', 'tier'].map(dimension),
        hierarchies: [
          { name: 'v.geography', title: 'Organisation', levels: units.map((name) => `v.${name}`) },
          { name: 'v.journey_steps', title: 'Journey', levels: ['v.journey', 'v.step', 'v.withheld'] },
        ],
      },
    ],
  })
) as [View];
const [geography, journeys] = view.hierarchies.flatMap((each) => [each]);
const all = (names: string[]) => names.map((name) => `v.${name}`);

test('levels have the title that people read, and those that the viewer does not see are left out', () => {
  expect(geography?.levels.map(({ title }) => title)).toEqual(['REGION', 'OUTLET', 'STAFF_CODE']);
  expect(journeys?.levels.map(({ title }) => title)).toEqual(['JOURNEY', 'STEP']);
});

test.each([
  [['visits'], ['Organisation: 3', 'Journey: 2']],
  [['visits', 'k_factor'], ['Organisation: 2']],
  [['plain'], ['Organisation: 3', 'Journey: 2']],
  [[], ['Organisation: 3', 'Journey: 2']],
])('%j go down %j', (measures, expected) => {
  const paths = listDrillPaths(view, { measures: all(measures) });
  expect(paths.map(({ hierarchy, levels }) => `${hierarchy.title}: ${levels.length}`)).toEqual(expected);
});

test.each([
  [[], WHOLE],
  [['tier'], WHOLE],
  [['region'], 0],
  [['outlet_code', 'region'], 1],
])('a query by %j is at level %i', (dimensions, level) => {
  expect(geography && findLevel(geography, { dimensions: all(dimensions) })).toBe(level);
});

test.each([
  [['tier'], 0, ['region_code', 'region', 'tier']],
  [['tier', 'region', 'region_code'], 1, ['tier', 'outlet_code', 'outlet']],
  [['outlet', 'tier'], 2, ['staff_code', 'tier']],
  [['region_code', 'outlet_code', 'tier'], WHOLE, ['tier']],
])('from %j to level %i of the units it goes by %j', (dimensions, level, expected) => {
  expect(geography && goToLevel(geography, level, { dimensions: all(dimensions) })).toEqual(all(expected));
});

test('a level that is no code keeps those above it', () => {
  expect(journeys && goToLevel(journeys, 1, { dimensions: all(['journey']) })).toEqual(all(['journey', 'step']));
  expect(journeys && goToLevel(journeys, 0, { dimensions: all(['journey', 'step']) })).toEqual(all(['journey']));
});
