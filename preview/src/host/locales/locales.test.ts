import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import spanish from './es-ES.json';
import chinese from './zh-Hans.json';

const sources = globSync('**/*.{ts,tsx}', { cwd: path.join(__dirname, '..') })
  .filter((file) => !file.includes('.test.'))
  .map((file) => readFileSync(path.join(__dirname, '..', file), 'utf8'))
  .join('\n');
const usedKeys = [...sources.matchAll(/(?:\bt\(\s*|i18nKey=)['"]([\w.-]+)['"]/g)].map((match) => match[1] ?? '').sort();

function listKeys(texts: object, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([name, text]: [string, unknown]) =>
    typeof text === 'object' && text !== null ? listKeys(text, `${prefix}${name}.`) : [`${prefix}${name}`]
  );
}

it.each([
  ['Spanish', spanish],
  ['Chinese', chinese],
])('%s has every text of the host and no other', (_language, texts) => {
  expect(listKeys(texts).sort()).toEqual([...new Set(usedKeys)]);
});
