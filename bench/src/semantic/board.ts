import { type CubeQuery } from './caller';
import { periodsOf } from './periods-of';
import { customersAt, depositsAt, loansAt, spendOf } from './rollup-sql';
import { rawActive, rawAverage, rawBalance, rawFlow, rawSpend } from './raw-sql';

/** One question of the board, in the three languages that are compared. `$1` and `$2` are the first and the last day. */
export interface BoardQuery {
  name: string;
  cube(from: string, to: string): CubeQuery;
  /** Hand-written SQL on the tables that the loader keeps for the semantic layer */
  rollup: string;
  /** Hand-written SQL on the bank's facts */
  raw: string;
}

function ask(
  view: string,
  measures: readonly string[],
  dimensions: readonly string[] = [],
  granularity?: string
): BoardQuery['cube'] {
  return (from, to) => ({
    measures: measures.map((measure) => `${view}.${measure}`),
    dimensions: dimensions.map((dimension) => `${view}.${dimension}`),
    timeDimensions: [
      { dimension: `${view}.date`, dateRange: [from, to], ...(granularity === undefined ? {} : { granularity }) },
    ],
  });
}

const perMonth = 'month';
const net = `CASE WHEN is_internal THEN 0 WHEN direction = 'credit' THEN amount ELSE -amount END`;
const credits = `CASE WHEN direction = 'credit' THEN amount ELSE 0 END`;
const debits = `CASE WHEN direction = 'debit' THEN amount ELSE 0 END`;

