import { createTimeReader, fromBankDay, isDay, toBankDay, toBankDays } from './bank-day';

const iso = (epochMs: number) => new Date(epochMs).toISOString();

describe('bank days', () => {
  it.each([
    ['1993-01-01', 'Europe/Prague', '1992-12-31T23:00:00.000Z'],
    ['1993-07-01', 'Europe/Prague', '1993-06-30T22:00:00.000Z'],
    // The days on which clocks change.
    ['2024-03-31', 'Europe/Madrid', '2024-03-30T23:00:00.000Z'],
    ['2024-04-01', 'Europe/Madrid', '2024-03-31T22:00:00.000Z'],
    ['2024-11-03', 'America/New_York', '2024-11-03T04:00:00.000Z'],
    ['2024-11-04', 'America/New_York', '2024-11-04T05:00:00.000Z'],
    // Clocks skipped midnight: the day began at 01:00.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    // Midnight came twice: the day began with the first one.
    ['2024-11-03', 'America/Havana', '2024-11-03T04:00:00.000Z'],
    ['1993-01-01', 'UTC', '1993-01-01T00:00:00.000Z'],
  ])('%s in %s begins at %s', (day, zone, start) => {
    expect(iso(fromBankDay(day, zone))).toBe(start);
    expect(toBankDay(fromBankDay(day, zone), zone)).toBe(day);
    expect(toBankDay(fromBankDay(day, zone) - 1, zone)).not.toBe(day);
  });

  it('come back from every day of two years in every zone', () => {
    for (const zone of ['Europe/Prague', 'America/New_York', 'America/Sao_Paulo', 'America/Havana', 'Asia/Kathmandu']) {
      for (let day = Date.UTC(2017, 0, 1); day < Date.UTC(2019, 0, 1); day += 86_400_000) {
        const text = iso(day).slice(0, 10);
        expect(toBankDay(fromBankDay(text, zone), zone)).toBe(text);
      }
    }
  });

  it('are read from times without a zone, remembered or not', () => {
    const read = createTimeReader('Europe/Prague');
    expect(iso(read('1993-01-01T00:00:00.000'))).toBe('1992-12-31T23:00:00.000Z');
    expect(iso(read('1993-01-01T00:00:00.000'))).toBe('1992-12-31T23:00:00.000Z');
    expect(() => read('yesterday')).toThrow('"yesterday" is not a time');
  });

  it('are remembered for their own zone only, and right after more than are remembered', () => {
    const [prague, newYork] = [createTimeReader('Europe/Prague'), createTimeReader('America/New_York')];
    expect(iso(prague('1995-01-01T00:00:00.000'))).toBe('1994-12-31T23:00:00.000Z');
    expect(iso(newYork('1995-01-01T00:00:00.000'))).toBe('1995-01-01T05:00:00.000Z');
    for (let second = 0; second < 50_010; second += 1) {
      newYork(new Date(second * 1000).toISOString().slice(0, -1));
    }
    expect(iso(newYork('1995-01-01T00:00:00.000'))).toBe('1995-01-01T05:00:00.000Z');
    expect(iso(createTimeReader('Europe/Prague')('1995-01-01T00:00:00.000'))).toBe('1994-12-31T23:00:00.000Z');
  });

  it('exist or not', () => {
    expect(['2024-02-29', '2023-02-29', '2024-2-1', '20240201', 'today'].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('toBankDays', () => {
  const zone = 'Europe/Prague';
  const midnight = (day: string) => fromBankDay(day, zone);

  it('holds the days of both moments', () => {
    expect(toBankDays({ from: midnight('1993-01-01'), to: midnight('1993-04-01') - 1 }, zone)).toEqual([
      '1993-01-01',
      '1993-03-31',
    ]);
    expect(toBankDays({ from: midnight('1993-01-01') + 1, to: midnight('1993-03-31') + 1 }, zone)).toEqual([
      '1993-01-01',
      '1993-03-31',
    ]);
  });

  it('ends before a midnight on which the range ends', () => {
    expect(toBankDays({ from: midnight('1993-01-01'), to: midnight('1993-04-01') }, zone)).toEqual([
      '1993-01-01',
      '1993-03-31',
    ]);
  });

  it('begins after a day of which only the last millisecond is in the range', () => {
    const from = midnight('1993-01-01') - 1;
    expect(toBankDays({ from, to: midnight('1993-04-01') - 1 }, zone)).toEqual(['1993-01-01', '1993-03-31']);
    expect(toBankDays({ from, to: from }, zone)).toEqual(['1992-12-31', '1992-12-31']);
  });

  it('holds the day of a single moment', () => {
    expect(toBankDays({ from: midnight('1993-01-01'), to: midnight('1993-01-01') }, zone)).toEqual([
      '1993-01-01',
      '1993-01-01',
    ]);
  });

  it('takes days in the zone of the bank', () => {
    const range = { from: Date.UTC(1993, 0, 1), to: Date.UTC(1993, 0, 31, 23, 30) };
    expect(toBankDays(range, 'Europe/Prague')).toEqual(['1993-01-01', '1993-02-01']);
    expect(toBankDays(range, 'America/New_York')).toEqual(['1992-12-31', '1993-01-31']);
  });
});
