import { DateTime } from 'luxon';
import { type Client } from 'pg';
import { type Period } from './periods';

export interface OutletFigures {
  outlet_code: string;
  [measure: string]: string | number | null;
}

const placed = `(SELECT o.outlet_code, coalesce(o.setting, 'unknown') AS setting, u.parent_code AS region_code, o.opened_on, o.closed_on
  FROM core.outlet o JOIN core.org_unit u ON u.unit_code = o.outlet_code)`;
/** Days that are counted one by one: own postings within the bank's first and last. */
const knownDays = `(SELECT d::date AS day FROM generate_series(
  greatest($1::date, (SELECT min(day) FROM core.transaction)), least($2::date, (SELECT max(day) FROM core.transaction)), '1 day') d)`;
const local = (moment: string) => `(${moment} AT TIME ZONE (SELECT time_zone FROM ops.bank))::date`;
const lastVisit = `(SELECT max(${local('started_at')}) FROM core.app_session WHERE customer_code IS NOT NULL)`;

/** Own postings, or visits of the mobile bank, in the 90 days up to a day with postings. */
const isActive = (day: string) => `(
  EXISTS (SELECT FROM core.transaction x JOIN core.account_holder h USING (account_code)
    WHERE h.customer_code = c.customer_code AND h.role = 'owner' AND x.own_initiated AND x.day > ${day} - 90 AND x.day <= ${day})
  OR EXISTS (SELECT FROM core.app_session z
    WHERE z.customer_code = c.customer_code AND ${local('z.started_at')} > ${day} - 90 AND ${local('z.started_at')} <= ${day}))`;

/** What every outlet did in the days of a period, and its figures on the last of them, straight from the facts; sums, without ratios. */
export async function countOutlets(client: Client, { first, last }: Period): Promise<OutletFigures[]> {
  const { rows } = await client.query<OutletFigures>(
    `SELECT o.outlet_code, o.region_code, o.setting,
       (SELECT sum(amount) FROM core.outlet_result r WHERE r.outlet_code = o.outlet_code AND kind = 'income' AND booked_on BETWEEN $1 AND $2)::float AS income,
       (SELECT sum(amount) FROM core.outlet_result r WHERE r.outlet_code = o.outlet_code AND kind = 'cost' AND booked_on BETWEEN $1 AND $2)::float AS cost,
       v.issued::float, v.served::float, v.minutes::float,
       t.tellers::float AS tellers,
       CASE WHEN t.tellers > 0 AND EXISTS (SELECT FROM core.transaction WHERE operation LIKE 'cash_%') THEN (SELECT count(*) FROM core.transaction x JOIN core.account a USING (account_code)
         WHERE a.outlet_code = o.outlet_code AND x.operation LIKE 'cash_%' AND x.day BETWEEN $1 AND $2) END::float AS postings,
       CASE WHEN $2::date >= (SELECT min(${local('started_at')}) FROM core.app_session WHERE customer_code IS NOT NULL) THEN digital.customers END::float AS digital,
       digital.active::float AS active
     FROM ${placed} o
     LEFT JOIN LATERAL (
       SELECT count(*) AS issued, count(served_at) AS served, sum(extract(epoch FROM served_at - issued_at) / 60) AS minutes
       FROM core.outlet_visit v WHERE v.outlet_code = o.outlet_code AND ${local('issued_at')} BETWEEN $1 AND $2
     ) v ON v.issued > 0
     LEFT JOIN LATERAL (
       SELECT sum((SELECT coalesce(sum(full_time_equivalent), 0) FROM core.staff s WHERE s.outlet_code = o.outlet_code AND s.role = 'teller'
         AND coalesce(s.hired_on <= day, true) AND coalesce(s.left_on >= day, true))) / count(*) AS tellers FROM ${knownDays} k
     ) t ON true
     CROSS JOIN LATERAL (
       SELECT
         count(*) FILTER (WHERE EXISTS (SELECT FROM core.app_session s WHERE s.customer_code = c.customer_code
           AND ${local('s.started_at')} > least($2::date, ${lastVisit}) - 90 AND ${local('s.started_at')} <= least($2::date, ${lastVisit}))
           AND c.customer_since <= least($2::date, ${lastVisit}) AND coalesce(c.closed_on > least($2::date, ${lastVisit}), true)) AS customers,
         count(*) FILTER (WHERE c.customer_since <= $2::date AND coalesce(c.closed_on > $2::date, true)
           AND ${isActive(`least($2::date, (SELECT max(day) FROM core.transaction))`)}) AS active
       FROM core.customer c WHERE c.outlet_code = o.outlet_code
     ) digital`,
    [first, last]
  );
  return rows;
}

/** One outlet at the end of a month: what its parts compare, higher is better; undefined without a value. */
export interface Standing {
  outlet: string;
  setting: string;
  opened: string | null;
  balance: number;
  values: Record<string, number | undefined>;
}

