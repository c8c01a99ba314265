import { DateTime } from 'luxon';
import { type ClientBase } from 'pg';
import { listHolidays, type Calendar } from './holidays';

/**
 * Writes core.calendar for the days from..to (YYYY-MM-DD, both included): weekends and the country's public holidays. Days outside are left.
 *
 * @returns number of days written
 */
export async function fillCalendar(client: ClientBase, country: Calendar, from: string, to: string): Promise<number> {
  const holidays = new Map<string, string>();
  for (let year = DateTime.fromISO(from).year; year <= DateTime.fromISO(to).year; year += 1) {
    for (const [day, name] of listHolidays(country, year)) {
      holidays.set(day, name);
    }
  }
  const { rowCount } = await client.query(
    `INSERT INTO core.calendar (day, is_weekend, holiday)
     SELECT d::date, extract(isodow FROM d) >= 6, h.name
     FROM generate_series($1::date::timestamp, $2::date, interval '1 day') d
     LEFT JOIN unnest($3::date[], $4::text[]) h (day, name) ON h.day = d::date
     ON CONFLICT (day) DO UPDATE SET is_weekend = excluded.is_weekend, holiday = excluded.holiday`,
    [from, to, [...holidays.keys()], [...holidays.values()]]
  );
  return rowCount ?? 0;
}
