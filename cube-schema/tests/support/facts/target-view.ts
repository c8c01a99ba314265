import { type Client } from 'pg';
import { type CubeRow } from '../cube-process';
import { dataDays, firstOf } from './bank-views';
import { monthOf, startOfMonth, toDay, type Day } from './days';
import { type Customer, type Facts } from './read-facts';

export type Level = 'bank' | 'region' | 'outlet' | 'staff';
interface Target {
  metric: string;
  unit: string;
  period: string;
  cents: number;
}
interface Entry {
  metric: string;
  day: Day;
  amount: number;
  units: Array<string | null>;
}

/** Where the targets of a level and a period stand, unit by unit: every posting, customer and loan counted for its unit. */
export async function countTargets(client: Client, facts: Facts, level: Level, period: string): Promise<CubeRow[]> {
  const read = async <Row extends object>(sql: string, values: unknown[] = []) =>
    (await client.query<Row>(sql, values)).rows;
  const targets = await read<Target>(
    'SELECT metric, unit_code AS unit, period, (target * 100)::float8 AS cents FROM core.target JOIN core.org_unit USING (unit_code) WHERE level = $1 AND period = $2',
    [level, period]
  );
  const children = await read<{ metric: string; unit: string; cents: number }>(
    `SELECT metric, parent_code AS unit, (sum(target) * 100)::float8 AS cents FROM core.target JOIN core.org_unit USING (unit_code) WHERE period = $1 GROUP BY 1, 2`,
    [period]
  );
  const begins = new Map<string, Day>();
  const [first, last] = readDays(period);
  const working = (
    await read<{ day: Day }>(`SELECT day - date '1970-01-01' AS day FROM core.calendar WHERE is_working_day`)
  ).map(({ day }) => day);
  const [bank] = await read<{ code: string }>(`SELECT unit_code AS code FROM core.org_unit WHERE level = 'bank'`);
  const byUnit = indexEntries(facts, bank?.code ?? '');
  const today = dataDays(facts).last;
  const isGone = first > today;
  const all = working.filter((day) => day >= first && day <= last).length;
  const past = isGone ? 0 : working.filter((day) => day >= first && day <= Math.min(last, today)).length;
  return targets.map(({ metric, unit, cents }): CubeRow => {
    const own = byUnit.get(`${metric} ${unit}`) ?? [];
    const known = begins.get(metric) ?? firstOf((byUnit.get(`${metric} ${bank?.code}`) ?? []).map(({ day }) => day));
    begins.set(metric, known);
    const isStock = metric === 'deposit_balance';
    const flow = metric === 'net_inflow' || metric === 'salary_inflow' ? (facts.postingDays?.first ?? Infinity) : known;
    const begin = isStock ? known + 1 : startOfMonth(monthOf(flow));
    const add = (from: Day, to: Day) =>
      own.reduce((total, { day, amount }) => total + (day >= from && day <= to ? amount : 0), 0);
    const actual = first >= begin && !isGone ? add(first, Math.min(last, today)) : null;
    const expected = isGone ? null : (cents * past) / all;
    const given = children.find((child) => child.metric === metric && child.unit === unit);
    const pace = actual === null || !expected ? null : actual / expected;
    return {
      metric,
      unit,
      target: cents / 100,
      actual: actual === null ? null : actual / 100,
      expected: expected === null ? null : expected / 100,
      attainment: actual === null || cents === 0 ? null : actual / cents,
      pace_index: pace,
      forecast: actual === null || past * 10 < all || past === 0 ? null : (actual * all) / past / 100,
      opening: isStock && first >= begin && first <= today + 1 ? add(-Infinity, first - 1) / 100 : null,
      required_rate: actual === null || all === past ? null : (cents - actual) / (all - past) / 100,
      cascade_gap: given ? (cents - given.cents) / 100 : null,
      targets: 1,
      status: pace === null ? 'none' : pace >= 1 ? 'green' : pace >= 0.9 ? 'amber' : 'red',
    };
  });
}

const indexes = new WeakMap<Facts, Map<string, Entry[]>>();

/** By metric and unit all that counts for it. */
function indexEntries(facts: Facts, bank: string): Map<string, Entry[]> {
  const known = indexes.get(facts);
  if (known) {
    return known;
  }
  const index = new Map<string, Entry[]>();
  for (const entry of listEntries(facts, bank)) {
    for (const unit of entry.units) {
      const key = `${entry.metric} ${unit}`;
      const of = index.get(key);
      if (of) {
        of.push(entry);
      } else {
        index.set(key, [entry]);
      }
    }
  }
  indexes.set(facts, index);
  return index;
}

function listEntries(facts: Facts, bank: string): Entry[] {
  const { last } = dataDays(facts);
  const unitsOf = (outlet: string, customer: Customer | undefined) => [
    bank,
    facts.outlets.get(outlet)?.region ?? null,
    outlet,
    customer?.staff ?? null,
  ];
  return [
    ...facts.accounts.flatMap(({ outlet, owner, postings, loans }) => {
      const units = unitsOf(outlet, owner);
      return [
        ...postings.flatMap(({ day, isCredit, isInternal, category, cents }) => {
          const amount = isCredit ? cents : -cents;
          return [
            { metric: 'deposit_balance', day, amount, units },
            { metric: 'net_inflow', day, amount: isInternal ? 0 : amount, units },
            ...(category === 'payroll' && isCredit ? [{ metric: 'salary_inflow', day, amount: cents, units }] : []),
          ];
        }),
        ...loans
          .filter(({ granted }) => granted <= last)
          .map(({ granted, principal }) => ({ metric: 'new_lending', day: granted, amount: principal, units })),
      ];
    }),
    ...[...facts.customers.values()].map((customer) => ({
      metric: 'new_customers',
      day: customer.since,
      amount: 100,
      units: unitsOf(customer.outlet, customer),
    })),
  ];
}

function readDays(period: string): [Day, Day] {
  const [year, rest = ''] = period.split('-');
  const [month, months] =
    rest === '' ? [1, 12] : rest.startsWith('Q') ? [Number(rest[1]) * 3 - 2, 3] : [Number(rest), 1];
  const first = toDay(`${year}-${String(month).padStart(2, '0')}-01`);
  return [first, startOfMonth(monthOf(first) + months) - 1];
}
