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
  expect(formatPeriod(start, { ...praha, granularity: 'month', style: 'axis', locale: 'es-ES' })).toBe('abr 1998');
});
