import { DateTime } from 'luxon';
import { firstDay, lastDay, toText } from './days';
import { findWeekday, toMoment } from './moments';

it('writes the moment that a clock in Madrid shows, on every day of the data', () => {
  for (let day = firstDay; day <= lastDay; day += 1) {
    const shown = DateTime.fromISO(`${toText(day)}T08:30:05`, { zone: 'Europe/Madrid' });
    expect(DateTime.fromSQL(toMoment(day, 8 * 3600 + 30 * 60 + 5)).toMillis()).toBe(shown.toMillis());
    expect(findWeekday(day)).toBe(shown.weekday % 7);
  }
});