export interface Health {
  peerGroup: string;
  /** Codes of the outlets that stand behind it: of the group, then for each part known of those that have a value as well */
  behind: string[][];
  scores: Record<string, number | undefined>;
  index: number | undefined;
  coverage: number;
  classification: string;
}

/** Where every outlet open on the last day of a month stands, by outlet: everybody is compared with everybody, one by one. */
export async function judgeOutlets(client: Client, monthEnd: string): Promise<Map<string, Health>> {
  return judgeStandings(client, await measureStandings(client, monthEnd), monthEnd);
}

export async function judgeStandings(
  client: Client,
  standings: Standing[],
  monthEnd: string
): Promise<Map<string, Health>> {
  const { rows: weights } = await client.query<{ part: string; weight: number }>(
    'SELECT part, weight::float AS weight FROM core.health_part'
  );
  const sizes = new Map(
    [...standings]
      .sort((a, b) => a.balance - b.balance || (a.outlet < b.outlet ? -1 : 1))
      .map(({ outlet }, index, all) => [outlet, thirdOf(index, all.length)])
  );
  const groups = new Map(
    standings.map((one) => {
      const size = sizes.get(one.outlet) ?? '';
      const narrowest = `${one.setting}/${size}/${ageOf(one.opened, monthEnd)}`;
      return [one.outlet, [narrowest, `${one.setting}/${size}`, one.setting, 'all']] as const;
    })
  );
  const groupsOf = (one: Standing) => groups.get(one.outlet) ?? [];
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  return new Map(
    standings.map((one) => {
      const membersOf = (level: number) => standings.filter((peer) => groupsOf(peer)[level] === groupsOf(one)[level]);
      const level = [0, 1, 2].find((each) => membersOf(each).length >= 8) ?? 3;
      const scores = Object.fromEntries(
        weights.map(({ part }) => [
          part,
          placeAmong(
            one.values[part],
            membersOf(level).flatMap(({ outlet, values }) => (outlet === one.outlet ? [] : (values[part] ?? [])))
          ),
        ])
      );
      const scored = weights.flatMap(({ part, weight }) => {
        const score = scores[part];
        return score === undefined ? [] : [{ weight, score }];
      });
      const known = weights.filter(({ part }) => one.values[part] !== undefined);
      const covered = scored.reduce((sum, { weight }) => sum + weight, 0);
      return [
        one.outlet,
        {
          peerGroup: groupsOf(one)[level] ?? '',
          // Who stands behind the figures: the group, and for each part that the outlet has a value for those of it that have one as well.
          behind: [
            membersOf(level),
            ...known.map(({ part }) => membersOf(level).filter(({ values }) => values[part] !== undefined)),
          ].map((group) => group.map(({ outlet }) => outlet)),
          scores,
          index: covered > 0 ? scored.reduce((sum, { weight, score }) => sum + weight * score, 0) / covered : undefined,
          coverage: covered / total,
          classification: nameQuadrant(scores.productivity, scores.growth),
        },
      ] as const;
    })
  );
}

/** Thirds of which the first ones are one larger where it does not divide. */
function thirdOf(index: number, count: number): string {
  const small = Math.ceil(count / 3);
  const medium = Math.ceil((count - small) / 2);
  return index < small ? 'small' : index < small + medium ? 'medium' : 'large';
}

function ageOf(opened: string | null, day: string): string {
  if (opened === null) {
    return 'unknown';
  }
  const yearsBefore = (years: number) => DateTime.fromISO(day).minus({ years }).toISODate() ?? '';
  return opened > yearsBefore(5) ? 'new' : opened > yearsBefore(15) ? 'established' : 'mature';
}

function placeAmong(value: number | undefined, others: number[]): number | undefined {
  if (value === undefined || others.length === 0) {
    return undefined;
  }
  const points = others.reduce((sum, other) => sum + (other < value ? 1 : other === value ? 0.5 : 0), 0);
  return (100 * points) / others.length;
}

function nameQuadrant(efficiency: number | undefined, potential: number | undefined): string {
  if (efficiency === undefined || potential === undefined) {
    return 'unknown';
  }
  return efficiency >= 50 ? (potential >= 50 ? 'leading' : 'steady') : potential >= 50 ? 'promising' : 'lagging';
}

