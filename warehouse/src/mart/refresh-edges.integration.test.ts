import { createTestDatabase, type TestDatabase } from '../testing';
import { insertBank, insertFrame, makeBank } from './fixtures/made-up-bank';
import { refreshDerived, type RefreshOptions } from './refresh-derived';
import { syncViewers } from './sync-viewers';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
  await insertFrame(database.client);
});
afterEach(() => database.drop());

async function refresh(options: RefreshOptions = {}) {
  await database.client.query('BEGIN');
  const result = await refreshDerived(database.client, options);
  await database.client.query('COMMIT');
  return result;
}

async function read<Row extends object>(sql: string): Promise<Row[]> {
  return (await database.client.query<Row>(sql)).rows;
}

describe('refreshDerived on banks at the edges', () => {
  it('takes an empty bank: nothing to answer, and a new version', async () => {
    const result = await refresh();
    expect(result).toMatchObject({ dataVersion: 1, cardTransactionsWithoutCard: 0, customersWithoutOutlet: 0 });
    expect((await refresh({ changedFrom: '2020-01-01' })).dataVersion).toBe(2);
    expect(await read('SELECT domain FROM mart.horizon')).toEqual([]);
    expect(await read('SELECT outlet_code, region FROM mart.outlet ORDER BY 1 LIMIT 1')).toEqual([
      { outlet_code: 'B0001', region: 'North' },
    ]);
  });

  it('takes accounts and customers before their first transaction', async () => {
    await insertBank(database.client, { ...makeBank(1), transactions: [] });
    await refresh();
    expect(await read('SELECT * FROM mart.deposit_day')).toEqual([]);
    expect(await read('SELECT DISTINCT tier, is_active FROM mart.customer_span')).toEqual([
      { tier: 'basic', is_active: false },
    ]);
    expect(await read(`SELECT domain FROM mart.horizon ORDER BY 1`)).toEqual(
      ['cards', 'customers', 'loans'].map((domain) => ({ domain }))
    );
  });

  it('keeps balances that a source states per outlet until the next stated day, without flows', async () => {
    await database.client.query(`INSERT INTO core.outlet_balance VALUES
      ('B0001', 'current', '2010-06-30', 100), ('B0001', 'current', '2011-06-30', 300),
      ('B0002', 'current', '2011-06-30', 50), ('B0001', 'current', '2012-06-30', 0)`);
    await refresh();
    expect(
      await read(`SELECT day::text, outlet_code AS outlet, tier, balance::float, balance_days::float AS days, credits_to_date AS credits, accounts
        FROM mart.deposit_day ORDER BY 1, 2`)
    ).toEqual([
      { day: '2010-06-30', outlet: 'B0001', tier: 'unknown', balance: 100, days: 100, credits: null, accounts: null },
      {
        day: '2011-06-30',
        outlet: 'B0001',
        tier: 'unknown',
        balance: 300,
        days: 36_800,
        credits: null,
        accounts: null,
      },
      { day: '2011-06-30', outlet: 'B0002', tier: 'unknown', balance: 50, days: 50, credits: null, accounts: null },
      {
        day: '2012-06-30',
        outlet: 'B0001',
        tier: 'unknown',
        balance: 0,
        days: 146_300,
        credits: null,
        accounts: null,
      },
      {
        day: '2012-06-30',
        outlet: 'B0002',
        tier: 'unknown',
        balance: 50,
        days: 18_350,
        credits: null,
        accounts: null,
      },
    ]);
    expect(await read('SELECT day::text, valid_to::text AS until FROM mart.deposit_grid ORDER BY 1')).toEqual([
      { day: '2010-06-30', until: '2011-06-29' },
      { day: '2011-06-30', until: '2012-06-29' },
      { day: '2012-06-30', until: '2012-06-30' },
    ]);
    expect(await read(`SELECT first_day::text, last_day::text FROM mart.horizon WHERE domain = 'deposits'`)).toEqual([
      { first_day: '2010-06-30', last_day: '2012-06-30' },
    ]);
  });

  it("splits a repayment over an account's loans by their installments", async () => {
    const bank = makeBank(1);
    const loan = { account: 'A0', grantedOn: '1996-03-01', principal: 100_000, months: 12, status: 'running' };
    await insertBank(database.client, {
      ...bank,
      loanStatuses: [],
      loans: [
        { ...loan, code: 'L1', installment: 30_000 },
        { ...loan, code: 'L2', installment: 10_000 },
      ],
      transactions: [
        {
          code: 'T1',
          account: 'A0',
          day: '1996-03-31',
          amount: -40_000,
          category: 'loan_payment',
          own: true,
          internal: false,
          line: 1,
        },
      ],
    });
    await refresh();
    expect(
      await read(
        `SELECT loan_code AS loan, outstanding::float FROM mart.loan_span WHERE valid_to = 'infinity' ORDER BY 1`
      )
    ).toEqual([
      { loan: 'L1', outstanding: 700 },
      { loan: 'L2', outstanding: 900 },
    ]);
  });

  it('refuses to work without tiers and leaves everything as it was', async () => {
    await database.client.query('DELETE FROM core.tier');
    await expect(refresh()).rejects.toThrow(/core\.tier is empty.*Remedy/);
    await database.client.query('ROLLBACK');
    expect(await read('SELECT version::integer FROM ops.data_version')).toEqual([{ version: 0 }]);
  });

  it('works twice in one transaction', async () => {
    await insertBank(database.client, makeBank(2));
    await database.client.query('BEGIN');
    const first = await refreshDerived(database.client);
    const second = await refreshDerived(database.client, { changedFrom: '1996-06-01' });
    await database.client.query('COMMIT');
    expect(second.dataVersion).toBe(first.dataVersion + 1);
  });

  it.each([
    ['one row states it, whatever the sum says', 100, 5, '{70}', 70],
    ['the nearest of several', 100, 50, '{100, 149, 90}', 149],
    ['the later one on a tie', 100, 0, '{90, 110}', 110],
    ['the running sum where none is stated', 100, 5, null, 105],
  ])('closes a day with %s', async (_case, previous, net, stated, expected) => {
    const { rows } = await database.client.query<{ balance: number }>(
      'SELECT core.step_closing_balance($1, $2, $3::numeric[])::float AS balance',
      [previous, net, stated]
    );
    expect(rows).toEqual([{ balance: expected }]);
  });

  it('gives every unit its login where the bank asks for them', async () => {
    await database.client.query(`INSERT INTO core.org_unit VALUES ('S000101', 'staff', 'B0001', 'Ada', 1)`);
    await database.client.query(
      `INSERT INTO ops.bank (bank_code, name, currency, time_zone, calendar, demo_logins)
       VALUES ('edge', 'Edge', 'CZK', 'Europe/Prague', 'CZ', true)`
    );
    expect(await syncViewers(database.client)).toBe(8);
    await syncViewers(database.client);
    expect(await read(`SELECT login, role, unit_code AS unit FROM ops.viewer ORDER BY login`)).toEqual([
      { login: 'branch.B0001', role: 'branch_manager', unit: 'B0001' },
      { login: 'branch.B0002', role: 'branch_manager', unit: 'B0002' },
      { login: 'branch.B0003', role: 'branch_manager', unit: 'B0003' },
      { login: 'hq.analyst', role: 'analyst', unit: 'bank' },
      { login: 'hq.exec', role: 'executive', unit: 'bank' },
      { login: 'region.R01', role: 'region_manager', unit: 'R01' },
      { login: 'region.R02', role: 'region_manager', unit: 'R02' },
      { login: 'staff.S000101', role: 'staff', unit: 'S000101' },
    ]);

    // A bank that does not ask for them any more loses them, and no person.
    await database.client.query(
      `UPDATE ops.viewer SET origin = 'file', display_name = 'Eva Real', unit_code = 'B0002' WHERE login = 'branch.B0001'`
    );
    await syncViewers(database.client);
    await database.client.query('UPDATE ops.bank SET demo_logins = false');
    expect(await syncViewers(database.client)).toBe(0);
    expect(await read('SELECT login, display_name AS name, unit_code AS unit FROM ops.viewer')).toEqual([
      { login: 'branch.B0001', name: 'Eva Real', unit: 'B0002' },
    ]);
  });
});
