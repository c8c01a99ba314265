import { periodsOf } from './periods-of';

type Columns = Readonly<Record<string, string>>;

const columnOf: Readonly<Record<string, string>> = {
  date: 'p.bucket::text AS date',
  region_code: 'u.parent_code AS region_code',
  outlet_code: 'a.outlet_code',
  product: 'a.product_code AS product',
};

const select = (groups: readonly string[]) => groups.map((group) => `${columnOf[group] ?? group}, `).join('');
const groupBy = (groups: readonly string[]) =>
  groups.length > 0 ? `GROUP BY ${groups.map((_group, index) => index + 1).join(', ')}` : '';

/** Joins that the groups take from a transaction `t` on. */
function join(groups: readonly string[]): string {
  const needsAccount = groups.some((group) => group !== 'date');
  return [
    needsAccount ? 'JOIN core.account a USING (account_code)' : '',
    groups.includes('region_code') ? 'JOIN core.org_unit u ON u.unit_code = a.outlet_code' : '',
  ].join('\n    ');
}

const signed = `CASE t.direction WHEN 'credit' THEN t.amount ELSE -t.amount END`;

/** Ledger balance at the end of every period: everything booked up to it. */
export function rawBalance(groups: readonly string[], grain: string): string {
  if (groups.length === 1 && groups[0] === 'date') {
    // Read once, added up along the periods.
    return `
      WITH period AS ${periodsOf(grain)}, booked AS (
        SELECT least(greatest(date_trunc('${grain}', t.day::timestamp)::date, $1::date), $2::date + 1) AS first_day, sum(${signed}) AS amount
        FROM core.transaction t WHERE t.day <= $2::date GROUP BY 1
      )
      SELECT p.bucket::text AS date, sum(b.amount) AS balance_end
      FROM period p JOIN booked b ON b.first_day <= p.first_day GROUP BY 1`;
  }
  return `
    SELECT ${select(groups)}sum(${signed}) AS balance_end
    FROM ${periodsOf(grain)} p JOIN core.transaction t ON t.day <= p.last_day
    ${join(groups)}
    ${groupBy(groups)}`;
}

/** Mean of the day-end balances of every period: a posting counts for the days from its own to the period's end. */
export function rawAverage(groups: readonly string[], grain: string): string {
  if (groups.length === 1 && groups[0] === 'date') {
    return `
      WITH day AS (
        SELECT t.day, sum(${signed}) AS amount FROM core.transaction t WHERE t.day <= $2::date GROUP BY 1
      )
      SELECT p.bucket::text AS date,
        sum(d.amount * (p.last_day - greatest(d.day, p.first_day) + 1)) / max(p.last_day - p.first_day + 1) AS balance_avg_daily
      FROM ${periodsOf(grain)} p JOIN day d ON d.day <= p.last_day GROUP BY 1`;
  }
  return `
    SELECT ${select(groups)}sum(${signed} * (p.last_day - greatest(t.day, p.first_day) + 1)) / max(p.last_day - p.first_day + 1) AS balance_avg_daily
    FROM ${periodsOf(grain)} p JOIN core.transaction t ON t.day <= p.last_day
    ${join(groups)}
    ${groupBy(groups)}`;
}

/** What was booked in every period. */
export function rawFlow(groups: readonly string[], grain: string, measures: Columns): string {
  const figures = Object.entries(measures).map(([name, sql]) => `sum(${sql}) AS ${name}`);
  const dates = grain === 'all' ? '$1::date' : `date_trunc('${grain}', t.day::timestamp)::date`;
  return `
    SELECT ${select(groups).replace('p.bucket::text', `${dates}::text`)}${figures.join(', ')}
    FROM core.transaction t
    ${join(groups)}
    WHERE t.day BETWEEN $1::date AND $2::date
    ${groupBy(groups)}`;
}

/** Customers with a transaction of their own or a visit of the mobile bank in 90 days. */
export const rawActive = `
  SELECT c.outlet_code, count(*) AS active_customers
  FROM core.customer c
  WHERE c.customer_since <= $2::date AND coalesce(c.closed_on > $2::date, true) AND $1::date IS NOT NULL
    AND c.customer_code IN (
      SELECT h.customer_code
      FROM core.transaction t JOIN core.account_holder h ON h.account_code = t.account_code AND h.role = 'owner'
      WHERE t.own_initiated AND t.day > $2::date - 90 AND t.day <= $2::date
      UNION
      SELECT s.customer_code
      FROM core.app_session s CROSS JOIN ops.bank b
      WHERE s.started_at >= ($2::date - 89)::timestamp AT TIME ZONE b.time_zone
        AND s.started_at < ($2::date + 1)::timestamp AT TIME ZONE b.time_zone AND s.customer_code IS NOT NULL
    )
  GROUP BY 1`;

/** Card transactions from the day on which the account's card was issued; the demo bank gives an account one card. */
export function rawSpend(groups: readonly string[], grain: string): string {
  const dates = grain === 'all' ? '$1::date' : `date_trunc('${grain}', t.day::timestamp)::date`;
  const columns = groups.map((group) =>
    group === 'product' ? 'c.product_code AS product, ' : `${dates}::text AS date, `
  );
  return `
    SELECT ${columns.join('')}sum(t.amount) AS spend
    FROM core.transaction t
    JOIN core.account_holder h USING (account_code)
    JOIN core.card c ON c.holder_code = h.holder_code AND c.issued_on <= t.day
    WHERE t.operation = 'card_withdrawal' AND t.day BETWEEN $1::date AND $2::date
    ${groupBy(groups)}`;
}
