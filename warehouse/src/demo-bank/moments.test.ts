import { DateTime } from 'luxon';
import { firstDay, lastDay, toText } from './days';
import { findWeekday, toMoment } from './moments';

it('writes the moment that a clock in Madrid shows, on every day of the data', () => {
  for (let day = firstDay; day <= lastDay; day += 1) {
    const shown = DateTime.fromISO(`${toText(day)}T08:30:05`, { zone: 'Europe/Madrid' });
    expect(DateTime.fromSQL(toMoment(day, 8 * 3600 + 30 * 60 + 5)).toMillis()).toBe(shown.toMillis());
    const early = shown.set({ hour: 0, minute: 40, second: 1 });
    expect(DateTime.fromSQL(toMoment(day, 40 * 60 + 1)).toMillis()).toBe(early.toMillis());
    expect(DateTime.fromSQL(toMoment(day - 1, 86_400 + 40 * 60 + 1)).toMillis()).toBe(early.toMillis());
    expect(findWeekday(day)).toBe(shown.weekday % 7);
  }
});
