import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readDirectory } from './read-directory';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bldir-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(text: string) {
  const file = path.join(folder, 'people.csv');
  writeFileSync(file, text);
  return [...readDirectory(file).values()];
}

it('joins the groups of a person, on one line or several, whatever the case of the login', () => {
  expect(
    read('\uFEFFLogin,Name,Groups\r\nAna@North.example,"García, Ana",board; everybody\r\nana@north.example,,audit\r\n')
  ).toEqual([{ login: 'ana@north.example', name: 'García, Ana', groups: ['board', 'everybody', 'audit'] }]);
});

it('takes further columns and people without groups', () => {
  expect(read('id,login,name,groups\n7,ben,,\n')).toEqual([{ login: 'ben', name: undefined, groups: [] }]);
});

it.each([
  ['login,name\nana,Ana\n', /people\.csv cannot be used: its first line has no groups/],
  ['login;name;groups\nana;Ana;x\n', /no login, name, groups.*commas/],
  ['', /cannot be used/],
  ['login,name,groups\nana,Ana\n', /cannot be used.*line 2/i],
  ['login,name,groups\n,Ana,x\nb c,,\n', /line 2: "" is no login\.\n {2}line 3: "b c" is no login/],
  ['login,name,groups\nGrafana_Scheduler,Eve,board\n', /own login for alert rules; no person may have it/],
])('refuses %j', (text, says) => expect(() => read(text)).toThrow(says));

it('names a file that is not there', () => {
  expect(() => readDirectory(path.join(folder, 'none.csv'))).toThrow(/none\.csv cannot be used/);
});
