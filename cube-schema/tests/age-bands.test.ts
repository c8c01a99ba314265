import { findRepositoryRoot } from '@branchlight/runtime';
import { readFileSync } from 'node:fs';
import path from 'node:path';

// Each of these cuts ages in its own way, as fits its rows: by the last day of a period, by birthdays, by the last day of the data.
const read = (file: string) => readFileSync(path.join(findRepositoryRoot(), file), 'utf8');

/** Bands as `[first age, name]`, of a CASE over dates of birth. */
function readCase(file: string): Array<[number, string]> {
  const [, text = ''] = /(WHEN \w+\.birth_date > [\s\S]*?)END/.exec(read(file)) ?? [];
  const limits = [...text.matchAll(/interval '(\d+) years' THEN '(\w+)'/g)].map(([, years, name]) => ({ years, name }));
  const [, last = ''] = /ELSE '(\w+)'/.exec(text) ?? [];
  const firstAges = [0, ...limits.map(({ years }) => Number(years))];
  return [...limits.map(({ name = '' }) => name), last].map((name, index) => [firstAges[index] ?? NaN, name]);
}

/** The same of a list of values. */
function readValues(file: string): Array<[number, string]> {
  const [, list = ''] = /band \(years, age_band\) AS \(\s*VALUES (.*)\n/.exec(read(file)) ?? [];
  return [...list.matchAll(/\((\d+), '(\w+)'\)/g)].map(([, years, name = '']) => [Number(years), name]);
}

const bands = readValues('warehouse/src/mart/sql/cells/02-customer-cell.sql');

test('customers of a period, their cells and their portraits are cut into the same age bands', () => {
  expect(bands.length).toBeGreaterThan(2);
  expect(bands.map(([age]) => age)).toEqual(bands.map(([age]) => age).toSorted((a, b) => a - b));
  expect(readCase('cube-schema/model/cubes/customer-period.js')).toEqual(bands);
  expect(readCase('warehouse/src/mart/sql/15-customer-profile.sql')).toEqual(bands);
});

test.each(['cube-schema/model/views/customers.yml', 'cube-schema/model/views/customer_360.yml'])(
  '%s describes these bands',
  (file) => {
    const names = bands.map(([, name]) => name);
    expect(read(file)).toContain(`${names.join(', ')} or unknown`);
  }
);

test.each(['en-US', 'es-ES', 'zh-Hans'])('every band has a word in %s', (language) => {
  const [, words = ''] = /\n {2}age_band:\n((?: {4}.*\n)+)/.exec(read(`cube-schema/model-texts/${language}.yml`)) ?? [];
  const named = [...words.matchAll(/^ {4}'?(\w+)'?:/gm)].map(([, name]) => name);
  expect(named).toEqual(expect.arrayContaining([...bands.map(([, name]) => name), 'unknown']));
});
