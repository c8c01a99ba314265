import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import manifest from '../plugin.json';

const SOURCE = path.join(__dirname, '..');

/** Keys that the code asks for, with their English text. */
function readUsedTexts(): Map<string, string> {
  const used = new Map<string, string>();
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes('.test.')
  );
  for (const file of files) {
    const source = readFileSync(path.join(SOURCE, file), 'utf8');
    for (const [, key, text] of source.matchAll(/\bt\(\s*'([^']+)',\s*'((?:[^'\\]|\\.)*)'/g)) {
      used.set(key ?? '', text ?? '');
    }
    for (const [, key, text] of source.matchAll(/i18nKey="([^"]+)">\s*([\s\S]*?)\s*<\/Trans>/g)) {
      used.set(key ?? '', (text ?? '').replace(/\s+/g, ' '));
    }
  }
  return used;
}

function readTexts(language: string): Map<string, string> {
  const texts = new Map<string, string>();
  const collect = (node: unknown, prefix: string) => {
    for (const [key, value] of Object.entries(node ?? {})) {
      if (typeof value === 'string') {
        texts.set(`${prefix}${key}`, value);
      } else {
        collect(value, `${prefix}${key}.`);
      }
    }
  };
  collect(JSON.parse(readFileSync(path.join(__dirname, language, `${manifest.id}.json`), 'utf8')), '');
  return texts;
}

const withoutPlural = (key: string) => key.replace(/_(one|other)$/, '');
const listPlaceholders = (text: string) => [...text.matchAll(/{{\w+}}/g)].map(([name]) => name).sort();

describe.each(manifest.languages)('texts in %s', (language) => {
  const used = readUsedTexts();
  const texts = readTexts(language);

  it('has every text that the code asks for, and no other', () => {
    expect(used.size).toBeGreaterThan(50);
    expect([...new Set([...texts.keys()].map(withoutPlural))].sort()).toEqual([...used.keys()].sort());
  });

  it('fills the same values into every text', () => {
    for (const [key, text] of texts) {
      expect({ key, values: listPlaceholders(text) }).toEqual({
        key,
        values: listPlaceholders(used.get(withoutPlural(key)) ?? ''),
      });
    }
  });

  it('leaves no text empty', () => {
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

it('says in English what the code says', () => {
  const texts = readTexts('en-US');
  for (const [key, text] of readUsedTexts()) {
    expect(texts.get(key) ?? texts.get(`${key}_other`)).toBe(text);
  }
});
