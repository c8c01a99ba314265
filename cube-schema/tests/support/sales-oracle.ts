import { type Client } from 'pg';
import { type CubeRow } from './cube-process';
import { countFunnel } from './funnel-oracle';
import { cutPeriods, type Grain } from './periods';

export interface SalesQuery {
  view: string;
  dimensions: string[];
  grain: Grain;
  /** None: everything, also what has no day */
  range?: readonly [string, string];
  /** SQL on the dimensions */
  where?: string;
}

/** Facts with their dimensions, row by row, and what is counted over them. $1, $2: first and last day; $3: everything, whatever its day. */
const facts: Record<string, { rows: string; measures: Record<string, string> }> = {
  contacts: {
    rows: `SELECT n.*, coalesce(n.purpose, 'unknown') AS purpose_known, o.unit_code AS outlet, o.parent_code AS region_code
      FROM (SELECT x.*, coalesce(x.outlet_code, s.outlet_code, c.outlet_code) AS home FROM core.contact x LEFT JOIN core.staff s USING (staff_code) LEFT JOIN core.customer c USING (customer_code)) n
      LEFT JOIN core.org_unit o ON o.unit_code = n.home WHERE n.contacted_on BETWEEN $1 AND $2 OR ($3 AND n.contacted_on IS NULL)`,
    measures: {
      contacts: 'count(*)',
      accepted: 'count(*) FILTER (WHERE is_accepted)',
      acceptance_rate: 'avg(is_accepted::integer)',
      revenue: 'sum(revenue)',
      cost: 'sum(cost)',
      profit: 'sum(revenue - cost)',
    },
  },
  referrals: {
    rows: `SELECT r.*, c.staff_code, c.outlet_code AS outlet, o.parent_code AS region_code, r.referrer_code AS referrer,
        coalesce(r.invited_on BETWEEN $1 AND $2, false) AS is_invited, coalesce(r.activated_on BETWEEN $1 AND $2, false) AS is_activated,
        (WITH RECURSIVE up AS (
          SELECT r.referrer_code AS who, 1 AS depth
          UNION ALL
          SELECT (SELECT b.referrer_code FROM core.referral b WHERE b.invitee_code = up.who AND b.activated_on IS NOT NULL ORDER BY b.activated_on, b.referral_code LIMIT 1), depth + 1
          FROM up WHERE up.who IS NOT NULL AND depth < 20
        ) SELECT CASE WHEN max(depth) < 20 THEN max(depth) - 1 END FROM up) AS depth
      FROM core.referral r JOIN core.customer c ON c.customer_code = r.referrer_code JOIN core.org_unit o ON o.unit_code = c.outlet_code
      WHERE r.invited_on BETWEEN $1 AND $2 OR r.activated_on BETWEEN $1 AND $2 OR $3`,
    measures: {
      invitations: 'count(*) FILTER (WHERE is_invited)',
      activations: 'count(*) FILTER (WHERE is_activated)',
      activation_rate: 'avg((activated_on IS NOT NULL)::integer) FILTER (WHERE is_invited)',
      reward: 'sum(reward) FILTER (WHERE is_activated OR (is_invited AND activated_on IS NULL))',
      referrers: 'count(DISTINCT referrer_code) FILTER (WHERE is_invited)',
      chain_depth: 'max(depth) FILTER (WHERE is_activated)',
    },
  },
  campaigns: {
    rows: `SELECT m.*, c.title AS campaign, c.product_code AS product, o.unit_code AS outlet, o.parent_code AS region_code,
        NOT m.is_control AS is_contacted,
        m.has_responded AND (c.window_days IS NULL OR m.responded_on IS NULL OR m.contacted_on IS NULL OR m.responded_on - m.contacted_on <= c.window_days) AS in_time,
        EXISTS (SELECT FROM core.campaign_member x WHERE x.campaign_code = m.campaign_code AND x.is_control) AS has_control
      FROM (SELECT y.*, coalesce(y.outlet_code, k.outlet_code) AS home FROM core.campaign_member y LEFT JOIN core.customer k USING (customer_code)) m
      JOIN core.campaign c USING (campaign_code) LEFT JOIN core.org_unit o ON o.unit_code = m.home
      WHERE m.contacted_on BETWEEN $1 AND $2 OR ($3 AND m.contacted_on IS NULL)`,
    measures: {
      contacted: 'count(*) FILTER (WHERE is_contacted)',
      responded: 'count(*) FILTER (WHERE is_contacted AND in_time)',
      response_rate: 'avg(in_time::integer) FILTER (WHERE is_contacted)',
      control: 'count(*) FILTER (WHERE is_control)',
      control_rate: 'avg(in_time::integer) FILTER (WHERE is_control)',
      uplift: `avg(in_time::integer) FILTER (WHERE is_contacted AND has_control) - avg(in_time::integer) FILTER (WHERE is_control)`,
      uplift_low: interval('-'),
      uplift_high: interval('+'),
      revenue: 'coalesce(sum(revenue) FILTER (WHERE is_contacted), 0)',
    },
  },
  competitor_rates: {
    rows: `SELECT k.*, seen.rate, own.rate AS own_rate
      FROM (SELECT DISTINCT bank, product, term_months, currency, min_amount FROM core.competitor_rate) k
      JOIN LATERAL (
        SELECT r.rate, (r.observed_at AT TIME ZONE (SELECT time_zone FROM ops.bank))::date AS day FROM core.competitor_rate r
        WHERE (r.bank, r.product, r.term_months, r.currency, r.min_amount) = (k.bank, k.product, k.term_months, k.currency, k.min_amount)
          AND (r.observed_at AT TIME ZONE (SELECT time_zone FROM ops.bank))::date <= $2::date AND $1::date IS NOT NULL AND $3::boolean IS NOT NULL
        ORDER BY r.observed_at DESC LIMIT 1
      ) seen ON $2::date - seen.day <= 92
      LEFT JOIN LATERAL (
        SELECT o.rate FROM core.own_rate o WHERE (o.product, o.term_months, o.currency) = (k.product, k.term_months, k.currency) AND o.valid_from <= $2
        ORDER BY o.valid_from DESC LIMIT 1
      ) own ON true`,
    measures: { rate: 'max(rate)', own_rate: 'max(own_rate)', gap: 'max(own_rate) - max(rate)', offers: 'count(*)' },
  },
};

