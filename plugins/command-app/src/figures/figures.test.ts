import { compare, findComparablePreset } from './change';
import { compareChanges, splitChange } from './contributions';
import { orderRows, withChanges } from './ranking';

const SPAN = { firstDay: '1993-01-01', lastDay: '1994-03-31', today: '1994-03-31' };
const YEAR_BEFORE = { from: '1992-04-01', to: '1993-03-31' };

describe('compare', () => {
  it('compares a stock when its value at the compared end is known', () => {
    expect(compare(150, 100, 'stock', YEAR_BEFORE, SPAN)).toEqual({ kind: 'change', difference: 50, share: 0.5 });
  });

  it('refuses to compare a flow with a period that data cover in part only', () => {
    expect(compare(150, 20, 'flow', YEAR_BEFORE, SPAN)).toEqual({ kind: 'not-covered' });
    expect(compare(150, 20, 'average', YEAR_BEFORE, SPAN)).toEqual({ kind: 'not-covered' });
  });

  it('gives no share of nothing and keeps the sign from a negative base', () => {
    const before = { from: '1993-01-01', to: '1993-03-31' };
    expect(compare(5, 0, 'flow', before, SPAN)).toEqual({ kind: 'change', difference: 5, share: null });
    expect(compare(-50, -100, 'flow', before, SPAN)).toEqual({ kind: 'change', difference: 50, share: 0.5 });
    expect(compare(null, 1, 'flow', before, SPAN)).toEqual({ kind: 'no-value' });
    expect(compare(1, 1, 'flow', undefined, SPAN)).toEqual({ kind: 'none' });
  });
});

describe('findComparablePreset', () => {
  const year = { from: '1993-04-01', to: '1994-03-31' };

  it('finds the longest shorter period that can be compared', () => {
    expect(findComparablePreset('flow', year, 'previous', SPAN)).toBe('last6');
    expect(findComparablePreset('flow', year, 'year', SPAN)).toBe('last3');
    expect(findComparablePreset('flow', { from: '1994-03-01', to: '1994-03-31' }, 'previous', SPAN)).toBeUndefined();
  });
});

describe('splitChange', () => {
  const group = (key: string, value: number | null, before: number | null) => ({ key, name: key, value, before });

  it('lists the largest parts of either sign and a rest that makes up the total', () => {
    const groups = [
      group('a', 10, 0),
      group('b', 0, 30),
      group('c', 5, 4),
      group('d', 7, 5),
      group('e', null, 3),
      group('f', 4, null),
    ];
    const { top, rest, total } = splitChange(groups, -16, 3);
    expect(top.map(({ key, amount }) => [key, amount])).toEqual([
      ['b', -30],
      ['a', 10],
      ['f', 4],
    ]);
    expect(rest).toEqual({ amount: 0, groups: 3 });
    expect(top.reduce((sum, { amount }) => sum + amount, rest.amount)).toBe(total);
  });

  it('puts what groups do not explain into the rest, and no noise of decimals', () => {
    expect(splitChange([group('a', 0.3, 0.1)], 0.2).rest.amount).toBe(0);
    expect(splitChange([group('a', 3, 1)], 5).rest.amount).toBe(3);
  });

  it('lists nothing when nothing changed', () => {
    expect(splitChange([group('a', 1, 1)], 0)).toEqual({ top: [], rest: { amount: 0, groups: 0 }, total: 0 });
  });
});

describe('outlet list', () => {
  const rows = withChanges(
    [
      { key: 'B1', name: 'Ústí nad Labem', value: 10, before: 20 },
      { key: 'B2', name: 'Brno', value: 30, before: 10 },
      { key: 'B3', name: 'Cheb', value: null, before: 5 },
      { key: 'B4', name: 'Děčín', value: 5, before: 0 },
    ],
    true
  );

  it('sorts by value, change or share and keeps rows without one at the end', () => {
    const keys = (key: 'value' | 'change' | 'share', descending: boolean) =>
      orderRows(rows, '', { key, descending }).map((row) => row.key);
    expect(keys('value', true)).toEqual(['B2', 'B1', 'B4', 'B3']);
    expect(keys('value', false)).toEqual(['B4', 'B1', 'B2', 'B3']);
    expect(keys('change', false)).toEqual(['B1', 'B4', 'B2', 'B3']);
    expect(keys('share', true)).toEqual(['B2', 'B1', 'B3', 'B4']);
  });

  it('finds names without accents and codes in any case', () => {
    expect(orderRows(rows, 'usti', { key: 'name', descending: false }).map(({ key }) => key)).toEqual(['B1']);
    expect(orderRows(rows, ' b3 ', { key: 'name', descending: false }).map(({ key }) => key)).toEqual(['B3']);
    expect(orderRows(rows, 'nowhere', { key: 'name', descending: false })).toEqual([]);
  });

  it('has no changes without a comparison', () => {
    expect(withChanges([{ key: 'B1', name: 'Brno', value: 10, before: 20 }], false)[0]).toMatchObject({
      change: null,
      share: null,
    });
  });
});

describe('compareChanges', () => {
  it('takes each ratio by its own change, without a rest, and leaves out what lacks a value', () => {
    const group = (key: string, value: number | null, before: number | null) => ({ key, name: key, value, before });
    const changes = compareChanges([group('a', 0.06, 0.05), group('b', 0.02, 0.05), group('c', 0.5, null)], -0.005);
    expect(changes.top.map(({ key, amount }) => [key, Number(amount.toFixed(4))])).toEqual([
      ['b', -0.03],
      ['a', 0.01],
    ]);
    expect(changes).toMatchObject({ rest: { amount: 0, groups: 0 }, total: -0.005 });
  });
});
