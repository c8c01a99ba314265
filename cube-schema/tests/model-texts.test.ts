import { readMapping, readSettings } from '@branchlight/bank-files';
import { type MemberTexts, type ModelTexts, modelTextsSchema } from '@branchlight/cube-contract';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { readCubes, readViews } from './support/read-model';

const folder = path.join(__dirname, '../model-texts');
const mappings = path.join(__dirname, '../../bank/mappings');
const translations = ['es-ES', 'zh-Hans'];
/** Texts that are the same in both languages, for good reason. */
const sameInBoth = new Set(['Plus', 'Premium', 'General', '25–34', '35–44', '45–54', '55–64']);
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
  'period',
  'source',
  'domain',
  'table_name',
];

const cubes = readCubes();
/** Every member of the views with its English texts. */
const members = readViews().flatMap(({ view }) =>
  view.cubes[0].includes.map(({ name, title, description, meta }) => {
    const formula = cubes[view.cubes[0].join_path]?.measures[name]?.meta.formula;
    const owner = cubes[view.cubes[0].join_path]?.measures[name]?.meta.owner ?? readOwner(meta);
    return { view: view.name, name, owner, texts: { title, description, ...(formula !== undefined && { formula }) } };
  })
);
const views = readViews().map(({ view }) => view);
const english = read('en-US');

function read(language: string): ModelTexts {
  return modelTextsSchema.parse(parse(readFileSync(path.join(folder, `${language}.yml`), 'utf8')));
}

test('there is one file for each language and no other', () => {
  expect(readdirSync(folder).sort()).toEqual(['en-US', ...translations].map((language) => `${language}.yml`).sort());
});

test('English has words only: its titles stand in the model', () => {
  expect({ views: english.views, shared: english.shared }).toEqual({ views: {}, shared: {} });
});

describe.each(translations)('model-texts/%s.yml', (language) => {
  const texts = read(language);
  const find = (view: string, name: string) => texts.views[view]?.members[name] ?? texts.shared[name];

  test('has a title and a description for every view, of its own', () => {
    const faults = views.flatMap(({ name, title, description }) => {
      const own = texts.views[name];
      return own ? listCopies(`${language}.yml: views.${name}`, { title, description }, own) : [`${name} is missing`];
    });
    expect(faults).toEqual([]);
  });

  test('has texts for every member, none of them the English one', () => {
    const faults = members.flatMap((member) => {
      const own = find(member.view, member.name);
      const at = `${language}.yml: ${member.view}.${member.name}`;
      return own
        ? [
            ...Object.keys(member.texts)
              .filter((key) => !(key in own))
              .map((key) => `${at}.${key} is missing`),
            ...listCopies(at, member.texts, own),
          ]
        : [`${at} is missing`];
    });
    expect(faults).toEqual([]);
  });

  test('has no text for what is not in the model', () => {
    const known = new Set(members.map(({ view, name }) => `${view}.${name}`));
    const own = Object.entries(texts.views).flatMap(([view, { members: named }]) =>
      Object.entries(named).flatMap(([name, { formula }]) => {
        const member = members.find((each) => each.view === view && each.name === name);
        return [
          ...(known.has(`${view}.${name}`) ? [] : [`views.${view}.members.${name}`]),
          ...(member && formula !== undefined && !('formula' in member.texts)
            ? [`views.${view}.members.${name}.formula`]
            : []),
        ];
      })
    );
    const unknownViews = Object.keys(texts.views).filter((view) => !views.some(({ name }) => name === view));
    const shared = Object.keys(texts.shared).filter((name) => !members.some((each) => each.name === name));
    expect([...own, ...unknownViews, ...shared].map((at) => `${language}.yml: ${at} is not in the model`)).toEqual([]);
  });

  test('shares texts only between members that say the same in English', () => {
    const faults = Object.keys(texts.shared).filter((name) => {
      const users = members.filter((each) => each.name === name && !texts.views[each.view]?.members[name]);
      return new Set(users.map((each) => JSON.stringify(each.texts))).size > 1;
    });
    expect(faults.map((name) => `${language}.yml: shared.${name} means different things: name it per view`)).toEqual(
      []
    );
  });

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

  test('names every owner and no other', () => {
    expect(Object.keys(texts.owners).sort()).toEqual([...new Set(members.map(({ owner }) => owner))].sort());
  });

  test('keeps placeholders and codes that a text mentions', () => {
    const codes = (text: string | undefined) => (text?.match(/\{\{?\w+\}?\}|\b[a-z0-9]+_[a-z0-9_]+\b/g) ?? []).sort();
    for (const { view, name, texts: own } of members) {
      const translated = find(view, name);
      expect([view, name, codes(translated?.description)]).toEqual([view, name, codes(own.description)]);
    }
  });
});

test('every category of the model has words, and no others have', () => {
  const categories = members.filter(({ texts, name }) => !('formula' in texts) && !shownAsTheyAre.includes(name));
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

function readOwner(meta: unknown): string {
  return z.object({ owner: z.string() }).parse(meta).owner;
}

/** Texts that were left in English. */
function listCopies(at: string, original: Partial<MemberTexts>, own: Partial<MemberTexts>): string[] {
  return (['title', 'description', 'formula'] as const).flatMap((key) => {
    const text = own[key];
    return text !== undefined && text === original[key] && !sameInBoth.has(text)
      ? [`${at}.${key} is the English text`]
      : [];
  });
}
