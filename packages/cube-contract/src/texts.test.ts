import { chooseLanguage, findMemberTexts, findWords, modelTextsSchema } from './texts';

const offered = ['en-US', 'es-ES', 'zh-Hans'];

it.each([
  ['es-ES', 'es-ES'],
  ['es-MX', 'es-ES'],
  ['es', 'es-ES'],
  ['zh-Hans', 'zh-Hans'],
  ['zh-CN', 'zh-Hans'],
  // Traditional characters are not what a reader of simplified ones writes, nor the other way round.
  ['zh-TW', 'en-US'],
  ['zh-Hant', 'en-US'],
  ['en-GB', 'en-US'],
  ['fr-FR', 'en-US'],
  ['not a tag', 'en-US'],
  ['', 'en-US'],
  [undefined, 'en-US'],
])('serves a reader of %p in %s', (wish, language) => {
  expect(chooseLanguage(wish, offered)).toBe(language);
});

it('serves the model’s own language where nothing is offered', () => {
  expect(chooseLanguage('es-ES', [])).toBe('en-US');
});

const texts = modelTextsSchema.parse({
  views: {
    loans: { title: 'Préstamos', description: 'Contratos', members: { status: { title: 'Estado', description: 'x' } } },
  },
  shared: { outlet: { title: 'Oficina', description: 'Nombre' } },
  words: { status: { open: 'Abierta' }, 'loans.status': { paid: 'Pagado' } },
});

it('finds the texts of a member in its view, else those that all views share', () => {
  expect(findMemberTexts(texts, 'loans.outlet')?.title).toBe('Oficina');
  expect(findMemberTexts(texts, 'loans.status')?.title).toBe('Estado');
  expect(findMemberTexts(texts, 'loans.status.month')?.title).toBe('Estado');
  expect(findMemberTexts(texts, 'tasks.status')).toBeUndefined();
  expect(findMemberTexts(undefined, 'loans.status')).toBeUndefined();
});

it('prefers the words of the view’s own member', () => {
  expect(findWords(texts, 'loans.status')).toEqual({ paid: 'Pagado' });
  expect(findWords(texts, 'tasks.status')).toEqual({ open: 'Abierta' });
  expect(findWords(texts, 'loans.outlet')).toBeUndefined();
});

it.each([
  [{ views: { loans: { title: ' ', description: 'x', members: {} } } }, 'views.loans.title'],
  [{ views: { loans: { title: 'x', members: {} } } }, 'views.loans.description'],
  [
    { views: { loans: { title: 'x', description: 'x', members: { a: { titel: 'x' } } } } },
    'views.loans.members.a.title',
  ],
  [{ words: { tier: { basic: '' } } }, 'words.tier.basic'],
])('refuses what is missing or empty: %#', (value, path) => {
  const { error } = modelTextsSchema.safeParse(value);
  expect(error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
});
