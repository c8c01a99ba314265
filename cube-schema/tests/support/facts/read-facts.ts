import { type Client } from 'pg';
import { createDayCutter, type Day } from './days';

export interface Posting {
  day: Day;
  cents: number;
  isCredit: boolean;
  isInternal: boolean;
  isOwn: boolean;
  category: string | null;
  operation: string | null;
  bank: string | null;
  payer: string | null;
  stated: number | null;
}
export interface Loan {
  code: string;
  account: Account;
  product: string;
  granted: Day;
  principal: number;
  months: number;
  installment: number;
  status: string;
  history: Array<{ day: Day; status: string }>;
}
export interface Card {
  code: string;
  account: Account;
  product: string;
  issued: Day;
}
export interface Account {
  code: string;
  outlet: string;
  product: string;
  opened: Day;
  closed: Day | null;
  matures: Day | null;
  owner?: Customer;
  postings: Posting[];
  loans: Loan[];
  cards: Card[];
}
export interface Customer {
  code: string;
  outlet: string;
  staff: string | null;
  segment: string;
  sex: string;
  consent: string;
  birth: Day | null;
  since: Day;
  closed: Day | null;
  accounts: Account[];
  cards: Card[];
  /** Days of visits of the mobile bank, in order */
  visits: Day[];
  wealth: Map<string, Array<{ day: Day; cents: number }>>;
}
export interface Outlet {
  code: string;
  name: string;
  region: string;
  regionName: string;
  setting: string;
  opened: Day | null;
  closed: Day | null;
}

/** The bank's core tables, row by row; what belongs together refers to each other. Nothing in it is added up. */
export interface Facts {
  cutDay(seconds: number): Day;
  outlets: Map<string, Outlet>;
  accounts: Account[];
  customers: Map<string, Customer>;
  loans: Loan[];
  tiers: Array<{ tier: string; from: number }>;
  employers: Map<string, string>;
  /** Balances that a source states by outlet */
  stated: Array<{ outlet: string; product: string; day: Day; cents: number }>;
  postingDays: { first: Day; last: Day } | undefined;
}

const days = (column: string) => `(${column} - date '1970-01-01')`;
const cents = (column: string) => `(${column} * 100)::float8`;

export async function readFacts(client: Client): Promise<Facts> {
  const read = async <Row extends object>(sql: string) => (await client.query<Row>(sql)).rows;
  const [bank] = await read<{ zone: string }>('SELECT time_zone AS zone FROM ops.bank');
  const cutDay = createDayCutter(bank?.zone ?? 'UTC');
  const outlets = await read<Outlet>(
    `SELECT o.outlet_code AS code, u.name, r.unit_code AS region, r.name AS "regionName", coalesce(o.setting, 'unknown') AS setting,
       ${days('o.opened_on')} AS opened, ${days('o.closed_on')} AS closed
     FROM core.outlet o JOIN core.org_unit u ON u.unit_code = o.outlet_code JOIN core.org_unit r ON r.unit_code = u.parent_code`
  );
  const accounts = new Map<string, Account>();
  for (const row of await read<Omit<Account, 'postings' | 'loans' | 'cards'>>(
    `SELECT account_code AS code, outlet_code AS outlet, product_code AS product, ${days('opened_on')} AS opened, ${days('closed_on')} AS closed,
       ${days('matures_on')} AS matures FROM core.account ORDER BY 1`
  )) {
    accounts.set(row.code, { ...row, postings: [], loans: [], cards: [] });
  }
  for (const { account, ...posting } of await read<Posting & { account: string }>(
    `SELECT account_code AS account, ${days('day')} AS day, ${cents('amount')} AS cents, direction = 'credit' AS "isCredit", is_internal AS "isInternal",
       own_initiated AS "isOwn", category, operation, counterparty_bank AS bank, counterparty_account AS payer, ${cents('balance_after')} AS stated
     FROM core.transaction ORDER BY day, load_file_id, line_number, transaction_code`
  )) {
    accounts.get(account)?.postings.push(posting);
  }
  const customers = new Map<string, Customer>();
  await readCustomers(read, accounts, customers);
  for (const { who, at } of await read<{ who: string; at: number }>(
    `SELECT customer_code AS who, extract(epoch FROM started_at)::float8 AS at FROM core.app_session
     WHERE customer_code IS NOT NULL AND started_at IS NOT NULL ORDER BY started_at`
  )) {
    customers.get(who)?.visits.push(cutDay(at));
  }
  const all = [...accounts.values()];
  const posted = all.flatMap(({ postings }) =>
    postings.length > 0 ? [postings[0]?.day ?? 0, postings.at(-1)?.day ?? 0] : []
  );
  return {
    cutDay,
    outlets: new Map(outlets.map((outlet) => [outlet.code, outlet])),
    accounts: all,
    customers,
    loans: await readLoans(read, accounts),
    tiers: await read(`SELECT tier, ${cents('from_aum')} AS from FROM core.tier ORDER BY from_aum`),
    employers: new Map(
      (
        await read<{ payer: string; name: string }>(
          'SELECT counterparty_account AS payer, name FROM core.employer WHERE counterparty_account IS NOT NULL'
        )
      ).map(({ payer, name }) => [payer, name])
    ),
    stated: await read(
      `SELECT outlet_code AS outlet, product_code AS product, ${days('day')} AS day, ${cents('balance')} AS cents FROM core.outlet_balance ORDER BY day`
    ),
    postingDays:
      posted.length > 0 ? { first: Math.min(...reduceEnds(posted)), last: Math.max(...reduceEnds(posted)) } : undefined,
  };
}

