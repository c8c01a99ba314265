import { matchesPattern } from './find-files';

describe('matchesPattern', () => {
  it.each([
    ['trans*.asc', 'trans.asc', true],
    ['trans*.asc', 'trans_1993-01_1994-03.asc.gz', true],
    ['trans*.asc', 'TRANS.ASC', true],
    ['trans*.asc', 'mytrans.asc', false],
    ['trans*.asc', 'trans.asc.bak', false],
    ['day-??.csv', 'day-07.csv', true],
    ['day-??.csv', 'day-7.csv', false],
    ['a.c', 'abc', false],
  ])('%s on %s: %s', (pattern, name, expected) => {
    expect(matchesPattern(pattern, name)).toBe(expected);
  });
});
