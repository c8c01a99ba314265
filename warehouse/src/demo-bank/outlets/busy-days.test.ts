import { firstDay, lastDay, toDay } from '../days';
import { findWeekday } from '../moments';
import { Random } from '../random';
import { drawBusyDay, sumLoad, totalLoad } from './busy-days';

describe('drawBusyDay', () => {
  it('gives working days within the range only, busy ones more often', () => {
    const random = new Random(1);
    const from = toDay('2025-03-29');
    const to = toDay('2025-04-06');
    const days = Array.from({ length: 2000 }, () => drawBusyDay(random, from, to)?.day ?? 0);
    expect([...new Set(days)].sort()).toEqual([0, 1, 2, 3, 4].map((later) => toDay('2025-03-31') + later));
    const mondays = days.filter((day) => findWeekday(day) === 1).length;
    expect(mondays).toBeGreaterThan(500);
  });

  it('gives none where there is no working day: a weekend, a range turned round, days outside the data', () => {
    const random = new Random(1);
    expect(drawBusyDay(random, toDay('2025-03-29'), toDay('2025-03-30'))).toBeUndefined();
    expect(drawBusyDay(random, toDay('2025-04-02'), toDay('2025-04-01'))).toBeUndefined();
    expect(drawBusyDay(random, lastDay + 1, lastDay + 90)).toBeUndefined();
  });
});

it('sums up to the same load however the days are cut', () => {
  const middle = toDay('2025-06-30');
  expect(sumLoad(firstDay, middle) + sumLoad(middle + 1, lastDay)).toBeCloseTo(totalLoad, 6);
});
