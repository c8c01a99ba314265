import { readMapping, readSettings } from '@branchlight/bank-files';
import { type ModelTexts, modelTextsSchema } from '@branchlight/cube-contract';
import { findRepositoryRoot } from '@branchlight/runtime';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { sameInBoth, translations } from '../tools/check/check-texts';
import { readModel } from '../tools/model/read-model';

const folder = path.join(__dirname, '../model-texts');
const mappings = path.join(__dirname, '../../bank/mappings');
/** Values that decide rows and are no words: names, and codes of the bank's own. */
const shownAsTheyAre = [
  'region_code',
  'region',
  'outlet_code',
  'outlet',
  'latitude',
  'longitude',
  'date',
  'staff_code',
  'staff',
  'referrer',
  'customer_code',
  'churn_score',
  'next_maturity',
  'as_of',
  'name',
  'phone',
  'email',
  'campaign_code',
  'campaign',
  'step_order',
  'app_version',
  'bank',
  'term_months',
  'currency',
  'min_amount',
  'period',
  'source',
  'domain',
  'table_name',
];

const model = readModel(findRepositoryRoot());
/** Members of the views that are no measures. */
const dimensions = model.views.flatMap((view) =>
  view.members
    .filter(({ cube, name }) => model.cubes.get(cube)?.members.get(name)?.kind === 'dimension')
    .map(({ name }) => ({ view: view.name, name }))
);
const english = read('en-US');

function read(language: string): ModelTexts {
  return modelTextsSchema.parse(parse(readFileSync(path.join(folder, `${language}.yml`), 'utf8')));
}

test('English has words only: its titles stand in the model', () => {
  expect({ views: english.views, shared: english.shared }).toEqual({ views: {}, shared: {} });
});

describe.each(translations)('model-texts/%s.yml', (language) => {
  const texts = read(language);
  test('names the same values as English, in its own words', () => {
    const list = ({ words }: ModelTexts) =>
      Object.entries(words).flatMap(([name, own]) => Object.keys(own).map((value) => `${name}: ${value}`));
    expect(list(texts).sort()).toEqual(list(english).sort());
    const copies = Object.entries(texts.words).flatMap(([name, own]) =>
      Object.entries(own)
        .filter(([value, word]) => word === english.words[name]?.[value] && !sameInBoth.has(word))
        .map(([value]) => `${language}.yml: words.${name}.${value} is English`)
    );
    expect(copies).toEqual([]);
  });
});

test('every category of the model has words, and no others have', () => {
  const categories = dimensions.filter(({ name }) => !shownAsTheyAre.includes(name));
  const withoutWords = categories.filter(
    ({ view, name }) => !(english.words[`${view}.${name}`] ?? english.words[name])
  );
  expect(withoutWords.map(({ view, name }) => `en-US.yml: words.${name} (of ${view}) is missing`)).toEqual([]);
  const unused = Object.keys(english.words).filter(
    (key) => !categories.some(({ view, name }) => [name, `${view}.${name}`].includes(key))
  );
  expect(unused).toEqual([]);
});

test('every tier and product that the bank’s files declare has a word', () => {
  const tiers = Object.values(readSettings().tiers).flatMap((list) => list.map(({ tier }) => tier));
  const products = readdirSync(mappings)
    .filter((file) => file.endsWith('.yml'))
    .flatMap((file) => readMapping(path.join(mappings, file)).mapping.products ?? [])
    .map(({ code }) => code);
  expect(tiers.filter((tier) => !english.words.tier?.[tier])).toEqual([]);
  expect(products.filter((product) => !english.words.product?.[product])).toEqual([]);
});
