import { endOfBankDay, startOfBankDay, toBankDay } from './bank-time';

describe('bank time', () => {
  it.each(['Europe/Prague', 'America/New_York', 'UTC'])('turns days of %s into moments and back', (zone) => {
    for (const day of ['1993-01-01', '1993-03-28', '1994-03-31', '2016-06-30']) {
      expect(toBankDay(startOfBankDay(day, zone), zone)).toBe(day);
      expect(toBankDay(endOfBankDay(day, zone), zone)).toBe(day);
    }
  });

  it('starts the day at the bank’s midnight', () => {
    expect(new Date(startOfBankDay('1994-01-01', 'Europe/Prague')).toISOString()).toBe('1993-12-31T23:00:00.000Z');
  });

  it('gives the day on which clocks change 23 hours', () => {
    expect(endOfBankDay('1993-03-28', 'Europe/Prague') + 1 - startOfBankDay('1993-03-28', 'Europe/Prague')).toBe(
      23 * 3_600_000
    );
  });
});
