import { type Client } from 'pg';
import { type CubeRow } from './cube-process';
import { cutPeriods, type Grain, type Period } from './periods';

/** What customers and cards do is known only for periods that begin before the postings end. */
const reachesData = '($3 OR $1::date <= (SELECT max(day) FROM core.transaction))';

/**
 * Figures counted by hand-written SQL on the bank's facts, day by day and row by row: no running sums, no grid, no period edges.
 * Each query gives one row per group for the days $1 to $2; $3 says that no range was asked at all.
 */
const sources: Record<string, { sql: string; domain: string }> = {
  deposits: {
    domain: 'deposits',
    sql: `
      WITH owner AS (SELECT account_code, min(customer_code) AS customer_code FROM core.account_holder GROUP BY 1),
      day AS (SELECT d::date AS day FROM generate_series($1::date, $2::date, interval '1 day') d),
      held AS (
        SELECT day.day, a.outlet_code, a.product_code AS product, a.account_code, coalesce(s.tier, 'basic') AS tier,
          a.opened_on <= day.day AND (a.closed_on IS NULL OR a.closed_on > day.day) AS is_open,
          (SELECT b.balance FROM core.account_balance b
            WHERE b.account_code = a.account_code AND day.day BETWEEN b.valid_from AND b.valid_to) AS balance
        FROM day CROSS JOIN core.account a JOIN owner USING (account_code)
        LEFT JOIN mart.customer_span s ON s.customer_code = owner.customer_code AND day.day BETWEEN s.valid_from AND s.valid_to
      ),
      fact AS (
        SELECT outlet_code, product, tier, CASE WHEN day = $2::date THEN balance END AS balance_end,
          balance / ($2::date - $1::date + 1) AS balance_avg_daily, NULL::numeric AS credits, NULL::numeric AS debits,
          NULL::numeric AS net_inflow, CASE WHEN day = $2::date AND is_open AND NOT $3 THEN 1 END AS accounts
        FROM held
        UNION ALL
        SELECT h.outlet_code, h.product, h.tier, NULL, NULL, CASE direction WHEN 'credit' THEN amount ELSE 0 END,
          CASE direction WHEN 'debit' THEN amount ELSE 0 END,
          CASE WHEN is_internal THEN 0 WHEN direction = 'credit' THEN amount ELSE -amount END, NULL
        FROM core.transaction t JOIN held h ON h.account_code = t.account_code AND h.day = t.day
        UNION ALL
        SELECT a.outlet_code, a.product_code, coalesce((SELECT s.tier FROM mart.customer_span s
          WHERE s.customer_code = owner.customer_code AND s.valid_to = 'infinity'), 'basic'), NULL, NULL, NULL, NULL, NULL, 1
        FROM core.account a JOIN owner USING (account_code) WHERE $3 AND a.closed_on IS NULL
      )
      SELECT * FROM fact`,
  },
  customers: {
    domain: 'customers',
    sql: `
      SELECT s.outlet_code, s.tier, coalesce(s.segment, 'unknown') AS segment, coalesce(s.sex, 'unknown') AS sex,
        CASE WHEN s.birth_date IS NULL THEN 'unknown' ELSE (
          SELECT band FROM (VALUES (0, 24, 'under_25'), (25, 34, '25_34'), (35, 44, '35_44'), (45, 54, '45_54'), (55, 64, '55_64'),
            (65, 200, '65_plus')) v(low, high, band)
          WHERE extract(year FROM age($2::date, s.birth_date)) BETWEEN low AND high) END AS age_band,
        1 AS customers, CASE WHEN ${reachesData} THEN s.is_active::int END AS active_customers,
        (($3 OR c.customer_since >= $1::date) AND c.customer_since <= $2::date)::int AS new_customers,
        CASE WHEN s.is_active THEN s.product_lines ELSE 0 END AS lines,
        CASE WHEN ${reachesData} THEN coalesce((SELECT sum(b.balance) FROM core.account_balance b
          JOIN (SELECT account_code, min(customer_code) AS customer_code FROM core.account_holder GROUP BY 1) h USING (account_code)
          WHERE h.customer_code = s.customer_code AND $2::date BETWEEN b.valid_from AND b.valid_to), 0) + coalesce((SELECT sum(v.market_value)
          FROM core.wealth_position v WHERE v.customer_code = s.customer_code AND v.day = (SELECT max(x.day) FROM core.wealth_position x
          WHERE x.customer_code = v.customer_code AND x.product_code = v.product_code AND x.day <= $2::date)), 0) END AS aum
      FROM mart.customer_span s JOIN core.customer c USING (customer_code)
      WHERE $2::date BETWEEN s.valid_from AND s.valid_to`,
  },
  loans: {
    domain: 'loans',
    sql: `
      WITH drawn AS (
        -- A drawn mart knows of six repayments that are in no facts, and settles nothing at its term.
        SELECT NOT EXISTS (SELECT FROM core.transaction WHERE category = 'loan_payment') AS is_drawn
      ), repayment AS (
        SELECT l.loan_code, (l.granted_on + make_interval(months => n))::date AS day, 900.0 AS amount
        FROM core.loan l, generate_series(1, 6) n, drawn WHERE is_drawn
        UNION ALL
        SELECT l.loan_code, t.day, t.amount * l.installment / (SELECT sum(o.installment) FROM core.loan o
          WHERE o.account_code = l.account_code AND o.granted_on <= t.day)
        FROM core.loan l JOIN core.transaction t USING (account_code) WHERE t.category = 'loan_payment' AND t.direction = 'debit' AND t.day >= l.granted_on
      ), asked AS (
        SELECT l.*, d.day, d.is_granting, (SELECT count(*) FROM core.loan_status_change c WHERE c.loan_code = l.loan_code) AS stated
        FROM core.loan l CROSS JOIN LATERAL (VALUES ($2::date, false), (l.granted_on, true)) d (day, is_granting)
      ), known AS (
        SELECT a.*, CASE WHEN stated = 0 THEN a.status ELSE coalesce((SELECT c.status FROM core.loan_status_change c
          WHERE c.loan_code = a.loan_code AND c.day <= a.day ORDER BY c.day DESC LIMIT 1), 'running') END AS standing
        FROM asked a
      ), counted AS (
        SELECT k.*, CASE
          WHEN standing = 'paid' AND (stated > 0 OR (NOT is_drawn AND granted_on + make_interval(months => term_months) <= k.day)) THEN 0
          ELSE greatest(round(principal - coalesce((SELECT sum(r.amount) FROM repayment r WHERE r.loan_code = k.loan_code AND r.day <= k.day), 0), 2), 0)
          END AS outstanding
        FROM known k, drawn
      )
      SELECT a.outlet_code, c.product_code AS product, c.standing AS status, (NOT is_granting)::int AS loans,
        CASE WHEN is_granting THEN 0 ELSE c.principal END AS principal, CASE WHEN is_granting THEN 0 ELSE c.outstanding END AS outstanding,
        CASE WHEN NOT is_granting AND c.standing IN ('defaulted', 'arrears') THEN c.outstanding ELSE 0 END AS bad,
        is_granting::int AS new_loans, CASE WHEN is_granting THEN c.principal ELSE 0 END AS new_principal
      FROM counted c JOIN core.account a USING (account_code)
      WHERE c.granted_on <= $2::date AND (NOT is_granting OR $3 OR c.granted_on >= $1::date)`,
  },
  cards: {
    domain: 'cards',
    sql: `
      SELECT s.outlet_code, s.product, (s.issued_on <= $2::date)::int AS cards,
        CASE WHEN ${reachesData} THEN (s.issued_on <= $2::date AND s.is_active)::int END AS active_cards,
        CASE WHEN ${reachesData} THEN s.spend_to_date - coalesce((SELECT b.spend_to_date FROM mart.card_span b WHERE b.card_code = s.card_code
          AND $1::date - 1 BETWEEN b.valid_from AND b.valid_to), 0) END AS spend
      FROM mart.card_span s WHERE $2::date BETWEEN s.valid_from AND s.valid_to`,
  },
  outlets: {
    domain: 'outlets',
    sql: `
      SELECT outlet_code, 1 AS outlets FROM core.outlet
      WHERE (opened_on IS NULL OR opened_on <= $2::date OR $3) AND (closed_on IS NULL OR closed_on > $2::date)`,
  },
};

