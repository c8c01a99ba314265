import { DateTime } from 'luxon';
import { resolveTime } from './time-range';

const clock = { today: '1994-03-31', timeZone: 'Europe/Prague' };
const show = (value: string, isEnd: boolean) =>
  DateTime.fromMillis(resolveTime('from', value, clock, isEnd), { zone: clock.timeZone }).toFormat(
    'yyyy-MM-dd HH:mm:ss.SSS'
  );

describe('resolveTime', () => {
  it.each([
    ['725842800000', 725842800000],
    [725842800000, 725842800000],
    ['-1', -1],
  ])('takes epoch milliseconds %p', (value, expected) => {
    expect(resolveTime('from', value, clock, false)).toBe(expected);
  });

  it.each([
    ['now', true, '1994-03-31 23:59:59.999'],
    ['now-90d', false, '1994-01-01 00:00:00.000'],
    ['now-1M', false, '1994-03-01 00:00:00.000'],
    ['now/M', false, '1994-03-01 00:00:00.000'],
    ['now/M', true, '1994-03-31 23:59:59.999'],
    ['now-1M/M', true, '1994-02-28 23:59:59.999'],
    ['now-1y/y', false, '1993-01-01 00:00:00.000'],
    ['now/d', false, '1994-03-31 00:00:00.000'],
    ['now-1w+2d', false, '1994-03-27 00:00:00.000'],
    ['1993-01-01', false, '1993-01-01 00:00:00.000'],
    ['1993-01-01T00:00:00Z', false, '1993-01-01 01:00:00.000'],
  ])("resolves %s (end %p) in the bank's zone", (value, isEnd, expected) => {
    expect(show(value, isEnd)).toBe(expected);
  });

  it.each(['yesterday', 'now-', 'now-5', 'now-1x', 'nowhere', '', '1993-13-01', 'now/d/'])(
    'refuses %p by its field',
    (value) => {
      expect(() => resolveTime('to', value, clock, true)).toThrow(/^to: /);
    }
  );
});
