import { intervalToGranularity } from './interval';
import { loadResultSchema, toColumns } from './load';
import { viewerSchema } from './viewer';

const dayMs = 86_400_000;

describe('intervalToGranularity', () => {
  it.each([
    [60_000, 'day'],
    [dayMs, 'day'],
    [dayMs + 1, 'week'],
    [7 * dayMs, 'week'],
    [8 * dayMs, 'month'],
    [60 * dayMs, 'quarter'],
    [100 * dayMs, 'year'],
    [4_000 * dayMs, 'year'],
  ])('%d ms: %s', (intervalMs, granularity) => {
    expect(intervalToGranularity(intervalMs)).toBe(granularity);
  });
});

describe('answers of /v1/load', () => {
  const annotation = {
    measures: { 'a.b': { shortTitle: 'B', type: 'number', meta: { unit: 'currency', other: 1 } } },
    dimensions: { 'a.c': { type: 'string', meta: null } },
    segments: {},
    timeDimensions: {},
  };

  it('leave out a unit that differs by row, so that no field claims one', () => {
    const byMetric = { ...annotation, measures: { 'a.b': { type: 'number', meta: { unit: 'by_metric' } } } };
    const { annotation: read } = loadResultSchema.parse({ annotation: byMetric, data: [] });
    expect(read.measures['a.b']?.meta?.unit).toBeUndefined();
  });

  it('give the same columns in both forms', () => {
    const rows = loadResultSchema.parse({
      annotation,
      data: [
        { 'a.b': '1.10', 'a.c': 'x' },
        { 'a.b': null, 'a.c': 'y' },
      ],
    });
    const compact = loadResultSchema.parse({
      annotation,
      data: {
        members: ['a.c', 'a.b'],
        dataset: [
          ['x', '1.10'],
          ['y', null],
        ],
      },
    });
    for (const result of [rows, compact]) {
      const columns = toColumns(result);
      expect(columns.rows).toBe(2);
      expect(columns.read('a.b')).toEqual(['1.10', null]);
      expect(columns.read('a.c')).toEqual(['x', 'y']);
      expect(columns.read('a.unknown')).toBeUndefined();
    }
  });

  it('may be empty', () => {
    const columns = toColumns(loadResultSchema.parse({ annotation, data: [] }));
    expect([columns.rows, columns.read('a.b')]).toEqual([0, []]);
  });

  it('keep known words of meta and drop wrong ones', () => {
    const parsed = loadResultSchema.parse({
      annotation: { ...annotation, measures: { 'a.b': { meta: { unit: 'furlong', direction: 'up' } } } },
      data: [],
    });
    expect(parsed.annotation.measures['a.b']?.meta).toEqual({ unit: undefined, direction: 'up' });
  });
});

describe('viewerSchema', () => {
  const viewer = {
    login: 'hq.exec',
    role: 'executive',
    scopeKey: 'hq',
    unit: { level: 'bank', code: 'HQ', name: 'Bank', parents: [] },
    bank: {
      code: 'pkdd99',
      name: 'Bank',
      currency: 'CZK',
      timeZone: 'Europe/Prague',
      firstDay: null,
      lastDay: null,
      today: null,
    },
    dataVersion: 3,
  };

  it('takes a bank without days, and no bank', () => {
    expect(viewerSchema.safeParse(viewer).success).toBe(true);
    expect(viewerSchema.safeParse({ ...viewer, bank: null, dataVersion: null }).success).toBe(true);
  });

  it('refuses a viewer without scope', () => {
    expect(viewerSchema.safeParse({ ...viewer, scopeKey: '' }).success).toBe(false);
    expect(viewerSchema.safeParse({ ...viewer, role: 'owner' }).success).toBe(false);
  });
});