/** How a measure is counted from the rows of its source. */
const formulas: Record<string, string> = {
  'customers.products_per_customer': 'sum(lines)::numeric / nullif(sum(active_customers), 0)',
  'loans.npl_share': 'sum(bad) / nullif(sum(outstanding), 0)',
};

export interface OracleQuery {
  view: string;
  measures: readonly string[];
  dimensions?: readonly string[];
  grain: Grain;
  /** None: the query has no range */
  range?: readonly [string, string];
  /** Condition on the source's columns */
  where?: string;
}

/** The rows that the semantic layer must answer, in no order; numbers as the database writes them. */
export async function askOracle(client: Client, query: OracleQuery): Promise<CubeRow[]> {
  const source = sources[query.view];
  if (!source) {
    throw new Error(`The oracle has no view ${query.view}`);
  }
  const { rows: horizons } = await client.query<{ first: string; last: string }>(
    'SELECT first_day::text AS first, last_day::text AS last FROM mart.horizon WHERE domain = $1',
    [source.domain]
  );
  const horizon = horizons[0];
  const known: [string, string] = [horizon?.first ?? '', horizon?.last ?? ''];
  const answer: CubeRow[] = [];
  for (const period of cutPeriods(query.grain, query.range ?? known, known)) {
    answer.push(...(await countPeriod(client, source.sql, query, period)));
  }
  return answer;
}

async function countPeriod(client: Client, sql: string, query: OracleQuery, period: Period): Promise<CubeRow[]> {
  const dimensions = query.dimensions ?? [];
  const measures = query.measures.map(
    (measure) => `${formulas[`${query.view}.${measure}`] ?? `sum(${measure})`} AS ${measure}`
  );
  const { rows } = await client.query<CubeRow>(
    `SELECT ${[...dimensions, ...measures].join(', ')}
     FROM (
       SELECT x.*, ou.name AS outlet, r.unit_code AS region_code, r.name AS region
       FROM (${sql}) x JOIN core.org_unit ou ON ou.unit_code = x.outlet_code JOIN core.org_unit r ON r.unit_code = ou.parent_code
     ) f
     WHERE ${query.where ?? 'true'} AND $1::date <= $2::date AND $3::boolean IS NOT NULL ${dimensions.length > 0 ? `GROUP BY ${dimensions.join(', ')}` : ''}`,
    [period.first, period.last, query.grain === 'all' && !query.range]
  );
  return rows.map((row) => (query.grain === 'all' ? row : { ...row, date: `${period.label}T00:00:00.000` }));
}
