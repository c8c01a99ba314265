import { findRepositoryRoot } from '@branchlight/runtime';
import { readModel } from '../model/read-model';
import { askSide, listPeriods, type SideAnswers } from './ask-side';
import { compareSides } from './compare-sides';
import { parseDiffOptions } from './options';
import { explainFailure } from './refuse-broken-models';
import { renderDiff } from './render-diff';

const model = readModel(findRepositoryRoot());
const [june] = listPeriods('2026-06-30');
const answersOf = (figures: Record<string, string | null>, refusals: Record<string, string> = {}): SideAnswers => ({
  figures: new Map(Object.entries(figures).map(([key, figure]) => [key.replaceAll('|', '\u001f'), figure])),
  refusals: new Map(Object.entries(refusals)),
});

test.each([
  ['2026-06-30', ['2026-06-01', '2026-06-30'], ['2026-04-01', '2026-06-30']],
  ['2026-06-29', ['2026-05-01', '2026-05-31'], ['2026-01-01', '2026-03-31']],
  ['2024-02-29', ['2024-02-01', '2024-02-29'], ['2023-10-01', '2023-12-31']],
  ['2024-02-28', ['2024-01-01', '2024-01-31'], ['2023-10-01', '2023-12-31']],
  ['2025-12-31', ['2025-12-01', '2025-12-31'], ['2025-10-01', '2025-12-31']],
  ['2026-01-15', ['2025-12-01', '2025-12-31'], ['2025-10-01', '2025-12-31']],
])('data that end on %s are compared for the last whole month and quarter', (day, month, quarter) => {
  expect(listPeriods(day).map(({ days }) => days)).toEqual([month, quarter]);
});

test('names of periods are those of their days', () => {
  expect(listPeriods('2026-07-02').map(({ name }) => name)).toEqual(['month 2026-06', 'quarter 2026-Q2']);
});

test('figures that differ are told by outlet, those that differ by rounding are not', () => {
  const before = answersOf({
    'cards.spend|month|B1': '10.00',
    'cards.spend|month|B2': '0.30000000000000004',
    'cards.spend|month|B3': '5',
  });
  const after = answersOf({ 'cards.spend|month|B1': '12', 'cards.spend|month|B2': '0.3', 'cards.spend|month|B4': '0' });
  const diff = compareSides({ model, answers: before }, { model, answers: after });
  expect(diff.changes).toEqual([
    { member: 'cards.spend', period: 'month', unit: 'B1', old: '10.00', new: '12' },
    { member: 'cards.spend', period: 'month', unit: 'B3', old: '5', new: null },
    // No value is not 0.
    { member: 'cards.spend', period: 'month', unit: 'B4', old: null, new: '0' },
  ]);
  expect(renderDiff(diff, 'main')).toMatch(/B1 +10 +12 +\+20\.00 %/);
  expect(renderDiff(diff, 'main')).toMatch(/B3 +5 +no value\n/);
});

test('drill members and hierarchies that differ are told', () => {
  const cube = model.cubes.get('card_period');
  const [spend, path] = [cube?.members.get('spend'), cube?.hierarchies.get('geography')];
  if (!cube || !spend || !path) {
    throw new Error('the model has no spending with cards by region and outlet any more');
  }
  const changed = {
    ...cube,
    members: new Map([...cube.members, ['spend', { ...spend, drillMembers: ['product'] }]]),
    hierarchies: new Map([['geography', { ...path, levels: ['region_code', 'product'] }]]),
  };
  const after = {
    ...model,
    cubes: new Map([...model.cubes, ['card_period', changed]]),
    views: model.views.map((view) => (view.name === 'loans' ? { ...view, hierarchies: [] } : view)),
  };
  const answers = answersOf({});
  const diff = compareSides({ model, answers }, { model: after, answers });
  expect(diff.redefined).toEqual([{ member: 'cards.spend', parts: ['drill members'] }]);
  const text = renderDiff(diff, 'main');
  expect(text).toContain('cards.geography: region_code > product instead of region_code > outlet_code');
  expect(text).toContain('loans.geography: none instead of region_code > outlet_code');
  expect(compareSides({ model, answers }, { model, answers }).hierarchies).toEqual([]);
});

test('a measure that one side refuses is told and not compared', () => {
  const diff = compareSides(
    { model, answers: answersOf({ 'cards.spend|month|B1': '10' }) },
    { model, answers: answersOf({}, { 'cards.spend': 'does not exist' }) }
  );
  expect(diff.changes).toEqual([]);
  expect(diff.refusals).toEqual([{ member: 'cards.spend', side: 'new', message: 'does not exist' }]);
});

test('a long table is cut and counted', () => {
  const outlets = Array.from({ length: 40 }, (_, index) => [`cards.spend|month|B${100 + index}`, '1'] as const);
  const diff = compareSides(
    { model, answers: answersOf(Object.fromEntries(outlets)) },
    { model, answers: answersOf({}) }
  );
  expect(renderDiff(diff, 'main')).toMatch(/and 10 more/);
});

test('where all measures of a view together are refused, each is asked alone', async () => {
  const asked: string[][] = [];
  const answers = await askSide(
    async (query) => {
      const { measures } = query as { measures: string[] };
      asked.push(measures);
      return measures.length > 1 || measures[0] === 'cards.spend'
        ? { error: 'no' }
        : { results: [{ data: [{ [measures[0] ?? '']: '7' }] }] };
    },
    { ...model, views: model.views.filter(({ name }) => name === 'cards') },
    june ? [june] : []
  );
  expect(asked.map(({ length }) => length)).toEqual([3, 1, 1, 1]);
  expect([...answers.refusals.keys()]).toEqual(['cards.spend']);
  expect([...answers.figures.values()]).toEqual(['7', '7']);
});

test('what Cube says of a model that does not compile is told with the files it is about', () => {
  const text = `Warning. Another planner is coming.
Compile errors:
Errors:
cards cube: Member 'lost' is included in 'cards' but not defined in any cube
needs_spend is not defined

deposits.yml Errors:
bad indentation
`;
  expect(explainFailure(text, model)).toEqual([
    `cube-schema/model/views/cards.yml: cards cube: Member 'lost' is included in 'cards' but not defined in any cube`,
    'cube-schema/model/cubes/card-period.js: needs_spend is not defined',
    'deposits.yml: bad indentation',
  ]);
  expect(explainFailure('', model)).toEqual([]);
});

test.each([
  [[], /Name one git revision/],
  [['main', 'other'], /Name one git revision/],
  [['main', '--scale', '0'], /--scale is "0": give a whole number from 1 to 20/],
  [['main', '--seed', 'x'], /--seed/],
  [['main', '--scale-up'], /--scale-up/],
])('the command line %j is refused with what it takes', (argv, message) => {
  expect(() => parseDiffOptions(argv)).toThrow(message);
});

test('the command line may leave everything out but the revision', () => {
  expect(parseDiffOptions(['main'])).toEqual({ base: 'main', scale: 1, seed: 1, isJson: false });
  expect(parseDiffOptions(['--help'])).toBeUndefined();
});
