import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { findUsedTexts, type UsedText } from './used-texts';

const languages = ['en-US', 'es-ES', 'zh-Hans'] as const;
type Language = (typeof languages)[number];

const textTreeSchema: z.ZodType<unknown> = z.record(
  z.string(),
  z.lazy(() => z.union([z.string(), textTreeSchema]))
);

export interface TextFiles {
  /** Folder of the sources that use the texts */
  source: string;
  /** The file of a language; undefined for English where it stands in the sources only */
  fileOf: (language: Language) => string | undefined;
}

/**
 * Compares the texts that a workspace's sources use with its locale files `src/locales/<language>/<name>.json`.
 * @returns one line for people per problem, as {@link listTextProblems}
 */
export function listLocaleProblems(folder: string, name: string): string[] {
  const source = path.join(folder, 'src');
  return listTextProblems({ source, fileOf: (language) => path.join(source, 'locales', language, `${name}.json`) });
}

/**
 * Compares the texts that sources use with the files of every language.
 * @returns one line for people per problem: a key that is not written out; a text missing, unused, empty, left in English or
 * with other placeholders than the English one; a plural form that the language needs or does not know; an English text
 * that differs from the default in the source. Empty when all is well.
 */
export function listTextProblems({ source, fileOf }: TextFiles): string[] {
  const { texts: used, problems } = readUsedTexts(source);
  const read = (language: Language) => {
    const file = fileOf(language);
    return file === undefined ? spellOut(used) : readTexts(file);
  };
  const english = read('en-US');
  return [
    ...problems,
    ...checkDefaults(used, english),
    ...languages.flatMap((language) => checkLanguage(language, read(language), used, english)),
  ];
}

function checkDefaults(used: Map<string, UsedText>, english: Map<string, string>): string[] {
  return [...used].flatMap(([key, { text }]) => {
    const stated = english.get(key) ?? english.get(`${key}_other`);
    return text !== undefined && stated !== undefined && stated !== text
      ? [`en-US: "${key}" is "${stated}", but the source says "${text}"`]
      : [];
  });
}

function checkLanguage(
  language: Language,
  texts: Map<string, string>,
  used: Map<string, UsedText>,
  english: Map<string, string>
): string[] {
  const needed = new Map(
    [...used.keys()].flatMap((key) => listForms(key, language, english).map((form) => [form, key] as const))
  );
  const originalOf = (form: string) => {
    const key = needed.get(form) ?? form;
    return english.get(form) ?? english.get(key) ?? english.get(`${key}_other`);
  };
  return [
    ...[...needed.keys()].filter((form) => !texts.get(form)?.trim()).map((form) => `"${form}" has no text`),
    ...[...texts.keys()].filter((form) => !needed.has(form)).map((form) => `"${form}" is not used`),
    ...[...texts].flatMap(([form, text]) => checkTranslation(language, form, text, originalOf(form))),
  ].map((problem) => `${language}: ${problem}`);
}

function checkTranslation(language: Language, form: string, text: string, original: string | undefined): string[] {
  if (original === undefined || text.trim() === '') {
    return [];
  }
  return [
    ...(listPlaceholders(text) === listPlaceholders(original)
      ? []
      : [`"${form}" has other placeholders or tags than en-US`]),
    ...(language !== 'en-US' && text === original && isProse(text, language) ? [`"${form}" is left in English`] : []),
  ];
}

/** A key's forms in a language: one for each of its plural categories where English has plural forms of the key. */
function listForms(key: string, language: Language, english: Map<string, string>): string[] {
  return english.has(`${key}_other`) || english.has(`${key}_one`)
    ? new Intl.PluralRules(language).resolvedOptions().pluralCategories.map((category) => `${key}_${category}`)
    : [key];
}

/** Where English and another language may agree: placeholders, signs, abbreviations, and single words such as "General", of which Chinese has none. */
function isProse(text: string, language: Language): boolean {
  const words = text.replace(/\{\{.*?\}\}|<.*?>/g, '').match(/\p{L}{3,}/gu) ?? [];
  return words.filter((word) => word !== word.toUpperCase()).length > (language === 'zh-Hans' ? 0 : 1);
}

function listPlaceholders(text: string): string {
  return (text.match(/\{\{.*?\}\}|<\/?\w+>/g) ?? [])
    .map((placeholder) => placeholder.replace(/\s/g, ''))
    .sort()
    .join(' ');
}

function readUsedTexts(source: string): { texts: Map<string, UsedText>; problems: string[] } {
  const files = globSync('**/*.{ts,tsx}', { cwd: source }).filter((name) => !/\.test\.tsx?$/.test(name));
  const found = files.sort().map((file) => findUsedTexts(file, readFileSync(path.join(source, file), 'utf8')));
  return {
    texts: new Map(found.flatMap(({ texts }) => texts.map((text) => [text.key, text] as const))),
    problems: found.flatMap(({ problems }) => problems),
  };
}

function spellOut(used: Map<string, UsedText>): Map<string, string> {
  return new Map([...used].map(([key, { text }]) => [key, text ?? key]));
}

function readTexts(file: string): Map<string, string> {
  return existsSync(file) ? new Map(flatten(textTreeSchema.parse(JSON.parse(readFileSync(file, 'utf8'))))) : new Map();
}

function flatten(tree: unknown, prefix = ''): Array<[string, string]> {
  return typeof tree === 'string'
    ? [[prefix, tree]]
    : Object.entries(tree ?? {}).flatMap(([key, value]) => flatten(value, prefix ? `${prefix}.${key}` : key));
}
