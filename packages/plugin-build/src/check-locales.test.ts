import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listLocaleProblems } from './check-locales';

describe('listLocaleProblems', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'locales-'));
    mkdirSync(path.join(folder, 'src'));
    writeFileSync(
      path.join(folder, 'src', 'view.tsx'),
      `t('x.title', 'Outlet {{code}}'); t(\n 'x.quote',\n "it's"\n); <Trans i18nKey="x.body">Hello</Trans>`
    );
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function writeTexts(language: string, texts: Record<string, string>) {
    const directory = path.join(folder, 'src', 'locales', language);
    mkdirSync(directory, { recursive: true });
    writeFileSync(path.join(directory, 'x.json'), JSON.stringify({ x: texts }));
  }

  const english = { title: 'Outlet {{code}}', quote: "it's", body: 'Hello' };
  const spanish = { title: 'Oficina {{code}}', quote: 'es', body: 'Hola' };
  const chinese = { title: '网点 {{code}}', quote: '是', body: '你好' };

  it('finds nothing when every text is there in every language', () => {
    writeTexts('en-US', english);
    writeTexts('es-ES', spanish);
    writeTexts('zh-Hans', chinese);
    expect(listLocaleProblems(folder, 'x')).toEqual([]);
  });

  it('names what is missing, unused, changed, or lost its placeholder', () => {
    writeTexts('en-US', { ...english, title: 'Branch {{code}}' });
    writeTexts('es-ES', { ...spanish, title: 'Oficina', old: 'viejo' });
    writeTexts('zh-Hans', { ...chinese, body: '' });
    expect(listLocaleProblems(folder, 'x')).toEqual([
      'en-US: "x.title" is "Branch {{code}}", but the source says "Outlet {{code}}"',
      'es-ES: "x.old" is not used',
      'es-ES: "x.title" has other placeholders or tags than en-US',
      'zh-Hans: "x.body" has no text',
    ]);
  });

  it('reports every text of a language without a file', () => {
    writeTexts('en-US', english);
    writeTexts('es-ES', spanish);
    expect(listLocaleProblems(folder, 'x')).toHaveLength(3);
  });

  it('wants the plural forms of each language, and only those', () => {
    writeFileSync(path.join(folder, 'src', 'view.tsx'), `t('x.days', '{{count, number}} days', { count })`);
    writeTexts('en-US', { days_one: '{{count, number}} day', days_other: '{{count, number}} days' });
    writeTexts('es-ES', { days_one: '{{count, number}} día', days_other: '{{count}} días' });
    writeTexts('zh-Hans', { days_one: '{{count, number}} 天', days_other: '{{count, number}} 天' });
    expect(listLocaleProblems(folder, 'x')).toEqual([
      'es-ES: "x.days_many" has no text',
      'es-ES: "x.days_other" has other placeholders or tags than en-US',
      'zh-Hans: "x.days_one" is not used',
    ]);
  });

  it('finds what was left in English, and keys that nobody can look up', () => {
    writeFileSync(
      path.join(folder, 'src', 'view.tsx'),
      `t('x.a', 'Not in scope'); t('x.b', 'General'); t('x.c', '{{a}}: {{b}}'); t(key, 'x'); split(','); a.t(b);`
    );
    const texts = { a: 'Not in scope', b: 'General', c: '{{a}}: {{b}}' };
    ['en-US', 'es-ES', 'zh-Hans'].forEach((language) => writeTexts(language, texts));
    expect(listLocaleProblems(folder, 'x')).toEqual([
      `view.tsx: t(key, 'x'); split(','); a.t(b); … has a key that is not written out`,
      'es-ES: "x.a" is left in English',
      'zh-Hans: "x.a" is left in English',
      'zh-Hans: "x.b" is left in English',
    ]);
  });

  it('compares the text between the tags of a Trans with English', () => {
    writeTexts('en-US', { ...english, body: 'Hi' });
    writeTexts('es-ES', spanish);
    writeTexts('zh-Hans', chinese);
    expect(listLocaleProblems(folder, 'x')).toEqual(['en-US: "x.body" is "Hi", but the source says "Hello"']);
  });
});
