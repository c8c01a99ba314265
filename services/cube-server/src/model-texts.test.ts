import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readModelTexts } from './model-texts';

describe('readModelTexts', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'model-texts-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('reads one language from each file', () => {
    writeFileSync(path.join(folder, 'es-ES.yml'), 'words:\n  tier:\n    basic: Básico\n');
    writeFileSync(path.join(folder, 'README.md'), 'not a language');
    expect(readModelTexts(folder)).toEqual({
      'es-ES': {
        views: {},
        shared: {},
        words: { tier: { basic: 'Básico' } },
        folders: {},
        hierarchies: {},
        owners: {},
      },
    });
  });

  it('names file, line and member of a text that is empty', () => {
    const file = path.join(folder, 'es-ES.yml');
    writeFileSync(
      file,
      'views:\n  cards:\n    title: Tarjetas\n    description: Tarjetas de pago\n    members:\n      spend:\n        title: ""\n        description: x\n'
    );
    expect(() => readModelTexts(folder)).toThrow(`${file}:7: views.cards.members.spend.title: must be the title`);
  });

  it('names what it does not know', () => {
    writeFileSync(path.join(folder, 'es-ES.yml'), 'view: {}\n');
    expect(() => readModelTexts(folder)).toThrow(/Unrecognized key: "view"/);
  });
});
