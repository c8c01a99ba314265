import { type Client } from 'pg';
import { type CubeRow } from './cube-process';
import { cutPeriods, type Grain } from './periods';

export interface SalaryQuery {
  dimensions: string[];
  grain: Grain;
  /** None: everything */
  range?: readonly [string, string];
  /** SQL on the dimensions */
  where?: string;
}

/** Salaries one by one, and people one by one on the last day of the period: no spans, no running figures. $1, $2: first and last day. */
const rows = `
  WITH owner AS (SELECT account_code, min(customer_code) AS customer_code FROM core.account_holder WHERE role = 'owner' GROUP BY 1),
  salary AS (
    SELECT t.*, a.outlet_code AS account_outlet, coalesce(e.name, 'unknown') AS employer, o.customer_code
    FROM core.transaction t JOIN core.account a USING (account_code) JOIN owner o USING (account_code)
    LEFT JOIN core.employer e ON e.counterparty_account = t.counterparty_account
    WHERE t.category = 'payroll' AND t.direction = 'credit'
  ),
  fact AS (
    SELECT s.account_outlet AS outlet_code, s.employer, s.amount, NULL AS payroll_customer, NULL AS active_customer,
      CASE WHEN s.day + 30 <= (SELECT max(day) FROM core.transaction) THEN s.amount END AS kept_of,
      CASE WHEN s.day + 30 <= (SELECT max(day) FROM core.transaction) THEN greatest(0, least(s.amount, (
        SELECT sum(CASE t.direction WHEN 'credit' THEN t.amount ELSE -t.amount END) FROM core.transaction t JOIN owner o USING (account_code)
        WHERE o.customer_code = s.customer_code AND t.day <= s.day + 30))) END AS kept
    FROM salary s WHERE s.day BETWEEN $1::date AND $2::date
    UNION ALL
    SELECT c.outlet_code, x.employer, 0, c.customer_code, NULL, NULL, NULL
    FROM core.customer c JOIN (SELECT DISTINCT customer_code, employer FROM salary WHERE day BETWEEN $2::date - 44 AND $2::date) x USING (customer_code)
    WHERE c.customer_since <= $2::date AND coalesce(c.closed_on > $2::date, true)
    UNION ALL
    SELECT c.outlet_code, NULL, 0, NULL, c.customer_code, NULL, NULL
    FROM core.customer c
    WHERE c.customer_since <= $2::date AND coalesce(c.closed_on > $2::date, true) AND EXISTS (
      SELECT FROM core.transaction t JOIN owner o USING (account_code)
      WHERE o.customer_code = c.customer_code AND t.own_initiated AND t.day BETWEEN $2::date - 89 AND $2::date
      UNION ALL
      SELECT FROM core.app_session v, ops.bank b WHERE v.customer_code = c.customer_code
        AND (v.started_at AT TIME ZONE b.time_zone)::date BETWEEN $2::date - 89 AND $2::date)
  )
  SELECT f.*, r.unit_code AS region_code, r.name AS region, u.name AS outlet
  FROM fact f JOIN core.org_unit u ON u.unit_code = f.outlet_code JOIN core.org_unit r ON r.unit_code = u.parent_code`;

const formulas: Record<string, string> = {
  salary_inflow: 'coalesce(sum(amount), 0)',
  payroll_customers: 'count(DISTINCT payroll_customer)',
  payroll_penetration: 'count(DISTINCT payroll_customer)::numeric / nullif(count(DISTINCT active_customer), 0)',
  stickiness_30d: 'sum(kept) / nullif(sum(kept_of), 0)',
};

/** What the view `salary` must answer; numbers as the database writes them. */
export async function askSalaryOracle(
  client: Client,
  query: SalaryQuery,
  measures: readonly string[],
  known: readonly [string, string]
): Promise<CubeRow[]> {
  const answer: CubeRow[] = [];
  for (const period of cutPeriods(query.grain, query.range ?? known, [...known])) {
    const { rows: found } = await client.query<CubeRow>(
      `SELECT ${[...query.dimensions, ...measures.map((name) => `${formulas[name] ?? 'NULL'} AS ${name}`)].join(', ')}
       FROM (${rows}) f WHERE ${query.where ?? 'true'} AND $1::date <= $2::date
       ${query.dimensions.length > 0 ? `GROUP BY ${query.dimensions.join(', ')}` : ''}`,
      [period.first, period.last]
    );
    answer.push(
      ...found.map((row) => (query.grain === 'all' ? row : { ...row, date: `${period.label}T00:00:00.000` }))
    );
  }
  return answer;
}
