import { chooseTargetPeriod, readTargetPeriod } from './target-period';

describe('readTargetPeriod', () => {
  it.each([
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2024-Q4', '2024-10-01', '2024-12-31'],
    ['2024', '2024-01-01', '2024-12-31'],
  ])('reads %s', (code, from, to) => {
    expect(readTargetPeriod(code)).toEqual({ from, to });
  });

  it('knows what is no period', () => {
    expect(readTargetPeriod('2024-W3')).toBeUndefined();
  });
});

describe('chooseTargetPeriod', () => {
  const all = ['2026-05', '2026-06', '2026-Q1', '2026-Q2', '2026'];

  it.each([
    ['a month', '2026-05-01', '2026-05-31', '2026-05'],
    ['a quarter', '2026-01-01', '2026-03-31', '2026-Q1'],
    ['twelve months', '2025-07-01', '2026-06-30', '2026'],
    ['days after the data', '2026-06-01', '2026-12-31', '2026'],
    ['a week', '2026-06-22', '2026-06-28', '2026-06'],
  ])('takes the kind that is as long as %s', (_name, from, to, expected) => {
    expect(chooseTargetPeriod({ from, to }, '2026-06-30', all)).toBe(expected);
  });

  it('takes another kind where that one has no targets, and none where no period is around', () => {
    expect(chooseTargetPeriod({ from: '2026-05-01', to: '2026-05-31' }, '2026-06-30', ['2026-Q2', '2026'])).toBe(
      '2026-Q2'
    );
    expect(chooseTargetPeriod({ from: '2025-07-01', to: '2026-06-30' }, '2026-06-30', ['2026-05', '2026-Q2'])).toBe(
      '2026-Q2'
    );
    expect(chooseTargetPeriod({ from: '2024-01-01', to: '2024-01-31' }, '2026-06-30', all)).toBeUndefined();
  });
});
