import { type Pool } from 'pg';
import { z } from 'zod';
import { type BootBank } from '../shared/boot';

const rowSchema = z.object({
  code: z.string(),
  name: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  calendar: z.string(),
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
});

/** The bank of the database with the first and last day of its deposit data, or of all others where it has no deposits. Throws while no bank is loaded. */
export async function readBank(pool: Pick<Pool, 'query'>): Promise<BootBank> {
  const { rows } = await pool.query(
    `SELECT b.bank_code AS code, b.name, b.currency, b.time_zone AS "timeZone", b.calendar,
       h.first_day::text AS "firstDay", h.last_day::text AS "lastDay"
     FROM ops.bank b CROSS JOIN LATERAL (
       SELECT min(known.first_day) AS first_day, max(known.last_day) AS last_day FROM mart.horizon known
       WHERE known.domain = 'deposits' OR NOT EXISTS (SELECT FROM mart.horizon d WHERE d.domain = 'deposits')
     ) h`
  );
  if (rows.length === 0) {
    throw new Error('No bank is loaded yet: start with --bank and --data.');
  }
  return rowSchema.parse(rows[0]);
}
