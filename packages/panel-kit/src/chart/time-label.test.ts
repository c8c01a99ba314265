import { formatPeriod, guessGranularity } from './time-label';

const at = (...days: string[]) => days.map((day) => Date.parse(day));

it.each([
  [at('1998-01-01', '1998-01-02'), 'day'],
  [at('1998-01-01', '1998-01-05', '1998-01-12'), 'week'],
  [at('1998-01-01', '1998-02-01', '1998-03-01'), 'month'],
  [at('1998-01-01', '1998-04-01'), 'quarter'],
  [at('1998-01-01', '1999-01-01'), 'year'],
  [at('1998-01-01'), 'day'],
  [[], 'day'],
])('%j are periods of a %s', (times, granularity) => {
  expect(guessGranularity(times)).toBe(granularity);
});

it("names the period by the bank's own days", () => {
  const praha = { timeZone: 'Europe/Prague', style: 'full', locale: 'en-US' } as const;
  const start = Date.parse('1998-03-31T22:00:00Z');
  expect(formatPeriod(start, { ...praha, granularity: 'month' })).toBe('April 1998');
  expect(formatPeriod(start, { ...praha, granularity: 'day' })).toBe('Apr 1, 1998');
  expect(formatPeriod(start, { ...praha, granularity: 'quarter' })).toBe('Q2 1998');
});

it.each([
  ['en-US', 'Jan 1993', 'Jan 5', '1993'],
  ['es-ES', 'ene 1993', '5 ene', '1993'],
  ['zh-Hans', '1993年1月', '1月5日', '1993年'],
])('labels an axis in %s', (locale, month, day, year) => {
  const options = { timeZone: 'Europe/Prague', style: 'axis', locale } as const;
  const time = Date.parse('1993-01-05T00:00:00+01:00');
  expect(formatPeriod(time, { ...options, granularity: 'month' })).toBe(month);
  expect(formatPeriod(time, { ...options, granularity: 'day' })).toBe(day);
  expect(formatPeriod(time, { ...options, granularity: 'year' })).toBe(year);
});
