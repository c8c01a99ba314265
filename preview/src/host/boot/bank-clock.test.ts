import { computeNow } from './bank-clock';

describe('computeNow', () => {
  it.each([
    ['1998-12-31', 'Europe/Prague', '1998-12-31T22:59:59.999Z'],
    ['1998-07-15', 'Europe/Prague', '1998-07-15T21:59:59.999Z'],
    ['2016-06-30', 'America/New_York', '2016-07-01T03:59:59.999Z'],
    ['2024-01-01', 'UTC', '2024-01-01T23:59:59.999Z'],
  ])('ends %s in %s', (day, zone, expected) => {
    expect(new Date(computeNow(day, zone)).toISOString()).toBe(expected);
  });

  it('ends a day of 23 and of 25 hours', () => {
    expect(new Date(computeNow('2024-03-31', 'Europe/Madrid')).toISOString()).toBe('2024-03-31T21:59:59.999Z');
    expect(new Date(computeNow('2024-10-27', 'Europe/Madrid')).toISOString()).toBe('2024-10-27T22:59:59.999Z');
  });
});