/** The least and the greatest of many numbers. */
function reduceEnds(numbers: number[]): [number, number] {
  return numbers.reduce<[number, number]>(
    ([low, high], each) => [Math.min(low, each), Math.max(high, each)],
    [Infinity, -Infinity]
  );
}

type Read = <Row extends object>(sql: string) => Promise<Row[]>;

async function readCustomers(
  read: Read,
  accounts: Map<string, Account>,
  customers: Map<string, Customer>
): Promise<void> {
  const holders = await read<{ holder: string; account: string; who: string; role: string }>(
    'SELECT holder_code AS holder, account_code AS account, customer_code AS who, role FROM core.account_holder ORDER BY holder_code'
  );
  const held = new Map<string, Array<{ account: Account; role: string }>>();
  for (const { account, who, role } of holders) {
    const found = accounts.get(account);
    if (found) {
      held.set(who, [...(held.get(who) ?? []), { account: found, role }]);
    }
  }
  const [begin] = await read<{ first: Day | null }>(
    `SELECT ${days('least((SELECT min(day) FROM core.transaction), (SELECT min(day) FROM core.outlet_balance))')} AS first`
  );
  type Raw = Pick<Customer, 'code' | 'staff' | 'segment' | 'sex' | 'consent' | 'birth' | 'closed'> & {
    outlet: string | null;
    since: Day | null;
  };
  for (const row of await read<Raw>(
    `SELECT customer_code AS code, outlet_code AS outlet, staff_code AS staff, coalesce(segment, 'unknown') AS segment, coalesce(sex, 'unknown') AS sex,
       CASE has_consent WHEN true THEN 'yes' WHEN false THEN 'no' ELSE 'unknown' END AS consent, ${days('birth_date')} AS birth,
       ${days('customer_since')} AS since, ${days('closed_on')} AS closed FROM core.customer`
  )) {
    const [first] = (held.get(row.code) ?? []).sort(
      (a, b) =>
        a.account.opened - b.account.opened ||
        Number(a.role === 'user') - Number(b.role === 'user') ||
        (a.account.code < b.account.code ? -1 : 1)
    );
    const outlet = row.outlet ?? first?.account.outlet;
    if (outlet !== undefined) {
      const since = row.since ?? first?.account.opened ?? begin?.first ?? 0;
      customers.set(row.code, { ...row, outlet, since, accounts: [], cards: [], visits: [], wealth: new Map() });
    }
  }
  for (const { account, who, role } of holders) {
    const [owned, owner] = [accounts.get(account), customers.get(who)];
    if (role === 'owner' && owned && owner && !owned.owner) {
      owned.owner = owner;
      owner.accounts.push(owned);
    }
  }
  const byHolder = new Map(holders.map((holder) => [holder.holder, holder]));
  for (const { holder, ...card } of await read<Omit<Card, 'account'> & { holder: string }>(
    `SELECT card_code AS code, holder_code AS holder, product_code AS product, ${days('issued_on')} AS issued FROM core.card ORDER BY issued_on, card_code`
  )) {
    const of = byHolder.get(holder);
    const account = accounts.get(of?.account ?? '');
    if (of && account) {
      account.cards.push({ ...card, account });
      customers.get(of.who)?.cards.push({ ...card, account });
    }
  }
  for (const { who, product, ...position } of await read<{ who: string; product: string; day: Day; cents: number }>(
    `SELECT customer_code AS who, product_code AS product, ${days('day')} AS day, ${cents('market_value')} AS cents FROM core.wealth_position ORDER BY day`
  )) {
    const wealth = customers.get(who)?.wealth;
    wealth?.set(product, [...(wealth.get(product) ?? []), position]);
  }
}

async function readLoans(read: Read, accounts: Map<string, Account>): Promise<Loan[]> {
  const history = await read<{ loan: string; day: Day; status: string }>(
    `SELECT loan_code AS loan, ${days('day')} AS day, status FROM core.loan_status_change ORDER BY day`
  );
  const rows = await read<Omit<Loan, 'account' | 'history'> & { account: string }>(
    `SELECT loan_code AS code, account_code AS account, product_code AS product, ${days('granted_on')} AS granted, ${cents('principal')} AS principal,
       term_months AS months, ${cents('installment')} AS installment, status FROM core.loan`
  );
  return rows.flatMap((row) => {
    const account = accounts.get(row.account);
    const loan = account && { ...row, account, history: history.filter(({ loan: code }) => code === row.code) };
    if (loan) {
      account.loans.push(loan);
    }
    return loan ? [loan] : [];
  });
}