/** Twenty queries, as a board of the headquarters asks them: totals, trends over a year, regions, outlets and products. */
export const board: readonly BoardQuery[] = [
  {
    name: 'balance by month',
    cube: ask('deposits', ['balance_end'], [], perMonth),
    rollup: depositsAt(['date'], perMonth, { balance_end: 'balance' }),
    raw: rawBalance(['date'], perMonth),
  },
  {
    name: 'average daily balance by month',
    cube: ask('deposits', ['balance_avg_daily'], [], perMonth),
    rollup: depositsAt(['date'], perMonth, { balance_avg_daily: 'average' }),
    raw: rawAverage(['date'], perMonth),
  },
  {
    name: 'net inflow by month',
    cube: ask('deposits', ['net_inflow'], [], perMonth),
    rollup: depositsAt(['date'], perMonth, { net_inflow: 'net_inflow_to_date' }),
    raw: rawFlow(['date'], perMonth, { net_inflow: net }),
  },
  {
    name: 'credits and debits by month',
    cube: ask('deposits', ['credits', 'debits'], [], perMonth),
    rollup: depositsAt(['date'], perMonth, { credits: 'credits_to_date', debits: 'debits_to_date' }),
    raw: rawFlow(['date'], perMonth, { credits, debits }),
  },
  {
    name: 'balance',
    cube: ask('deposits', ['balance_end']),
    rollup: depositsAt([], 'all', { balance_end: 'balance' }),
    raw: rawBalance([], 'all'),
  },
  {
    name: 'balance by region',
    cube: ask('deposits', ['balance_end'], ['region_code']),
    rollup: depositsAt(['region_code'], 'all', { balance_end: 'balance' }),
    raw: rawBalance(['region_code'], 'all'),
  },
  {
    name: 'balance by outlet',
    cube: ask('deposits', ['balance_end'], ['outlet_code']),
    rollup: depositsAt(['outlet_code'], 'all', { balance_end: 'balance' }),
    raw: rawBalance(['outlet_code'], 'all'),
  },
  {
    name: 'balance by product',
    cube: ask('deposits', ['balance_end'], ['product']),
    rollup: depositsAt(['product'], 'all', { balance_end: 'balance' }),
    raw: rawBalance(['product'], 'all'),
  },
  {
    name: 'net inflow by outlet',
    cube: ask('deposits', ['net_inflow'], ['outlet_code']),
    rollup: depositsAt(['outlet_code'], 'all', { net_inflow: 'net_inflow_to_date' }),
    raw: rawFlow(['outlet_code'], 'all', { net_inflow: net }),
  },
  {
    name: 'net inflow by region and month',
    cube: ask('deposits', ['net_inflow'], ['region_code'], perMonth),
    rollup: depositsAt(['date', 'region_code'], perMonth, { net_inflow: 'net_inflow_to_date' }),
    raw: rawFlow(['date', 'region_code'], perMonth, { net_inflow: net }),
  },
  {
    name: 'credits by product',
    cube: ask('deposits', ['credits'], ['product']),
    rollup: depositsAt(['product'], 'all', { credits: 'credits_to_date' }),
    raw: rawFlow(['product'], 'all', { credits }),
  },
  {
    name: 'average daily balance by outlet',
    cube: ask('deposits', ['balance_avg_daily'], ['outlet_code']),
    rollup: depositsAt(['outlet_code'], 'all', { balance_avg_daily: 'average' }),
    raw: rawAverage(['outlet_code'], 'all'),
  },
  {
    name: 'net inflow by week',
    cube: ask('deposits', ['net_inflow'], [], 'week'),
    rollup: depositsAt(['date'], 'week', { net_inflow: 'net_inflow_to_date' }),
    raw: rawFlow(['date'], 'week', { net_inflow: net }),
  },
  {
    name: 'customers by month',
    cube: ask('customers', ['customers'], [], perMonth),
    rollup: customersAt(['date'], perMonth, 'customers'),
    raw: `
      SELECT p.bucket::text AS date, count(*) AS customers
      FROM ${periodsOf(perMonth)} p
      JOIN core.customer c ON c.customer_since <= p.last_day AND coalesce(c.closed_on > p.last_day, true)
      GROUP BY 1`,
  },
  {
    name: 'customers by region',
    cube: ask('customers', ['customers'], ['region_code']),
    rollup: customersAt(['region_code'], 'all', 'customers'),
    raw: `
      SELECT u.parent_code AS region_code, count(*) AS customers
      FROM core.customer c JOIN core.org_unit u ON u.unit_code = c.outlet_code
      WHERE c.customer_since <= $2::date AND coalesce(c.closed_on > $2::date, true) AND $1::date IS NOT NULL
      GROUP BY 1`,
  },
  {
    name: 'active customers by outlet',
    cube: ask('customers', ['active_customers'], ['outlet_code']),
    rollup: customersAt(['outlet_code'], 'all', 'active_customers'),
    raw: rawActive,
  },
  {
    name: 'loans by product',
    cube: ask('loans', ['loans', 'principal'], ['product']),
    rollup: loansAt(['product'], 'all', { loans: 'loans', principal: 'principal' }),
    raw: `
      SELECT product_code AS product, count(*) AS loans, sum(principal) AS principal
      FROM core.loan WHERE granted_on <= $2::date AND $1::date IS NOT NULL GROUP BY 1`,
  },
  {
    name: 'new lending by month',
    cube: ask('loans', ['new_principal'], [], perMonth),
    rollup: loansAt(['date'], perMonth, { new_principal: 'granted_principal' }, true),
    raw: `
      SELECT p.bucket::text AS date, sum(l.principal) AS new_principal
      FROM ${periodsOf(perMonth)} p JOIN core.loan l ON l.granted_on BETWEEN p.first_day AND p.last_day GROUP BY 1`,
  },
  {
    name: 'card spending by month',
    cube: ask('cards', ['spend'], [], perMonth),
    rollup: spendOf(['date'], perMonth),
    raw: rawSpend(['date'], perMonth),
  },
  {
    name: 'card spending by product',
    cube: ask('cards', ['spend'], ['product']),
    rollup: spendOf(['product'], 'all'),
    raw: rawSpend(['product'], 'all'),
  },
];
