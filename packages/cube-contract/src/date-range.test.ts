import { resolveDateRange } from './date-range';

const clock = { today: '1994-03-31', timeZone: 'Europe/Prague' };

describe('resolveDateRange', () => {
  it.each<[string | string[], [string, string]]>([
    ['today', ['1994-03-31', '1994-03-31']],
    ['Yesterday', ['1994-03-30', '1994-03-30']],
    ['tomorrow', ['1994-04-01', '1994-04-01']],
    ['this day', ['1994-03-31', '1994-03-31']],
    ['this week', ['1994-03-28', '1994-04-03']],
    ['last week', ['1994-03-21', '1994-03-27']],
    ['next week', ['1994-04-04', '1994-04-10']],
    ['this month', ['1994-03-01', '1994-03-31']],
    ['last month', ['1994-02-01', '1994-02-28']],
    ['next month', ['1994-04-01', '1994-04-30']],
    ['this quarter', ['1994-01-01', '1994-03-31']],
    ['last quarter', ['1993-10-01', '1993-12-31']],
    ['this year', ['1994-01-01', '1994-12-31']],
    ['last year', ['1993-01-01', '1993-12-31']],
    ['last 3 months', ['1993-12-01', '1994-02-28']],
    ['last 7 days', ['1994-03-24', '1994-03-30']],
    ['last 2 weeks', ['1994-03-14', '1994-03-27']],
    ['Last  1  year', ['1993-01-01', '1993-12-31']],
    ['next 2 quarters', ['1994-04-01', '1994-09-30']],
    ['next 1 day', ['1994-04-01', '1994-04-01']],
    ['from 30 days ago to now', ['1994-03-01', '1994-03-31']],
    ['from 1 month ago to yesterday', ['1994-02-28', '1994-03-30']],
    ['from now to 2 weeks from now', ['1994-03-31', '1994-04-14']],
    ['from 1993-01-01 to 1993-06-30', ['1993-01-01', '1993-06-30']],
    ['1993-12-31', ['1993-12-31', '1993-12-31']],
    [['1993-12-31'], ['1993-12-31', '1993-12-31']],
    [
      ['1993-01-01', '1993-12-31'],
      ['1993-01-01', '1993-12-31'],
    ],
    [
      ['1993-01-01T00:00:00.000', '1993-12-31T23:59:59.999'],
      ['1993-01-01', '1993-12-31'],
    ],
    // Moments are days of the bank: 23:30 in UTC is the next day in Prague.
    [
      ['1993-01-01T00:00:00Z', '1993-01-30T23:30:00.000Z'],
      ['1993-01-01', '1993-01-31'],
    ],
    [
      ['1993-01-01', 'today'],
      ['1993-01-01', '1994-03-31'],
    ],
  ])('%j', (range, days) => {
    expect(resolveDateRange(range, clock)).toEqual(days);
  });

  it('knows leap days and the turn of the ISO year', () => {
    expect(resolveDateRange('last month', { ...clock, today: '2024-03-31' })).toEqual(['2024-02-01', '2024-02-29']);
    expect(resolveDateRange('this week', { ...clock, today: '2021-01-03' })).toEqual(['2020-12-28', '2021-01-03']);
    expect(resolveDateRange('from 1 year ago to now', { ...clock, today: '2024-02-29' })[0]).toBe('2023-02-28');
  });

  it.each<[string | string[], RegExp]>([
    ['once upon a time', /"once upon a time" is not understood: write a day/],
    ['last 0 days', /has no days/],
    ['1993-02-30', /not understood/],
    [['1994-01-01', '1993-01-01'], /ends before it begins: swap/],
    [[], /is empty/],
    ['', /not understood/],
    ['from x to now', /"x" is not understood/],
    ['constructor', /not understood/],
    ['last 3 hours', /not understood/],
  ])('refuses %j', (range, message) => {
    expect(() => resolveDateRange(range, clock)).toThrow(message);
  });
});
