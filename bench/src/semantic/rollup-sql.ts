import { periodsOf } from './periods-of';

type Columns = Readonly<Record<string, string>>;

const selectOf: Readonly<Record<string, string>> = {
  date: 'p.bucket::text AS date',
  region_code: 'o.region_code',
  outlet_code: 'd.outlet_code',
  product: 'd.product',
};

const select = (groups: readonly string[]) => groups.map((group) => `${selectOf[group] ?? group}, `).join('');
const groupBy = (groups: readonly string[]) =>
  groups.length > 0 ? `GROUP BY ${groups.map((_group, index) => index + 1).join(', ')}` : '';
const joinOutlet = (groups: readonly string[]) =>
  groups.includes('region_code') ? 'JOIN mart.outlet o ON o.outlet_code = d.outlet_code' : '';

/** Deposits at the last day of every period; running sums are taken less those of the day before its first. */
export function depositsAt(groups: readonly string[], grain: string, measures: Columns): string {
  const isStock = Object.values(measures).every((column) => column === 'balance');
  const figures = Object.entries(measures).map(([name, column]) => {
    if (column === 'balance') {
      return `sum(d.balance) AS ${name}`;
    }
    const running = column === 'average' ? 'd.balance_days + d.balance * (edge.day - d.day)' : `d.${column}`;
    const difference = `sum(edge.sign * (${running}))`;
    return `${column === 'average' ? `${difference} / max(p.last_day - p.first_day + 1)` : difference} AS ${name}`;
  });
  const edges = isStock ? '(p.last_day, 1)' : '(p.last_day, 1), (p.first_day - 1, -1)';
  return `
    SELECT ${select(groups)}${figures.join(', ')}
    FROM ${periodsOf(grain)} p
    CROSS JOIN LATERAL (VALUES ${edges}) edge (day, sign)
    CROSS JOIN LATERAL (SELECT max(g.day) AS day FROM mart.deposit_grid g WHERE g.day <= edge.day) g
    JOIN mart.${groups.includes('product') ? 'deposit_day' : 'deposit_outlet_day'} d ON d.day = g.day
    ${joinOutlet(groups)}
    ${groupBy(groups)}`;
}

/** Customers on the last day of every period: the last checkpoint and what changed since. */
export function customersAt(groups: readonly string[], grain: string, measure: string): string {
  return `
    SELECT ${select(groups)}sum(d.${measure}) AS ${measure}
    FROM ${periodsOf(grain)} p
    ${cells('customer', 'p.last_day', 'NOT c.is_detailed')}
    ${joinOutlet(groups)}
    ${groupBy(groups)}`;
}

/** Loans on the last day of every period, or what came in it. */
export function loansAt(groups: readonly string[], grain: string, measures: Columns, isNew = false): string {
  const figures = Object.entries(measures).map(([name, column]) => `sum(edge.sign * d.${column}) AS ${name}`);
  return `
    SELECT ${select(groups)}${figures.join(', ')}
    FROM ${periodsOf(grain)} p
    CROSS JOIN LATERAL (VALUES (p.last_day, 1)${isNew ? ', (p.first_day - 1, -1)' : ''}) edge (day, sign)
    ${cells('loan', 'edge.day')}
    ${groupBy(groups)}`;
}

/** What was spent with cards in every period. */
export function spendOf(groups: readonly string[], grain: string): string {
  return `
    SELECT ${select(groups)}sum(edge.sign * d.spend_to_date) AS spend
    FROM ${periodsOf(grain)} p
    CROSS JOIN LATERAL (VALUES (p.last_day, 1), (p.first_day - 1, -1)) edge (day, sign)
    ${cells('card', 'edge.day')}
    ${groupBy(groups)}`;
}

function cells(name: string, day: string, condition = 'true'): string {
  return `
    CROSS JOIN LATERAL (SELECT max(k.day) AS day FROM mart.checkpoint k WHERE k.day <= ${day} + 1) k
    CROSS JOIN LATERAL (
      SELECT c.* FROM mart.${name}_state c WHERE c.day = k.day AND ${condition}
      UNION ALL
      SELECT c.* FROM mart.${name}_change c WHERE c.day BETWEEN k.day AND ${day} AND ${condition}
    ) d`;
}