async function measureStandings(client: Client, monthEnd: string): Promise<Standing[]> {
  const start = DateTime.fromISO(monthEnd).startOf('month');
  const day = (moment: DateTime) => moment.toISODate() ?? '';
  const quarter = await countOutlets(client, { label: '', first: day(start.minus({ months: 2 })), last: monthEnd });
  const yearBefore = day(start.minus({ months: 11 }).minus({ days: 1 }));
  const { rows } = await client.query<Record<string, number | null> & { outlet: string; opened: string | null }>(
    `WITH balance AS (
       SELECT a.outlet_code, sum(CASE direction WHEN 'credit' THEN amount ELSE -amount END) FILTER (WHERE day <= $1) AS now,
         sum(CASE direction WHEN 'credit' THEN amount ELSE -amount END) FILTER (WHERE day <= $2) AS before
       FROM core.transaction JOIN core.account a USING (account_code) GROUP BY 1
     ), standing AS (
       -- As it was on the day: today's status where there is no history.
       SELECT l.*, (SELECT count(*) FROM core.loan_status_change c WHERE c.loan_code = l.loan_code) > 0 AS is_stated,
         CASE WHEN EXISTS (SELECT FROM core.loan_status_change c WHERE c.loan_code = l.loan_code) THEN coalesce((
           SELECT c.status FROM core.loan_status_change c WHERE c.loan_code = l.loan_code AND c.day <= $1 ORDER BY c.day DESC LIMIT 1), 'running') ELSE l.status END AS standing
       FROM core.loan l
     ), loan AS (
       SELECT a.outlet_code, l.standing AS status, CASE WHEN l.standing = 'paid' AND (l.is_stated OR $1::date >= l.granted_on + make_interval(months => l.term_months)) THEN 0
         ELSE greatest(l.principal - coalesce((
           SELECT sum(round(p.amount * coalesce(l.installment / nullif((SELECT sum(k.installment) FROM core.loan k WHERE k.account_code = l.account_code AND k.granted_on <= p.day), 0), 1), 6))
           FROM core.transaction p WHERE p.account_code = l.account_code AND p.category = 'loan_payment' AND p.direction = 'debit'
             AND p.day BETWEEN l.granted_on AND $1), 0), 0) END AS outstanding
       FROM standing l JOIN core.account a USING (account_code) WHERE l.granted_on <= $1
     ), owner AS (
       SELECT DISTINCT ON (account_code) account_code, customer_code FROM core.account_holder WHERE role = 'owner' ORDER BY account_code, holder_code
     ), person AS (
       SELECT c.outlet_code,
         (EXISTS (SELECT FROM core.account a JOIN owner USING (account_code) WHERE owner.customer_code = c.customer_code AND a.opened_on <= $1 AND coalesce(a.closed_on > $1, true)))::int
         + (EXISTS (SELECT FROM standing l JOIN owner USING (account_code) WHERE owner.customer_code = c.customer_code AND l.granted_on <= $1
             AND NOT (l.standing IN ('paid', 'defaulted') AND (l.is_stated OR $1::date >= l.granted_on + make_interval(months => l.term_months)))))::int
         + (EXISTS (SELECT FROM core.card k JOIN core.account_holder h USING (holder_code) WHERE h.customer_code = c.customer_code AND k.issued_on <= $1))::int AS lines
       FROM core.customer c
       WHERE c.customer_since <= $1 AND coalesce(c.closed_on > $1, true) AND ${isActive('$1::date')}
     )
     SELECT o.outlet_code AS outlet, o.opened_on::text AS opened, b.now::float AS now, b.before::float AS before,
       (SELECT sum(lines) FROM person p WHERE p.outlet_code = o.outlet_code)::float AS lines,
       (SELECT count(*) FROM person p WHERE p.outlet_code = o.outlet_code)::float AS active,
       (SELECT sum(round(outstanding, 2)) FROM loan l WHERE l.outlet_code = o.outlet_code)::float AS owed,
       (SELECT sum(round(outstanding, 2)) FROM loan l WHERE l.outlet_code = o.outlet_code AND status IN ('defaulted', 'arrears'))::float AS bad
     FROM ${placed} o LEFT JOIN balance b USING (outlet_code)
     WHERE coalesce(o.opened_on <= $1, true) AND coalesce(o.closed_on > $1, true)`,
    [monthEnd, yearBefore]
  );
  const known = await client.query<{ first: string }>('SELECT min(day)::text AS first FROM core.transaction');
  const hasYear = yearBefore >= (known.rows[0]?.first ?? '');
  return rows.map((row): Standing => {
    const recent = quarter.find(({ outlet_code: code }) => code === row.outlet);
    const number = (value: string | number | null | undefined) => (typeof value === 'number' ? value : undefined);
    const [cost, income, served, minutes, digital] = [
      number(recent?.cost),
      number(recent?.income),
      number(recent?.served),
      number(recent?.minutes),
      number(recent?.digital),
    ];
    const { now, before, lines, active, owed, bad } = row;
    return {
      outlet: row.outlet,
      setting: String(recent?.setting),
      opened: row.opened,
      balance: now ?? 0,
      values: {
        scale: now ?? 0,
        growth: hasYear && before !== null && (before ?? 0) > 0 ? (now ?? 0) / (before ?? 0) : undefined,
        quality: active ? (lines ?? 0) / active : undefined,
        productivity: cost !== undefined && cost > 0 ? (income ?? 0) / cost : undefined,
        risk: owed ? -(bad ?? 0) / owed : undefined,
        service: served ? -(minutes ?? 0) / served : undefined,
        digital: active && digital !== undefined ? digital / active : undefined,
      },
    };
  });
}