/** Wald's interval of the difference of two shares, from variances of 0 and 1. */
function interval(sign: string): string {
  const [contacted, control] = ['is_contacted AND has_control', 'is_control'].map((who) => `(FILTER_${who})`);
  const read = (text: string | undefined, aggregate: string) =>
    `${aggregate} FILTER (WHERE ${text?.slice('(FILTER_'.length, -1)})`;
  const variance = (who: string | undefined) => `${read(who, 'var_pop(in_time::integer)')} / ${read(who, 'count(*)')}`;
  return `${read(contacted, 'avg(in_time::integer)')} - ${read(control, 'avg(in_time::integer)')} ${sign} 1.959964 * sqrt((${variance(contacted)}) + (${variance(control)}))`;
}

const columnOf: Record<string, string> = { outlet_code: 'outlet', 'contacts.purpose': 'purpose_known' };
const nullable: Record<string, string> = { channel: 'unknown' };

/** Rows as Cube should give them, counted fact by fact in every period. */
export async function askSalesOracle(
  client: Client,
  query: SalesQuery,
  known: readonly [string, string]
): Promise<CubeRow[]> {
  const everything = query.range === undefined;
  const periods = everything
    ? [{ label: 'all', first: known[0], last: known[1] }]
    : cutPeriods(query.grain, query.range ?? known, known);
  const rows: CubeRow[] = [];
  for (const { label, first, last } of periods) {
    const counted =
      query.view === 'funnel'
        ? await countFunnel(client, query, everything ? undefined : [first, last])
        : await countFacts(client, query, [first, last, everything]);
    rows.push(...counted.map((row) => (query.grain === 'all' ? row : { ...row, date: `${label}T00:00:00.000` })));
  }
  return rows;
}

async function countFacts(
  client: Client,
  { view, dimensions, where }: SalesQuery,
  parameters: unknown[]
): Promise<CubeRow[]> {
  const fact = facts[view];
  if (!fact) {
    throw new Error(`No oracle for ${view}`);
  }
  const expressions = dimensions.map((name) => {
    const column = columnOf[`${view}.${name}`] ?? columnOf[name] ?? name;
    return `${nullable[name] === undefined ? column : `coalesce(${column}, '${nullable[name]}')`} AS "${name}"`;
  });
  const measures = Object.entries(fact.measures).map(([name, sql]) => `(${sql})::float AS "${name}"`);
  const group = dimensions.map((_, index) => index + 1).join(', ');
  const { rows } = await client.query<CubeRow>(
    `SELECT ${[...expressions, ...measures].join(', ')} FROM (${fact.rows}) fact WHERE ${where ?? 'true'} ${group ? `GROUP BY ${group}` : 'HAVING count(*) > 0'}`,
    parameters
  );
  return rows;
}
