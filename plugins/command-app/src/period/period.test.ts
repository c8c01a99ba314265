import { addMonths, isDay, startOf, startOfNext } from './day';
import { detectCadence } from './cadence';
import { chooseGrain, findBucket, listBucketMarks, listBucketStarts } from './granularity';
import { comparePeriod } from './period';
import { defaultPeriod, listPresets, resolvePreset } from './presets';

const CZECH = { firstDay: '1993-01-01', lastDay: '1994-03-31', today: '1994-03-31' };

describe('days', () => {
  it('refuses days that the calendar lacks', () => {
    expect(isDay('1994-02-28')).toBe(true);
    expect(isDay('1994-02-29')).toBe(false);
    expect(isDay('19940228')).toBe(false);
    expect(isDay(undefined)).toBe(false);
  });

  it('keeps to the target month when months differ in length', () => {
    expect(addMonths('1994-03-31', -1)).toBe('1994-02-28');
    expect(addMonths('1992-02-29', 12)).toBe('1993-02-28');
    expect(addMonths('1993-12-31', 2)).toBe('1994-02-28');
  });

  it('starts weeks on Monday and steps over year ends', () => {
    expect(startOf('week', '1994-01-01')).toBe('1993-12-27');
    expect(startOfNext('week', '1993-12-29')).toBe('1994-01-03');
    expect(startOfNext('quarter', '1993-11-15')).toBe('1994-01-01');
  });
});

describe('comparePeriod', () => {
  it('compares whole months with as many whole months before', () => {
    expect(comparePeriod({ from: '1994-01-01', to: '1994-03-31' }, 'previous')).toEqual({
      from: '1993-10-01',
      to: '1993-12-31',
    });
    expect(comparePeriod({ from: '1994-02-01', to: '1994-02-28' }, 'previous')).toEqual({
      from: '1994-01-01',
      to: '1994-01-31',
    });
  });

  it('compares other ranges with as many days before, without a gap', () => {
    expect(comparePeriod({ from: '1994-03-10', to: '1994-03-19' }, 'previous')).toEqual({
      from: '1994-02-28',
      to: '1994-03-09',
    });
  });

  it('takes all of a leap February when a February is compared with it', () => {
    expect(comparePeriod({ from: '1993-02-01', to: '1993-02-28' }, 'year')).toEqual({
      from: '1992-02-01',
      to: '1992-02-29',
    });
  });

  it('compares with nothing when asked to', () => {
    expect(comparePeriod({ from: '1994-03-10', to: '1994-03-19' }, 'none')).toBeUndefined();
  });
});

describe('granularity', () => {
  it.each([
    ['1994-03-01', '1994-03-31', 'daily', 'day'],
    ['1993-10-01', '1994-03-31', 'daily', 'week'],
    ['1993-04-01', '1994-03-31', 'daily', 'month'],
    ['1980-04-01', '1994-03-31', 'daily', 'quarter'],
    ['1970-04-01', '1994-03-31', 'daily', 'year'],
    ['2010-06-30', '2016-06-30', 'yearly', 'year'],
    ['2016-06-01', '2016-06-30', 'yearly', 'year'],
  ] as const)('from %s to %s of a %s bank steps by %s', (from, to, cadence, grain) => {
    expect(chooseGrain({ from, to }, cadence)).toBe(grain);
  });

  it('cuts the first and last step at the period and finds a step by its calendar start', () => {
    const period = { from: '1993-04-15', to: '1993-06-10' };
    const starts = listBucketStarts(period, 'month');
    expect(starts).toEqual(['1993-04-15', '1993-05-01', '1993-06-01']);
    expect(findBucket(starts, 'month', '1993-04-01')).toBe(0);
    expect(findBucket(starts, 'month', '1993-07-01')).toBe(-1);
    expect(listBucketMarks(period, 'month')).toEqual(['1993-04-01', '1993-05-01', '1993-06-01']);
  });
});

describe('detectCadence', () => {
  const yearly = ['2010-06-01', '2010-07-01', '2011-05-01', '2011-06-01', '2012-06-01'].map((day, index) => ({
    day,
    value: [1, 1, 1, 2, 3][index] ?? null,
  }));

  it('sees balances that only change once a year', () => {
    expect(detectCadence(yearly)).toBe('yearly');
  });

  it('takes monthly changes as daily data, whatever gaps there are besides', () => {
    expect(detectCadence([...yearly, { day: '2012-07-01', value: 4 }])).toBe('daily');
  });

  it('assumes daily data where nothing is known', () => {
    expect(detectCadence([])).toBe('daily');
    expect(detectCadence([{ day: '2012-07-01', value: null }])).toBe('daily');
  });
});

describe('presets', () => {
  it('counts from the bank’s today, in whole months at a month’s end', () => {
    expect(resolvePreset('last12', CZECH)).toEqual({ from: '1993-04-01', to: '1994-03-31' });
    expect(resolvePreset('last3', { ...CZECH, today: '1994-03-15' })).toEqual({ from: '1993-12-16', to: '1994-03-15' });
    expect(resolvePreset('ytd', CZECH)).toEqual({ from: '1994-01-01', to: '1994-03-31' });
    expect(resolvePreset('all', CZECH)).toEqual({ from: '1993-01-01', to: '1994-03-31' });
  });

  it('opens on the last twelve months, or on all data where there are fewer', () => {
    expect(defaultPeriod(CZECH, 'daily')).toEqual({
      period: { from: '1993-04-01', to: '1994-03-31' },
      compare: 'previous',
    });
    const young = { firstDay: '1993-01-02', lastDay: '1993-04-28', today: '1993-04-28' };
    expect(defaultPeriod(young, 'daily').period).toEqual({ from: '1993-01-02', to: '1993-04-28' });
  });

  it('opens a yearly bank on its whole span against the year before', () => {
    const span = { firstDay: '2010-06-30', lastDay: '2016-06-30', today: '2016-06-30' };
    expect(defaultPeriod(span, 'yearly')).toEqual({
      period: { from: '2010-06-30', to: '2016-06-30' },
      compare: 'year',
    });
    expect(listPresets('yearly')).not.toContain('month');
  });
});
