import { type Standing } from './read-standings';
import { clampPace, describeGap, describeOffScale } from './pace-words';

const standing: Standing = {
  metric: 'net_inflow',
  isMoney: true,
  status: 'act',
  actual: -40_000,
  target: 20_000,
  attainment: -2,
  pace: -4,
  forecast: null,
  due: 0.5,
};
const euros = { kind: 'currency', currency: 'EUR' } as const;

describe('a pace out of any scale', () => {
  it.each([
    [-5.21, 'Behind'],
    [-0.001, 'Behind'],
    [0, undefined],
    [0.9, undefined],
    [3, undefined],
    [3.01, 'Ahead'],
    [null, undefined],
  ])('%d is told as %s', (pace, text) => {
    expect(describeOffScale(pace)).toBe(text);
  });

  it('tells how far the actual is from what is due by now', () => {
    expect(describeGap(standing, euros)).toMatch(/^€50\s?K behind$/);
    expect(describeGap({ ...standing, actual: 45, target: 20, pace: 4.5, isMoney: false }, { kind: 'count' })).toBe(
      '35 ahead'
    );
    expect(describeGap({ ...standing, actual: 10_000, target: -40_000, pace: -0.5 }, euros)).toMatch(/^€30\s?K ahead$/);
    expect(describeGap({ ...standing, pace: 0.8 }, euros)).toBeUndefined();
    expect(describeGap({ ...standing, due: null }, euros)).toBe('Behind');
  });

  it('is drawn as far as the scale goes', () => {
    expect([-5, 0.5, 30].map(clampPace)).toEqual([0, 0.5, 3]);
  });
});
