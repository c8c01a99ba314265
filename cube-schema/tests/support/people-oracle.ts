import { type Client } from 'pg';
import { type CubeRow } from './cube-process';

/** Functions that count for one customer and one day what the customer owns, from the facts alone. */
export const setUpOracle = `
  CREATE FUNCTION pg_temp.deposits(who text, until date) RETURNS numeric LANGUAGE sql AS $$
    SELECT coalesce(sum(CASE t.direction WHEN 'credit' THEN t.amount ELSE -t.amount END), 0)
    FROM core.transaction t JOIN core.account_holder h USING (account_code) WHERE h.customer_code = who AND h.role = 'owner' AND t.day <= until $$;
  CREATE FUNCTION pg_temp.owned(who text, until date) RETURNS numeric LANGUAGE sql AS $$
    SELECT pg_temp.deposits(who, until) + coalesce((SELECT sum(v.market_value) FROM core.wealth_position v WHERE v.customer_code = who
      AND v.day = (SELECT max(x.day) FROM core.wealth_position x WHERE x.customer_code = who AND x.product_code = v.product_code AND x.day <= until)), 0) $$;`;

const signalSql = `
  WITH data AS (SELECT min(day) AS first_day, max(day) AS last_day FROM core.transaction),
  month_end AS (
    SELECT (date_trunc('month', d) + interval '1 month')::date - 1 AS day, date_trunc('month', d)::date - 1 AS before
    FROM data, generate_series(first_day::timestamp, last_day, interval '1 day') d GROUP BY 1, 2
  ),
  owner AS (SELECT account_code, customer_code FROM core.account_holder WHERE role = 'owner'),
  paid AS (SELECT DISTINCT o.customer_code, t.day FROM core.transaction t JOIN owner o USING (account_code) WHERE t.category = 'payroll' AND t.direction = 'credit'),
  seen AS (SELECT DISTINCT v.customer_code, (v.started_at AT TIME ZONE b.time_zone)::date AS day FROM core.app_session v, ops.bank b WHERE v.customer_code IS NOT NULL),
  sign (customer_code, signal, day, strength) AS (
    SELECT c.customer_code, 'balance_fall', m.day, 1 - greatest(pg_temp.owned(c.customer_code, m.day), 0) / pg_temp.owned(c.customer_code, m.day - 90)
    FROM core.customer c, month_end m, data
    WHERE pg_temp.owned(c.customer_code, m.day - 90) >= 500 AND greatest(pg_temp.owned(c.customer_code, m.day), 0) <= 0.5 * pg_temp.owned(c.customer_code, m.day - 90)
      AND NOT (m.before >= first_day AND pg_temp.owned(c.customer_code, m.before - 90) >= 500
        AND greatest(pg_temp.owned(c.customer_code, m.before), 0) <= 0.5 * pg_temp.owned(c.customer_code, m.before - 90))
    UNION ALL
    SELECT p.customer_code, 'salary_stopped', p.day + 45, (p.day + 45 - greatest(c.customer_since, (
      SELECT max(x.day) FROM paid x WHERE x.customer_code = p.customer_code AND x.day <= p.day
        AND NOT EXISTS (SELECT FROM paid y WHERE y.customer_code = p.customer_code AND y.day BETWEEN x.day - 45 AND x.day - 1)))) / 365.0
    FROM paid p JOIN core.customer c USING (customer_code)
    WHERE NOT EXISTS (SELECT FROM paid y WHERE y.customer_code = p.customer_code AND y.day BETWEEN p.day + 1 AND p.day + 45)
    UNION ALL
    SELECT s.customer_code, 'login_gap', s.day + 45, n.visits / 12.0
    FROM seen s CROSS JOIN LATERAL (SELECT count(*) AS visits FROM seen x WHERE x.customer_code = s.customer_code AND x.day BETWEEN s.day - 89 AND s.day) n
    WHERE n.visits >= 4 AND NOT EXISTS (SELECT FROM seen y WHERE y.customer_code = s.customer_code AND y.day BETWEEN s.day + 1 AND s.day + 45)
    UNION ALL
    SELECT o.customer_code, 'standing_order_cancelled', s.cancelled_on, count(*) * 0.5 FROM core.standing_order s JOIN owner o USING (account_code)
    WHERE s.cancelled_on IS NOT NULL GROUP BY 1, 3
    UNION ALL
    SELECT x.customer_code, 'large_transfer_out', x.day, x.amount / pg_temp.owned(x.customer_code, x.day - 1)
    FROM (SELECT o.customer_code, t.day, sum(t.amount) AS amount FROM core.transaction t JOIN owner o USING (account_code)
      WHERE t.operation = 'transfer_out' AND t.direction = 'debit' AND NOT t.is_internal AND t.counterparty_bank IS NOT NULL AND t.amount >= 500 GROUP BY 1, 2) x
    WHERE pg_temp.owned(x.customer_code, x.day - 1) > 0 AND x.amount >= 0.3 * pg_temp.owned(x.customer_code, x.day - 1)
    UNION ALL
    SELECT customer_code, 'product_closed', day, count(*) * 0.5 FROM (
      SELECT o.customer_code, a.closed_on AS day FROM core.account a JOIN owner o USING (account_code) WHERE a.closed_on < coalesce(a.matures_on, 'infinity')
      UNION ALL
      SELECT v.customer_code, v.day FROM core.wealth_position v WHERE v.market_value = 0 AND 0 < (
        SELECT x.market_value FROM core.wealth_position x WHERE x.customer_code = v.customer_code AND x.product_code = v.product_code AND x.day < v.day ORDER BY x.day DESC LIMIT 1)
    ) gone GROUP BY 1, 3
    UNION ALL
    SELECT customer_code, 'complaint', opened_on, count(*) * 0.5 FROM core.complaint WHERE customer_code IS NOT NULL GROUP BY 1, 3
  )
  SELECT s.customer_code, s.signal, s.day, round(least(s.strength, 1), 4) AS strength, c.outlet_code, u.parent_code AS region_code, c.staff_code
  FROM sign s JOIN core.customer c USING (customer_code) JOIN core.org_unit u ON u.unit_code = c.outlet_code CROSS JOIN data
  WHERE s.day BETWEEN greatest(c.customer_since, data.first_day) AND data.last_day AND coalesce(s.day < c.closed_on, true)`;

