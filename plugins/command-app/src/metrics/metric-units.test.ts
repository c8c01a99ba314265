import { META } from '../test/fixtures';
import { listMetrics } from './metric';
import { parseModel } from './semantic-model';

const [deposits, ...others] = META.cubes;
const levels = ['deposits.region_code', 'deposits.outlet_code', 'deposits.staff_code'];

function unitsOf(hierarchies: unknown, drillMembers?: string[]): string[] | undefined {
  const measures = deposits?.measures.map((measure) => ({ ...measure, drillMembers }));
  const model = parseModel({ cubes: [{ ...deposits, measures, hierarchies }, ...others] });
  return listMetrics(model).find(({ id }) => id === 'balance_end')?.units;
}

const geography = (own: string[]) => [{ name: 'deposits.geography', title: 'Organisation', levels: own }];

test.each([
  ['the units of the hierarchy that the page can open', geography(levels), undefined, ['region', 'outlet']],
  ['in its order', geography([...levels].reverse()), undefined, ['outlet', 'region']],
  ['those of the figure alone', geography(levels), ['deposits.region_code', 'deposits.region'], ['region']],
  ['none where the viewer sees none', geography([]), undefined, []],
  ['all of a model without hierarchies', undefined, undefined, ['region', 'outlet']],
  [
    'all where there are other ways only',
    [{ name: 'deposits.products', levels }, { name: 7 }],
    [],
    ['region', 'outlet'],
  ],
])('a metric goes down by %s', (_, hierarchies, drillMembers, expected) => {
  expect(unitsOf(hierarchies, drillMembers)).toEqual(expected);
});
