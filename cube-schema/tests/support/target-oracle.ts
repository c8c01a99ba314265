import { type Client } from 'pg';

export type Level = 'bank' | 'region' | 'outlet' | 'staff';

/** Where one unit's target of one metric and period stands, counted by hand. No value is null. */
export interface Standing {
  metric: string;
  unit: string;
  target: number;
  actual: number | null;
  expected: number | null;
  attainment: number | null;
  pace: number | null;
  forecast: number | null;
  /** Of a stock: its value at the end of the day before the period */
  opening: number | null;
  /** Per working day that remains */
  required: number | null;
  status: string;
}

/**
 * SQL on the facts, posting by posting, contract by contract. $1, $2: the days counted; $3: the unit. Balances are the sum of all
 * postings, so that a stock's growth is the sum of those in between.
 */
const counted: Record<string, string> = {
  deposit_balance: `SELECT sum(CASE direction WHEN 'credit' THEN amount ELSE -amount END) AS n FROM posting WHERE day BETWEEN $1 AND $2 AND $3 = ANY (units)`,
  net_inflow: `SELECT sum(CASE direction WHEN 'credit' THEN amount ELSE -amount END) AS n FROM posting WHERE NOT is_internal AND day BETWEEN $1 AND $2 AND $3 = ANY (units)`,
  salary_inflow: `SELECT sum(amount) AS n FROM posting WHERE category = 'payroll' AND direction = 'credit' AND day BETWEEN $1 AND $2 AND $3 = ANY (units)`,
  new_customers: `SELECT count(*) AS n FROM core.customer c JOIN core.org_unit o ON o.unit_code = c.outlet_code
    WHERE c.customer_since BETWEEN $1 AND $2 AND $3 IN ('HQ', o.parent_code, c.outlet_code, c.staff_code)`,
  new_lending: `SELECT sum(l.principal) AS n FROM core.loan l JOIN home USING (account_code) WHERE l.granted_on BETWEEN $1 AND $2 AND $3 = ANY (units)`,
};
const common = `WITH home AS (
    SELECT a.account_code, ARRAY['HQ', o.parent_code, a.outlet_code, c.staff_code] AS units
    FROM core.account a JOIN core.org_unit o ON o.unit_code = a.outlet_code
    LEFT JOIN core.account_holder h ON h.account_code = a.account_code AND h.role = 'owner'
    LEFT JOIN core.customer c USING (customer_code)
  ), posting AS (SELECT t.*, home.units FROM core.transaction t JOIN home USING (account_code)) `;

/** Which day a metric's data begin on, and whether its first month may lack days. */
const begins: Record<string, string> = {
  deposit_balance: 'SELECT min(day) + 1 FROM core.transaction',
  net_inflow: `SELECT date_trunc('month', min(day))::date FROM core.transaction`,
  salary_inflow: `SELECT date_trunc('month', min(day))::date FROM core.transaction`,
  new_customers: `SELECT date_trunc('month', min(customer_since))::date FROM core.customer`,
  new_lending: `SELECT date_trunc('month', min(granted_on))::date FROM core.loan`,
};

export async function countStandings(client: Client, level: Level, period: string): Promise<Standing[]> {
  const [first, last] = readDays(period);
  const { rows } = await client.query<{ metric: string; unit: string; target: string; today: string }>(
    `SELECT metric, unit_code AS unit, target, (SELECT max(day)::text FROM core.transaction) AS today
     FROM core.target JOIN core.org_unit USING (unit_code) WHERE level = $1 AND period = $2 ORDER BY 1, 2`,
    [level, period]
  );
  const standings: Standing[] = [];
  for (const { metric, unit, target, today } of rows) {
    const until = today < last ? today : last;
    const begin = (await client.query<{ day: string }>(`SELECT (${begins[metric]})::text AS day`)).rows[0]?.day ?? '';
    const isKnown = first >= begin && first <= today;
    const found = await client.query<{ n: string | null }>(
      `${common} SELECT (${counted[metric]?.replaceAll('$1', '$1::date').replaceAll('$2', '$2::date')}) AS n`,
      [first, until, unit]
    );
    const elapsed = first > today ? null : countWorkingDays(first, until) / countWorkingDays(first, last);
    const actual = isKnown ? Number(found.rows[0]?.n ?? 0) : null;
    const left = countWorkingDays(first, last) - (first > today ? 0 : countWorkingDays(first, until));
    standings.push({
      ...judge({ metric, unit, target: Number(target), actual, elapsed }),
      opening: metric === 'deposit_balance' ? await readOpening(client, unit, first, begin, today) : null,
      required: actual === null || left === 0 ? null : (Number(target) - actual) / left,
    });
  }
  return standings;
}

/** The balance of all postings before a day; null where those of the day before are not in the data. */
async function readOpening(client: Client, unit: string, day: string, begin: string, today: string) {
  const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
  if (day < begin || before > today) {
    return null;
  }
  const { rows } = await client.query<{ n: string | null }>(
    `${common} SELECT sum(CASE direction WHEN 'credit' THEN amount ELSE -amount END) AS n FROM posting WHERE day < $1 AND $2 = ANY (units)`,
    [day, unit]
  );
  return Number(rows[0]?.n ?? 0);
}

function judge(
  found: Pick<Standing, 'metric' | 'unit' | 'target' | 'actual'> & { elapsed: number | null }
): Omit<Standing, 'opening' | 'required'> {
  const { elapsed, ...rest } = found;
  const { actual, target } = rest;
  const expected = elapsed === null ? null : target * elapsed;
  const attainment = actual === null || target === 0 ? null : actual / target;
  const pace = attainment === null || elapsed === null || elapsed === 0 ? null : attainment / elapsed;
  const forecast = actual === null || elapsed === null || elapsed < 0.1 ? null : actual / elapsed;
  const status = pace === null ? 'none' : pace >= 1 ? 'green' : pace >= 0.9 ? 'amber' : 'red';
  return { ...rest, expected, attainment, pace, forecast, status };
}

/** Weekends and the holidays of fixture/targets.sql are off. */
function countWorkingDays(first: string, last: string): number {
  let count = 0;
  for (let day = Date.parse(first); day <= Date.parse(last); day += 86_400_000) {
    const date = new Date(day);
    const isHoliday = ['01-01', '01-06', '05-01', '12-25'].includes(date.toISOString().slice(5, 10));
    count += isHoliday || [0, 6].includes(date.getUTCDay()) ? 0 : 1;
  }
  return count;
}

function readDays(period: string): [string, string] {
  const year = Number(period.slice(0, 4));
  const rest = period.slice(5);
  const [month, months] =
    rest === '' ? [1, 12] : rest.startsWith('Q') ? [Number(rest[1]) * 3 - 2, 3] : [Number(rest), 1];
  const at = (monthNumber: number, day: number) =>
    new Date(Date.UTC(year, monthNumber - 1, day)).toISOString().slice(0, 10);
  return [at(month, 1), at(month + months, 0)];
}