/** Signals counted one by one, by the columns asked for. */
export async function askSignals(client: Client, columns: readonly string[], where = 'true'): Promise<CubeRow[]> {
  const { rows } = await client.query<CubeRow>(
    `SELECT ${[...columns, 'count(*) AS signals', 'sum(strength) / count(*) AS strength_avg'].join(', ')} FROM (${signalSql}) s WHERE ${where}
     ${columns.length > 0 ? `GROUP BY ${columns.map((_column, index) => index + 1).join(', ')}` : ''}`
  );
  return rows;
}

/** Everybody on the last day of the data. */
export async function askPeople(client: Client): Promise<CubeRow[]> {
  const { rows } = await client.query<CubeRow>(`
    WITH data AS (SELECT max(day) AS day FROM core.transaction),
    person AS (
      SELECT c.*, coalesce(c.segment, 'unknown') AS group_name, (SELECT s.tier FROM mart.customer_span s, data d WHERE s.customer_code = c.customer_code AND d.day BETWEEN s.valid_from AND s.valid_to) AS tier
      FROM core.customer c, data WHERE c.customer_since <= data.day AND coalesce(c.closed_on > data.day, true)
    ),
    held AS (
      SELECT p.customer_code, l.line FROM person p CROSS JOIN data CROSS JOIN LATERAL (VALUES
        ('deposit', EXISTS (SELECT FROM core.account_holder h JOIN core.account a USING (account_code) WHERE h.customer_code = p.customer_code AND h.role = 'owner'
          AND a.opened_on <= data.day AND coalesce(a.closed_on > data.day, true))),
        ('card', EXISTS (SELECT FROM core.account_holder h JOIN core.card k USING (holder_code) WHERE h.customer_code = p.customer_code AND k.issued_on <= data.day)),
        ('wealth', pg_temp.owned(p.customer_code, data.day) > pg_temp.deposits(p.customer_code, data.day)),
        ('loan', EXISTS (SELECT FROM core.account_holder h JOIN core.loan l USING (account_code) WHERE h.customer_code = p.customer_code AND h.role = 'owner' AND l.granted_on <= data.day
          AND (l.status IN ('running', 'arrears') OR l.granted_on + make_interval(months => l.term_months) > data.day)))
      ) l (line, has) WHERE l.has
    )
    SELECT p.customer_code, p.outlet_code, coalesce(p.staff_code, '') AS staff_code, p.tier, p.group_name AS segment,
      CASE WHEN p.birth_date IS NULL THEN 'unknown' ELSE (
        SELECT band FROM (VALUES (0, 24, 'under_25'), (25, 34, '25_34'), (35, 44, '35_44'), (45, 54, '45_54'), (55, 64, '55_64'), (65, 200, '65_plus')) v (low, high, band)
        WHERE extract(year FROM age(data.day, p.birth_date)) BETWEEN low AND high) END AS age_band,
      CASE p.has_consent WHEN true THEN 'yes' WHEN false THEN 'no' ELSE 'unknown' END AS consent,
      pg_temp.owned(p.customer_code, data.day) AS aum, pg_temp.deposits(p.customer_code, data.day) AS balance,
      coalesce((SELECT line FROM unnest(CASE WHEN p.tier = 'basic' THEN ARRAY['deposit', 'card', 'loan', 'wealth'] ELSE ARRAY['deposit', 'card', 'wealth', 'loan'] END)
        WITH ORDINALITY v (line, place) WHERE NOT EXISTS (SELECT FROM held h WHERE h.customer_code = p.customer_code AND h.line = v.line) ORDER BY place LIMIT 1), 'none') AS next_product,
      (SELECT min(a.matures_on) FROM core.account a JOIN core.account_holder h USING (account_code) WHERE h.customer_code = p.customer_code AND a.closed_on IS NULL
        AND a.matures_on > data.day)::text AS next_maturity
    FROM person p, data`);
  return rows;
}
