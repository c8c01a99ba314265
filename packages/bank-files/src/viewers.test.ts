import { BankFileError } from './bank-file-error';
import { checkViewers } from './viewers';
import { parseYamlText } from './yaml-file';

const check = (text: string) => checkViewers(parseYamlText('viewers.yml', `bank: northbank\n${text}`));

function listProblems(text: string): string {
  try {
    check(text);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(BankFileError);
    return error instanceof BankFileError ? error.message : '';
  }
}

it('reads people and groups', () => {
  const file = check(`
viewers:
  - { login: ana@north.example, name: Ana, role: executive }
  - { login: ben, role: branch_manager, unit: B0001, personal_data: false }
groups:
  - { group: 'branch-{unit}', role: branch_manager }
  - { group: north, role: region_manager, unit: R01 }
`);
  expect(file.viewers.map(({ login }) => login)).toEqual(['ana@north.example', 'ben']);
  expect(file.viewers.map((viewer) => viewer.personal_data)).toEqual([undefined, false]);
  expect(file.groups).toHaveLength(2);
  expect(check('')).toEqual({ bank: 'northbank', viewers: [], groups: [] });
});

it.each([
  [`viewers: [{ login: a, role: manager }]`, /viewers\[0\]\.role: "manager" is not allowed.*Allowed: executive/],
  [`viewers: [{ login: a, roll: analyst }]`, /Did you mean "role"/],
  [`viewers: [{ login: a, role: branch_manager }]`, /branch_manager needs a unit: add unit/],
  [`viewers: [{ login: a, role: analyst, unit: B0001 }]`, /analyst sees the whole bank: leave the unit out/],
  [`viewers: [{ login: a b, role: analyst }]`, /has a space/],
  [
    `viewers: [{ login: a, role: analyst, personal_data: all }]`,
    /viewers\[0\]\.personal_data: .*boolean|true or false/,
  ],
  [
    `viewers: [{ login: Ana, role: analyst }, { login: ana, role: executive }]`,
    /viewers\[1\]\.login: "ana" is there twice; upper and lower case do not count/,
  ],
  [`groups: [{ group: 'b-{unit}', role: executive }]`, /executive sees the whole bank/],
  [`groups: [{ group: 'b-{unit}', role: staff, unit: S1 }]`, /needs either unit, or \{unit\}/],
  [`groups: [{ group: branches, role: branch_manager }]`, /needs either unit, or \{unit\}/],
  [`groups: [{ group: '{unit}-{unit}', role: branch_manager }]`, /may be there once/],
  [`people: []`, /people: is not known here.*Allowed: bank, viewers, groups/],
])('refuses %s', (text, says) => {
  expect(listProblems(text)).toMatch(says);
  expect(listProblems(text)).toMatch(/viewers\.yml:2: /);
});
