import { createTestDatabase, type TestDatabase } from '../testing';
import { insertBank, insertFrame, makeBank } from './fixtures/made-up-bank';
import { refreshDerived, type RefreshOptions } from './refresh-derived';

/** The last day of the bank before anything comes */
const lastDay = '1996-11-20';
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await insertFrame(database.client);
  await run(
    `INSERT INTO ops.bank (bank_code, name, currency, time_zone, calendar) VALUES ('made_up', 'Made-up Bank', 'EUR', 'Europe/Madrid', 'ES')`
  );
  await insertBank(database.client, makeBank(5, '1996-01-20', lastDay));
  // Salaries of two employers, with a gap in the spring and some that end; people who send money away, visit, and stop to; what else signals know.
  await run(`
    UPDATE core.signal_rule SET minimum = CASE signal WHEN 'login_gap' THEN 2 ELSE 20 END WHERE minimum IS NOT NULL;
    UPDATE core.signal_rule SET share = 0.2 WHERE signal = 'balance_fall';
    UPDATE core.customer SET closed_on = '1996-08-15' WHERE customer_code = 'C8';
    INSERT INTO core.employer (employer_code, name, counterparty_account) VALUES ('E1', 'Mill', 'X1'), ('E2', 'Mine', 'X2');
    UPDATE core.transaction SET operation = 'transfer_out', counterparty_bank = 'QQ'
    WHERE direction = 'debit' AND operation IS NULL AND line_number % 3 = 0;
    INSERT INTO core.transaction (transaction_code, account_code, day, direction, amount, own_initiated, category, counterparty_account)
    SELECT 'P' || n || '-' || month, 'A' || n, day, 'credit', 400 + n, false, 'payroll', 'X' || 1 + (n + month / 9) % 2
    FROM generate_series(0, 8) n, generate_series(1, 10) month, make_date(1996, month, 26 + n % 3) AS day
    WHERE NOT (n = 1 AND month BETWEEN 4 AND 6) AND NOT (n = 2 AND month > 7) AND NOT (n = 8 AND month = 9);
    INSERT INTO core.transaction (transaction_code, account_code, day, direction, amount, own_initiated)
    VALUES ('F1', 'A6', '1996-06-10', 'debit', 5000, true), ('F2', 'A6', '1996-11-10', 'debit', 6000, true);
    INSERT INTO core.app_session (session_code, visitor_code, customer_code, started_at, channel)
    SELECT 'S' || n || '-' || k, 'C' || n, 'C' || n, timestamptz '1996-02-01 22:30+00' + make_interval(days => k * (5 + n)), 'mobile'
    FROM generate_series(0, 7) n, generate_series(0, 30) k WHERE k * (5 + n) < 280 AND k % (7 + n) < 5;
    INSERT INTO core.complaint (complaint_code, customer_code, opened_on, subject) VALUES ('K1', 'C2', '1996-05-05', 'fees');
    INSERT INTO core.standing_order (order_code, account_code, amount, cancelled_on) VALUES ('O1', 'A3', 5, '1996-06-06');
    INSERT INTO core.target (metric, unit_code, period, target)
    SELECT metric, unit_code, period, 1000 FROM (VALUES ('deposit_balance'), ('net_inflow'), ('salary_inflow')) m (metric),
      (VALUES ('bank'), ('R01'), ('B0002')) u (unit_code), (VALUES ('1996-Q2'), ('1996-11'), ('1996')) p (period)
  `);
  await refresh();
});
afterAll(() => database.drop());

async function run(sql: string): Promise<void> {
  await database.client.query(sql);
}

async function refresh(options: RefreshOptions = {}) {
  await run('BEGIN');
  const result = await refreshDerived(database.client, options);
  await run('COMMIT');
  return result;
}

async function list(sql: string): Promise<string[]> {
  const { rows } = await database.client.query<{ line: string }>(sql);
  return rows.map(({ line }) => line);
}

/** Every derived row of the bank, each after its table's name. */
async function readDerived(): Promise<string[]> {
  const tables = await list(
    `SELECT format('%I.%I', schemaname, tablename) AS line FROM pg_tables
     WHERE schemaname = 'mart' OR (schemaname = 'core' AND tablename = 'account_balance')`
  );
  return list(
    `${tables.map((table) => `SELECT '${table} ' || t::text AS line FROM ${table} t`).join(' UNION ALL ')} ORDER BY 1`
  );
}

const post = (code: string, account: string, day: string, rest: string) =>
  `INSERT INTO core.transaction (transaction_code, account_code, day, own_initiated, direction, amount, category, operation, counterparty_bank, counterparty_account)
   VALUES ('${code}', '${account}', '${day}', true, ${rest});`;
const salary = `'credit', 410, 'payroll', NULL, NULL, 'X1'`;
const transfer = `'debit', 900, NULL, 'transfer_out', 'QQ', 'Y'`;
const visit = (customer: string, at: string) =>
  `INSERT INTO core.app_session (session_code, visitor_code, customer_code, started_at, channel)
   VALUES ('V-${customer}-${at}', '${customer}', '${customer}', '${at}', 'web');`;

interface Load {
  sql: string;
  changedFrom: string;
  tables: string[];
  /** First day that is worked out again; none where all days are */
  from?: string;
}

