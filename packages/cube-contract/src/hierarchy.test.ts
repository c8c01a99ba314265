import { findLabel, isCode } from './hierarchy';
import { metaSchema } from './meta';

const dimensions = ['deposits.region_code', 'deposits.region', 'deposits.tier_code'];

test('a code is read by the dimension of its name, where there is one', () => {
  expect(findLabel('deposits.region_code', dimensions)).toBe('deposits.region');
  expect(findLabel('deposits.tier_code', dimensions)).toBeUndefined();
  expect(findLabel('deposits.region', dimensions)).toBeUndefined();
  expect(['deposits.region_code', 'deposits.region'].map(isCode)).toEqual([true, false]);
});

test('a view without hierarchies and a measure without drill members are read as such', () => {
  const view = { name: 'deposits', measures: [{ name: 'deposits.credits', drillMembers: null }], dimensions: [] };
  const [cube] = metaSchema.parse({ cubes: [view] }).cubes;
  expect(cube).toMatchObject({ hierarchies: [], measures: [{ drillMembers: undefined }] });
});
