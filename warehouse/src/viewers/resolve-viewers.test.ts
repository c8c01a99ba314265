import { type ViewersFile } from '@branchlight/bank-files';
import { type DirectoryPerson } from './read-directory';
import { resolveViewers, type Organisation } from './resolve-viewers';

const organisation: Organisation = new Map([
  ['BANK', 'bank'],
  ['R01', 'region'],
  ['B0001', 'outlet'],
  ['B0002', 'outlet'],
  ['S000101', 'staff'],
]);
const groups: ViewersFile['groups'] = [
  { group: 'board', role: 'executive' },
  { group: 'north', role: 'region_manager', unit: 'R01' },
  { group: 'branch-{unit}-managers', role: 'branch_manager' },
];

function resolve(file: Partial<ViewersFile>, ...people: Array<[login: string, ...groups: string[]]>) {
  const directory = new Map<string, DirectoryPerson>(
    people.map(([login, ...memberOf]) => [login, { login, name: login.toUpperCase(), groups: memberOf }])
  );
  const { viewers, problems, unbound } = resolveViewers(
    { bank: 'b', viewers: [], groups, ...file },
    directory,
    organisation
  );
  return { viewers: viewers.map(({ login, role, unit }) => `${login} ${role} ${unit}`), problems, unbound };
}

it('binds by fixed groups and by the unit in the name, whole names only', () => {
  expect(
    resolve(
      {},
      ['ana', 'everybody', 'board'],
      ['ben', 'branch-B0001-managers'],
      ['cem', 'branch-B0001-managers-old', 'xbranch-B0001-managers', 'branch--managers', 'Board'],
      ['dee']
    )
  ).toEqual({ viewers: ['ana executive BANK', 'ben branch_manager B0001'], problems: [], unbound: 2 });
});

it('takes the first rule that fits, and a person bound by name before all rules', () => {
  const both: [string, ...string[]] = ['ana', 'branch-B0001-managers', 'north'];
  expect(resolve({}, both).viewers).toEqual(['ana region_manager R01']);
  const viewers: ViewersFile['viewers'] = [{ login: 'Ana', role: 'branch_manager', unit: 'B0002' }];
  expect(resolve({ viewers }, both).viewers).toEqual(['ana branch_manager B0002']);
});

it('gives nobody two scopes', () => {
  const { viewers, problems } = resolve({}, ['ben', 'branch-B0001-managers', 'branch-B0002-managers']);
  expect(viewers).toEqual([]);
  expect(problems).toEqual([expect.stringMatching(/ben is in .* and .*, which give B0001 and B0002\. Remedy/)]);
});

it('names units that are not there or of another level, for rules and people', () => {
  const viewers: ViewersFile['viewers'] = [{ login: 'eve', role: 'staff', unit: 'B0001' }];
  const { problems } = resolve({ viewers }, ['ben', 'branch-B9999-managers'], ['cem', 'branch-R01-managers']);
  expect(problems).toEqual([
    expect.stringMatching(/^eve \(viewers\): "B0001" is of the level outlet, but a staff is bound to the level staff/),
    expect.stringMatching(/^ben \(branch-B9999-managers\): there is no unit "B9999".*Remedy/),
    expect.stringMatching(/^cem .*"R01" is of the level region/),
  ]);
});

it('takes no group for the bank itself as a unit', () => {
  expect(resolve({}, ['eve', 'branch-BANK-managers']).problems).toEqual([expect.stringMatching(/level bank/)]);
});