const loads: Array<[string, Load]> = [
  [
    'one row of the last day',
    {
      sql: post('N1', 'A5', lastDay, transfer),
      changedFrom: lastDay,
      tables: ['core.transaction'],
      from: '1996-11-01',
    },
  ],
  [
    'a day that is new, with a salary that goes on and one that comes back',
    {
      sql: post('N2', 'A0', '1996-11-26', salary) + post('N3', 'A2', '1996-11-26', salary),
      changedFrom: '1996-11-26',
      tables: ['core.transaction'],
      from: '1996-11-01',
    },
  ],
  [
    'days of months that are new',
    {
      sql: post('N4', 'A3', '1996-12-27', salary) + post('N5', 'A6', '1997-01-31', transfer),
      changedFrom: '1996-12-27',
      tables: ['core.transaction'],
      from: '1996-11-01',
    },
  ],
  [
    'rows that are late: a salary between two stretches, on the first day of its month, and a transfer',
    {
      sql: post('N6', 'A1', '1996-05-01', salary) + post('N7', 'A4', '1996-05-20', transfer),
      changedFrom: '1996-05-01',
      tables: ['core.transaction'],
      from: '1996-05-01',
    },
  ],
  [
    'a salary that comes after its customer left',
    {
      sql: post('N8', 'A8', '1996-10-02', salary),
      changedFrom: '1996-10-02',
      tables: ['core.transaction'],
      from: '1996-10-01',
    },
  ],
  [
    'corrections: of an amount, of a category, and of a day',
    {
      sql: `UPDATE core.transaction SET amount = 5, balance_after = NULL WHERE transaction_code = 'N7';
        UPDATE core.transaction SET category = NULL WHERE transaction_code = 'P0-6';
        UPDATE core.transaction SET day = '1996-07-20' WHERE transaction_code = 'P3-6';`,
      changedFrom: '1996-05-20',
      tables: ['core.transaction'],
      from: '1996-05-01',
    },
  ],
  [
    'visits alone: one that ends a gap, and one after the data',
    {
      sql: visit('C1', '1996-09-30T22:30:00Z') + visit('C5', '1997-02-03T10:00:00Z'),
      changedFrom: '1996-10-01',
      tables: ['core.app_session'],
      from: '1996-10-01',
    },
  ],
  [
    'holdings alone',
    {
      sql: `INSERT INTO core.wealth_position (customer_code, product_code, day, market_value) VALUES ('C2', 'fund', '1996-10-10', 5000), ('C2', 'fund', '1996-12-10', 0)`,
      changedFrom: '1996-10-10',
      tables: ['core.wealth_position'],
      from: '1996-10-01',
    },
  ],
  [
    'complaints and cancelled orders, whatever their day',
    {
      sql: `INSERT INTO core.complaint (complaint_code, customer_code, opened_on, subject) VALUES ('K2', 'C4', '1996-03-03', 'queue');
        UPDATE core.standing_order SET cancelled_on = '1996-04-04'`,
      changedFrom: 'infinity',
      tables: ['core.complaint', 'core.standing_order'],
      from: '1997-01-01',
    },
  ],
  [
    'the last days gone again',
    {
      sql: `DELETE FROM core.transaction WHERE transaction_code IN ('N4', 'N5')`,
      changedFrom: '1996-12-27',
      tables: ['core.transaction'],
      from: '1996-11-01',
    },
  ],
  [
    'a new customer with an account',
    {
      sql: `INSERT INTO core.customer (customer_code) VALUES ('C-new');
        INSERT INTO core.account (account_code, outlet_code, product_code, opened_on) VALUES ('A-new', 'B0001', 'current', '1996-11-01');
        INSERT INTO core.account_holder VALUES ('H-new', 'A-new', 'C-new', 'owner');
        ${post('N9', 'A-new', '1996-11-22', salary)}`,
      changedFrom: '1996-11-01',
      tables: ['core.customer', 'core.account', 'core.account_holder', 'core.transaction'],
    },
  ],
];

describe('a load that changes few days', () => {
  it('meets a bank with signals of every kind and salaries that begin, end and are kept', async () => {
    const kinds = await list('SELECT DISTINCT signal AS line FROM mart.signal ORDER BY 1');
    expect(kinds).toEqual(await list('SELECT signal AS line FROM core.signal_rule ORDER BY 1'));
    expect(
      await list(
        `SELECT count(*)::text AS line FROM mart.payroll_span WHERE is_of_any GROUP BY customer_code HAVING count(*) > 1`
      )
    ).not.toEqual([]);
    expect(await list(`SELECT '' AS line FROM mart.salary_credit WHERE kept BETWEEN 1 AND amount - 1`)).not.toEqual([]);
    expect(await list(`SELECT '' AS line FROM mart.target_progress WHERE actual <> 0`)).not.toEqual([]);
  });

  it.each(loads)('leaves the same figures as deriving all anew: %s', async (_, { sql, changedFrom, tables, from }) => {
    const before = await readDerived();
    await run(sql);
    const { rebuiltFrom } = await refresh({ changedFrom, changedTables: new Set(tables) });
    expect(rebuiltFrom).toBe(from);
    const narrowed = await readDerived();
    expect(narrowed).not.toEqual(before);
    await refresh();
    const whole = await readDerived();
    const [left, right] = [new Set(narrowed), new Set(whole)];
    expect(narrowed.filter((line) => !right.has(line))).toEqual([]);
    expect(whole.filter((line) => !left.has(line))).toEqual([]);
    expect(narrowed).toHaveLength(whole.length);
  });

  it('derives all anew where a rule of signals was changed by hand', async () => {
    await run(`UPDATE core.signal_rule SET share = 0.9 WHERE signal = 'large_transfer_out'`);
    const { rebuiltFrom } = await refresh({ changedFrom: 'infinity', changedTables: new Set(['core.complaint']) });
    expect(rebuiltFrom).toBeUndefined();
    const after = await readDerived();
    await refresh();
    expect(await readDerived()).toEqual(after);
  });
});
