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
});
