import { computeChange, formatChange, formatDifference } from './change';
import { type FigureUnit } from './unit';

const plain = (text: string) => text.replace(/[\s\u00a0\u202f]/gu, ' ');
const count: FigureUnit = { kind: 'count' };
const ratio: FigureUnit = { kind: 'ratio' };

describe('computeChange', () => {
  it('is relative to the size of the compared value', () => {
    expect(computeChange(110, 100, count, 'up')).toEqual({ difference: 10, share: 0.1, trend: 'up', tone: 'good' });
    expect(computeChange(-50, -100, count, 'up')).toEqual({ difference: 50, share: 0.5, trend: 'up', tone: 'good' });
  });

  it('judges by the direction that is good', () => {
    expect(computeChange(90, 100, count, 'down')?.tone).toBe('good');
    expect(computeChange(90, 100, count, 'up')?.tone).toBe('bad');
    expect(computeChange(90, 100, count, 'none')?.tone).toBe('neutral');
    expect(computeChange(100, 100, count, 'up')).toMatchObject({ trend: 'flat', tone: 'neutral' });
  });

  it('knows no change where a value is missing', () => {
    expect(computeChange(null, 1, count, 'up')).toBeNull();
    expect(computeChange(1, NaN, count, 'up')).toBeNull();
  });
});

describe('formatChange', () => {
  const show = (value: number, compared: number, unit: FigureUnit) => {
    const change = computeChange(value, compared, unit, 'up');
    return change && plain(formatChange(change, unit, { locale: 'en-US' }));
  };

  it('shows a share, points for ratios, and the difference where nothing was before', () => {
    expect(show(103.2, 100, count)).toBe('+3.2 %');
    expect(show(0.25, 0.265, ratio)).toBe('-1.5 pp');
    expect(show(4_000_000, 0, count)).toBe('+4 M');
    expect(show(5, 5, count)).toBe('0 %');
  });

  it('tells the whole difference', () => {
    const change = computeChange(1_234_567, 0, count, 'up');
    expect(change && formatDifference(change, count, { locale: 'en-US' })).toBe('+1,234,567');
  });
});
