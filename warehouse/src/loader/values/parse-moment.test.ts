import { Fault } from './fault';
import { createMomentParser } from './parse-moment';

const madrid = createMomentParser('YYYY-MM-DD', 1950, 'Europe/Madrid');

describe('moments', () => {
  it.each([
    ['2024-01-05 09:30', '2024-01-05 08:30:00.000+00'],
    ['2024-07-05T09:30:15', '2024-07-05 07:30:15.000+00'],
    ['2024-07-05 09:30:15.25', '2024-07-05 07:30:15.250+00'],
    // Midnight in the bank's zone is the evening before in UTC.
    ['2024-07-05 00:00:00', '2024-07-04 22:00:00.000+00'],
    ['2024-07-05T09:30:15Z', '2024-07-05 09:30:15.000+00'],
    ['2024-07-05 09:30:15 +08:00', '2024-07-05 01:30:15.000+00'],
    ['2024-07-05T09:30:15-0530', '2024-07-05 15:00:15.000+00'],
  ])('%s', (text, moment) => {
    expect(madrid(text)).toBe(moment);
  });

  it('that clocks skip are faults, those that come twice are the first', () => {
    expect(madrid('2024-03-31 02:30:00')).toMatchObject({
      reason: expect.stringContaining('does not exist in Europe/Madrid: clocks were set forward past it'),
    });
    expect(madrid('2024-03-31 03:00:00')).toBe('2024-03-31 01:00:00.000+00');
    expect(madrid('2024-03-31T02:30:00+01:00')).toBe('2024-03-31 01:30:00.000+00');
    expect(madrid('2024-10-27 02:30:00')).toBe('2024-10-27 00:30:00.000+00');
    expect(madrid('2024-10-27T02:30:00+01:00')).toBe('2024-10-27 01:30:00.000+00');
  });

  it.each([
    '2024-01-05',
    '2024-02-30 10:00',
    '2024-01-05 24:00',
    '2024-01-05 10:60',
    '05.01.2024 10:00',
    'now',
    '2024-01-05 10:00+25:00',
  ])('%s is none', (text) => {
    expect(madrid(text)).toBeInstanceOf(Fault);
  });

  it('have the form that the mapping says', () => {
    const parse = createMomentParser('DD.MM.YY HH:mm', 1950, 'Asia/Hong_Kong');
    expect(parse('05.01.24 09:30')).toBe('2024-01-05 01:30:00.000+00');
    expect(parse('05.01.24 09:30+01:00')).toBe('2024-01-05 08:30:00.000+00');
    expect(parse('2024-01-05 09:30')).toMatchObject({ reason: expect.stringContaining('in the form DD.MM.YY HH:mm') });
  });
});
