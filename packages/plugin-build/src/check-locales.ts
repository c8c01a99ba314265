import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const languages = ['en-US', 'es-ES', 'zh-Hans'] as const;

const textTreeSchema: z.ZodType<unknown> = z.record(
  z.string(),
  z.lazy(() => z.union([z.string(), textTreeSchema]))
);

/**
 * Compares the texts that a workspace's sources use with its locale files `src/locales/<language>/<name>.json`.
 * @returns one line for people per problem: a text missing, unused, empty or with other placeholders than the English
 * one, or an English text that differs from the default in the source. Empty when all is well.
 */
export function listLocaleProblems(folder: string, name: string): string[] {
  const used = listUsedTexts(path.join(folder, 'src'));
  const texts = new Map(languages.map((language) => [language, readTexts(folder, language, name)] as const));
  const english = texts.get('en-US') ?? new Map<string, string>();
  return [
    ...[...used].flatMap(([key, text]) => checkDefault(key, text, english)),
    ...languages.flatMap((language) => checkLanguage(language, texts.get(language) ?? new Map(), used, english)),
  ];
}

function checkDefault(key: string, text: string | undefined, english: Map<string, string>): string[] {
  const stated = english.get(key);
  return text !== undefined && stated !== undefined && stated !== text
    ? [`en-US: "${key}" is "${stated}", but the source says "${text}"`]
    : [];
}

function checkLanguage(
  language: string,
  texts: Map<string, string>,
  used: Map<string, string | undefined>,
  english: Map<string, string>
): string[] {
  const missing = [...used.keys()].filter((key) => !texts.get(key)).map((key) => `${language}: "${key}" has no text`);
  const unused = [...texts.keys()].filter((key) => !used.has(key)).map((key) => `${language}: "${key}" is not used`);
  const different = [...texts]
    .filter(([key, text]) => english.has(key) && listPlaceholders(text) !== listPlaceholders(english.get(key) ?? ''))
    .map(([key]) => `${language}: "${key}" has other placeholders or tags than en-US`);
  return [...missing, ...unused, ...different];
}

function listPlaceholders(text: string): string {
  return (text.match(/\{\{\s*\w+\s*\}\}|<\/?\w+>/g) ?? []).sort().join(' ');
}

/** Keys in the sources with their default text; without one for `<Trans>`, whose children are elements. */
function listUsedTexts(source: string): Map<string, string | undefined> {
  const used = new Map<string, string | undefined>();
  for (const file of globSync('**/*.{ts,tsx}', { cwd: source }).filter((name) => !/\.test\.tsx?$/.test(name))) {
    const text = readFileSync(path.join(source, file), 'utf8');
    for (const [, key, quote, value] of text.matchAll(/\bt\(\s*'([\w.-]+)',\s*(['"`])((?:\\.|(?!\2).)*)\2/gs)) {
      used.set(key ?? '', quote && value?.replaceAll(`\\${quote}`, quote));
    }
    for (const [, key] of text.matchAll(/\bi18nKey="([\w.-]+)"/g)) {
      used.set(key ?? '', undefined);
    }
  }
  return used;
}

function readTexts(folder: string, language: string, name: string): Map<string, string> {
  const file = path.join(folder, 'src', 'locales', language, `${name}.json`);
  return existsSync(file) ? new Map(flatten(textTreeSchema.parse(JSON.parse(readFileSync(file, 'utf8'))))) : new Map();
}

function flatten(tree: unknown, prefix = ''): Array<[string, string]> {
  return typeof tree === 'string'
    ? [[prefix, tree]]
    : Object.entries(tree ?? {}).flatMap(([key, value]) => flatten(value, prefix ? `${prefix}.${key}` : key));
}
