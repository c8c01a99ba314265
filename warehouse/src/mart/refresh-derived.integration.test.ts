import { createTestDatabase, type TestDatabase } from '../testing';
import {
  insertBank,
  insertFrame,
  insertLoanStatuses,
  insertTransactions,
  insertVisits,
  insertWealth,
  makeBank,
  toDay,
  toNumber,
  type MadeUpBank,
  type MadeUpTransaction,
} from './fixtures/made-up-bank';
import { createOracle, sum, type Oracle } from './fixtures/oracle';
import { refreshDerived, type RefreshOptions } from './refresh-derived';

let database: TestDatabase;
async function open(): Promise<void> {
  database = await createTestDatabase();
  await insertFrame(database.client);
  await database.client.query(
    `INSERT INTO ops.bank (bank_code, name, currency, time_zone, calendar) VALUES ('made_up', 'Made-up Bank', 'EUR', 'Europe/Madrid', 'ES')`
  );
}

async function refresh(options: RefreshOptions = {}) {
  await database.client.query('BEGIN');
  const result = await refreshDerived(database.client, options);
  await database.client.query('COMMIT');
  return result;
}

async function read<Row extends object>(sql: string): Promise<Row[]> {
  return (await database.client.query<Row>(sql)).rows;
}

const cellTables = ['customer', 'loan', 'card'].flatMap((name) => [`mart.${name}_state`, `mart.${name}_change`]);

/** What the cells of one kind say at the end of every day of their horizon, a line for each day and cell that is not empty. */
async function readCells(name: string, columns: string, figures: string[]): Promise<string[]> {
  const sums = figures.map((figure) => `sum(${figure})`);
  const rows = await read<{ line: string }>(
    `SELECT concat_ws(' ', d.at::date, ${columns}, ${sums.join(', ')}) AS line
     FROM mart.horizon h
     CROSS JOIN generate_series(h.first_day::timestamp, h.last_day, '1 day') d (at)
     CROSS JOIN LATERAL (SELECT coalesce(max(k.day), '-infinity') AS day FROM mart.checkpoint k WHERE k.day <= d.at::date + 1) k
     CROSS JOIN LATERAL (
       SELECT * FROM mart.${name}_state s WHERE s.day = k.day
       UNION ALL
       SELECT * FROM mart.${name}_change c WHERE c.day BETWEEN k.day AND d.at::date
     ) cell
     WHERE h.domain = '${name}s'
     GROUP BY d.at, ${columns}
     HAVING ${sums.map((sum) => `${sum} <> 0`).join(' OR ')}
     ORDER BY 1`
  );
  return rows.map(({ line }) => line);
}

/** The same from the spans, one by one. */
async function countSpans(domain: string, sql: string): Promise<string[]> {
  const rows = await read<{ line: string }>(
    `SELECT line FROM mart.horizon h CROSS JOIN generate_series(h.first_day::timestamp, h.last_day, '1 day') day
     CROSS JOIN LATERAL (${sql}) counted WHERE h.domain = '${domain}' ORDER BY 1`
  );
  return rows.map(({ line }) => line);
}

/** Deposits added up per day and outlet. */
async function listOutletDays(table: string): Promise<string[]> {
  const rows = await read<{ line: string }>(
    `SELECT concat_ws(' ', day, outlet_code, sum(balance), sum(balance_days), sum(credits_to_date), sum(debits_to_date),
       sum(net_inflow_to_date), sum(accounts)) AS line FROM ${table} GROUP BY day, outlet_code ORDER BY day, outlet_code`
  );
  return rows.map(({ line }) => line);
}

/** Everything that is derived, as text, to compare two ways of getting there. */
async function readDerived(): Promise<Record<string, string[]>> {
  const tables = [
    'core.account_balance',
    'mart.outlet',
    'mart.customer_home',
    'mart.customer_tier',
    'mart.deposit_grid',
    'mart.deposit_day',
    'mart.deposit_outlet_day',
    'mart.account_known',
    'mart.customer_span',
    'mart.customer_balance_span',
    'mart.loan_span',
    'mart.card_span',
    'mart.horizon',
    'mart.salary_credit',
    'mart.salary_day',
    'mart.payroll_span',
    'mart.payroll_day',
    'mart.target_month',
    'mart.checkpoint',
    'mart.outlet_counter_day',
    'mart.outlet_health',
    ...cellTables,
  ];
  const contents: Record<string, string[]> = {};
  for (const table of tables) {
    const rows = await read<{ line: string }>(`SELECT t::text AS line FROM ${table} t ORDER BY 1`);
    contents[table] = rows.map(({ line }) => line);
  }
  return contents;
}

/** The first rows of every table that stand on one side only. */
function findDifferences(before: Record<string, string[]>, after: Record<string, string[]>): string[] {
  return Object.entries(before).flatMap(([table, lines]) => {
    const found = after[table] ?? [];
    return [
      ...lines.filter((line) => !found.includes(line)).map((line) => `${table}: lost ${line}`),
      ...found.filter((line) => !lines.includes(line)).map((line) => `${table}: gained ${line}`),
    ].slice(0, 5);
  });
}

function expectDeposits(bank: MadeUpBank, oracle: Oracle) {
  const expected = new Map<string, number[]>();
  const cells = new Set<string>();
  const running = new Map<string, number[]>();
  const cellOf = (account: MadeUpBank['accounts'][number], day: number) =>
    `${account.outlet} ${oracle.tierOf(oracle.ownerOf(account.code), day)}`;
  for (let day = oracle.firstDay; day <= oracle.lastDay; day += 1) {
    const today = new Map<string, { balance: number; accounts: number }>();
    for (const account of bank.accounts) {
      const cell = cellOf(account, day);
      const state = today.get(cell) ?? { balance: 0, accounts: 0 };
      state.balance += oracle.balanceOf(account.code, day);
      state.accounts += oracle.isOpen(account.code, day) ? 1 : 0;
      today.set(cell, state);
      cells.add(cell);
      const rows = bank.transactions.filter((row) => row.account === account.code && toNumber(row.day) === day);
      const totals = running.get(cell) ?? [0, 0, 0, 0];
      running.set(cell, [
        totals[0] ?? 0,
        (totals[1] ?? 0) + sum(rows.map(({ amount }) => Math.max(amount, 0))),
        (totals[2] ?? 0) + sum(rows.map(({ amount }) => Math.max(-amount, 0))),
        (totals[3] ?? 0) + sum(rows.map(({ amount, internal }) => (internal ? 0 : amount))),
      ]);
    }
    for (const cell of cells) {
      const state = today.get(cell) ?? { balance: 0, accounts: 0 };
      const totals = running.get(cell) ?? [0, 0, 0, 0];
      totals[0] = (totals[0] ?? 0) + state.balance;
      running.set(cell, totals);
      expected.set(`${toDay(day)} ${cell}`, [state.balance, ...totals, state.accounts]);
    }
  }
  return expected;
}

describe('refreshDerived', () => {
  describe.each([1, 2, 3])('on made-up bank %i', (seed) => {
    let bank: MadeUpBank;
    let oracle: Oracle;
    beforeAll(async () => {
      await open();
      bank = makeBank(seed);
      oracle = createOracle(bank);
      await insertBank(database.client, bank);
      await refresh();
    });
    afterAll(() => database.drop());

    it("finds every account's balance at the end of every day", async () => {
      const rows = await read<{ account: string; day: string; balance: string }>(
        `SELECT b.account_code AS account, day::date::text AS day, round(b.balance * 100)::text AS balance
         FROM core.account_balance b JOIN generate_series('1996-01-20'::timestamp, '1996-06-10', '1 day') day ON day BETWEEN valid_from AND valid_to`
      );
      const found = new Map(rows.map((row) => [`${row.account} ${row.day}`, Number(row.balance)]));
      for (const { code } of bank.accounts) {
        for (let day = oracle.firstDay; day <= oracle.lastDay; day += 1) {
          expect([code, toDay(day), found.get(`${code} ${toDay(day)}`) ?? 0]).toEqual([
            code,
            toDay(day),
            oracle.balanceOf(code, day),
          ]);
        }
      }
    });

    it('fills the deposit mart like a count by hand, with zeros where nothing is', async () => {
      const rows = await read<Record<string, string>>(
        `SELECT day::text, outlet_code, tier, round(balance * 100)::text AS balance, round(balance_days * 100)::text AS balance_days,
           round(credits_to_date * 100)::text AS credits, round(debits_to_date * 100)::text AS debits,
           round(net_inflow_to_date * 100)::text AS net, accounts::text FROM mart.deposit_day`
      );
      const expected = expectDeposits(bank, oracle);
      const grid = oracle.lastDay - oracle.firstDay + 1;
      const cells = new Set(rows.map((row) => `${row.outlet_code} ${row.tier}`));
      expect(rows).toHaveLength(cells.size * grid);
      for (const row of rows) {
        const key = `${row.day} ${row.outlet_code} ${row.tier}`;
        const numbers = [row.balance, row.balance_days, row.credits, row.debits, row.net, row.accounts].map(Number);
        expect([key, ...numbers]).toEqual([key, ...(expected.get(key) ?? [0, 0, 0, 0, 0, 0])]);
        expected.delete(key);
      }
      expect([...expected].filter(([, numbers]) => numbers.some((number) => number !== 0))).toEqual([]);
      expect(await listOutletDays('mart.deposit_outlet_day')).toEqual(await listOutletDays('mart.deposit_day'));
    });

    it('knows tier, products and activity of every customer on every day', async () => {
      const rows = await read<{
        customer: string;
        day: string;
        tier: string;
        lines: number;
        active: boolean;
        outlet: string;
      }>(
        `SELECT customer_code AS customer, day::date::text AS day, tier, product_lines AS lines, is_active AS active, outlet_code AS outlet
         FROM mart.customer_span JOIN generate_series('1995-05-01'::timestamp, '1997-07-01', '1 day') day ON day BETWEEN valid_from AND valid_to`
      );
      const found = new Map(rows.map((row) => [`${row.customer} ${row.day}`, row]));
      expect(found.size).toBe(rows.length);
      for (const customer of bank.customers) {
        const first = bank.holders
          .filter((holder) => holder.customer === customer.code)
          .map((holder) => ({ role: holder.role, account: bank.accounts.find(({ code }) => code === holder.account) }))
          .sort(
            (a, b) =>
              (a.account?.openedOn ?? '').localeCompare(b.account?.openedOn ?? '') ||
              a.role.localeCompare(b.role) ||
              (a.account?.code ?? '').localeCompare(b.account?.code ?? '')
          )[0]?.account;
        const since = customer.since ?? first?.openedOn ?? '9999-01-01';
        for (let day = toNumber('1995-05-01'); day <= toNumber('1997-07-01'); day += 9) {
          const known = day >= toNumber(since) && (!customer.closedOn || day < toNumber(customer.closedOn));
          expect(found.get(`${customer.code} ${toDay(day)}`)).toEqual(
            known
              ? {
                  customer: customer.code,
                  day: toDay(day),
                  tier:
                    toDay(day).slice(0, 7) < toDay(oracle.firstDay).slice(0, 7)
                      ? 'basic'
                      : oracle.tierOf(customer.code, day),
                  lines: oracle.productLines(customer.code, day),
                  active: oracle.isActive(customer.code, Math.min(day, oracle.lastDay)),
                  outlet: customer.outlet ?? first?.outlet,
                }
              : undefined
          );
        }
      }
    });

    it('adds up what a customer owns, once for accounts with two owners', async () => {
      const rows = await read<{ customer: string; day: string; aum: string }>(
        `SELECT customer_code AS customer, day::date::text AS day, round(aum * 100)::text AS aum FROM mart.customer_balance_span
         JOIN generate_series('1996-01-20'::timestamp, '1996-06-10', '1 day') day ON day BETWEEN valid_from AND valid_to`
      );
      const found = new Map(rows.map((row) => [`${row.customer} ${row.day}`, Number(row.aum)]));
      for (const { code } of bank.customers) {
        for (let day = oracle.firstDay; day <= oracle.lastDay; day += 1) {
          expect([code, day, found.get(`${code} ${toDay(day)}`) ?? 0]).toEqual([code, day, oracle.aumOf(code, day)]);
        }
      }
    });

    it('lowers loans by their repayments, settles paid ones and gives each the status that is stated for the day', async () => {
      const rows = await read<{ loan: string; day: string; status: string; outstanding: string }>(
        `SELECT loan_code AS loan, day::date::text AS day, status, round(outstanding * 100)::text AS outstanding FROM mart.loan_span
         JOIN generate_series('1996-01-01'::timestamp, '1997-06-01', '1 day') day ON day BETWEEN valid_from AND valid_to`
      );
      const found = new Map(
        rows.map(({ loan, day, status, outstanding }) => [
          `${loan} ${day}`,
          { status, outstanding: Number(outstanding) },
        ])
      );
      expect(found.size).toBe(rows.length);
      for (const { code } of bank.loans) {
        for (let day = toNumber('1996-01-01'); day <= toNumber('1997-06-01'); day += 1) {
          const key = `${code} ${toDay(day)}`;
          expect([key, found.get(key)]).toEqual([key, oracle.loanOn(code, day)]);
        }
      }
    });

    it('counts a card transaction for the card issued last and for none before', async () => {
      const rows = await read<{ card: string; day: string; spend: string; active: boolean }>(
        `SELECT card_code AS card, day::date::text AS day, round(spend_to_date * 100)::text AS spend, is_active AS active FROM mart.card_span
         JOIN generate_series('1996-01-01'::timestamp, '1997-07-01', '1 day') day ON day BETWEEN valid_from AND valid_to`
      );
      const found = new Map(rows.map((row) => [`${row.card} ${row.day}`, row]));
      const accountOf = (holder: string) => bank.holders.find(({ code }) => code === holder)?.account;
      const cardFor = (account: string, day: string) =>
        bank.cards
          .filter((card) => accountOf(card.holder) === account && card.issuedOn <= day)
          .sort((a, b) => (a.issuedOn < b.issuedOn ? 1 : -1))[0]?.code;
      for (const card of bank.cards) {
        const uses = bank.transactions.filter(
          (row) => row.operation === 'card_withdrawal' && cardFor(row.account, row.day) === card.code
        );
        for (let day = toNumber('1996-01-01'); day <= toNumber('1997-07-01'); day += 3) {
          const known = toDay(day) >= card.issuedOn;
          const judged = Math.min(day, oracle.lastDay);
          expect(found.get(`${card.code} ${toDay(day)}`)).toEqual(
            known
              ? {
                  card: card.code,
                  day: toDay(day),
                  spend: String(sum(uses.filter((row) => toNumber(row.day) <= day).map(({ amount }) => -amount))),
                  active: uses.some((row) => toNumber(row.day) <= judged && toNumber(row.day) > judged - 90),
                }
              : undefined
          );
        }
      }
    });

    it('adds customers up to cells as a count of the people gives, on every day', async () => {
      const figures = ['customers', 'active_customers', 'active_lines', 'aum'];
      const cell = 'outlet_code, tier, segment, age_band, sex';
      const counted = await countSpans(
        'customers',
        `SELECT concat_ws(' ', day::date, s.outlet_code, s.tier, coalesce(s.segment, 'unknown'), band, coalesce(s.sex, 'unknown'),
           count(*), count(*) FILTER (WHERE is_active), sum(CASE WHEN is_active THEN product_lines ELSE 0 END), coalesce(sum(b.aum), 0.00)) AS line
         FROM mart.customer_span s
         LEFT JOIN mart.customer_balance_span b ON b.customer_code = s.customer_code AND day BETWEEN b.valid_from AND b.valid_to
         CROSS JOIN LATERAL (SELECT extract(year FROM age(day, s.birth_date)) AS years) age
         CROSS JOIN LATERAL (SELECT CASE WHEN years < 25 THEN 'under_25' WHEN years < 35 THEN '25_34' WHEN years < 45 THEN '35_44'
           WHEN years < 55 THEN '45_54' WHEN years < 65 THEN '55_64' WHEN years >= 65 THEN '65_plus' ELSE 'unknown' END AS band) band
         WHERE day BETWEEN s.valid_from AND s.valid_to
         GROUP BY s.outlet_code, s.tier, s.segment, band, s.sex`
      );
      const lines = await readCells('customer', `is_detailed, ${cell}`, figures);
      const detailed = lines.filter((line) => line.includes(' t ')).map((line) => line.replace(' t ', ' '));
      expect(detailed).toEqual(counted);
      expect(new Set(counted.map((line) => line.split(' ')[4])).size).toBeGreaterThan(3);
      const perOutlet = await read<{ differing: number }>(
        `SELECT count(*)::integer AS differing FROM (
           SELECT is_detailed, part, day, outlet_code, ${figures.map((figure) => `sum(${figure}) AS ${figure}`).join(', ')}
           FROM (SELECT 1 AS part, * FROM mart.customer_state UNION ALL SELECT 2, * FROM mart.customer_change) cells
           GROUP BY 1, 2, 3, 4
         ) sums GROUP BY part, day, outlet_code HAVING count(DISTINCT ROW(${figures.join(', ')})) > 1
           OR (count(*) = 1 AND NOT bool_and(customers = 0 AND active_customers = 0 AND active_lines = 0 AND aum = 0))`
      );
      expect(perOutlet).toEqual([]);
    });

    it('adds loans and cards up to cells as a count of them gives, on every day', async () => {
      expect(await readCells('loan', 'outlet_code, product, status', ['loans', 'principal', 'outstanding'])).toEqual(
        await countSpans(
          'loans',
          `SELECT concat_ws(' ', day::date, outlet_code, product, status, count(*), sum(principal), sum(outstanding)) AS line
           FROM mart.loan_span WHERE day BETWEEN valid_from AND valid_to GROUP BY outlet_code, product, status`
        )
      );
      expect(await readCells('loan', 'outlet_code, product, status', ['granted', 'granted_principal'])).toEqual(
        await countSpans(
          'loans',
          `SELECT concat_ws(' ', day::date, outlet_code, product, status, count(*), sum(principal)) AS line
           FROM mart.loan_span WHERE valid_from = granted_on AND granted_on <= day GROUP BY outlet_code, product, status`
        )
      );
      expect(await readCells('card', 'outlet_code, product', ['cards', 'active_cards', 'spend_to_date'])).toEqual(
        await countSpans(
          'cards',
          `SELECT concat_ws(' ', day::date, outlet_code, product, count(*), count(*) FILTER (WHERE is_active), sum(spend_to_date)) AS line
           FROM mart.card_span WHERE day BETWEEN valid_from AND valid_to GROUP BY outlet_code, product`
        )
      );
    });

    it('gives the same when loaded in parts: later days, then back-dated rows', async () => {
      const whole = await readDerived();
      await database.client.query('DELETE FROM core.transaction');
      const early = bank.transactions.filter(
        ({ day, line }) => day < '1996-04-10' && (line % 11 !== 0 || day < '1996-02-10')
      );
      const later = bank.transactions.filter(({ day }) => day >= '1996-04-10');
      const backDated = bank.transactions.filter((row) => !early.includes(row) && !later.includes(row));
      await insertTransactions(database.client, early);
      expect((await refresh()).rebuiltFrom).toBeUndefined();
      await insertTransactions(database.client, later);
      expect((await refresh({ changedFrom: '1996-04-10' })).rebuiltFrom).toBe('1996-04-01');
      await insertTransactions(database.client, backDated);
      expect((await refresh({ changedFrom: backDated.map(({ day }) => day).sort()[0] })).rebuiltFrom).toBe(
        '1996-02-01'
      );
      expect(findDifferences(whole, await readDerived())).toEqual([]);
    });

    it('gives the same when holdings and visits come later', async () => {
      const whole = await readDerived();
      await database.client.query('DELETE FROM core.wealth_position; DELETE FROM core.app_session');
      const isLate = (day: string) => day >= '1996-03-10';
      await insertWealth(
        database.client,
        bank.wealth.filter(({ day }) => !isLate(day))
      );
      await insertVisits(
        database.client,
        bank.visits.filter(({ at }) => !isLate(at))
      );
      await refresh();
      await insertWealth(
        database.client,
        bank.wealth.filter(({ day }) => isLate(day))
      );
      await insertVisits(
        database.client,
        bank.visits.filter(({ at }) => isLate(at))
      );
      const changedTables = new Set(['core.wealth_position', 'core.app_session']);
      expect((await refresh({ changedFrom: '1996-03-10', changedTables })).rebuiltFrom).toBe('1996-03-01');
      expect(findDifferences(whole, await readDerived())).toEqual([]);
    });

    it("gives the same when loans' statuses come later, or change", async () => {
      const whole = await readDerived();
      await database.client.query(
        `DELETE FROM core.loan_status_change WHERE day >= '1996-04-10';
         UPDATE core.loan_status_change SET status = 'defaulted' WHERE loan_code = 'L5' AND day = '1996-04-05'`
      );
      await refresh();
      const changedTables = new Set(['core.loan_status_change']);
      await database.client.query(
        `UPDATE core.loan_status_change SET status = 'arrears' WHERE loan_code = 'L5' AND day = '1996-04-05'`
      );
      await insertLoanStatuses(
        database.client,
        bank.loanStatuses.filter(({ day }) => day >= '1996-04-10')
      );
      expect((await refresh({ changedFrom: '1996-04-05', changedTables })).rebuiltFrom).toBe('1996-04-01');
      expect(findDifferences(whole, await readDerived())).toEqual([]);
    });

    it('builds all anew when accounts, tiers or customers changed, whatever the caller says', async () => {
      await database.client.query(
        `UPDATE core.tier SET from_aum = 700 WHERE tier = 'plus'; UPDATE core.account SET outlet_code = 'B0002' WHERE account_code = 'A1'`
      );
      expect((await refresh({ changedFrom: '1996-06-10' })).rebuiltFrom).toBeUndefined();
      await database.client.query(`UPDATE core.customer SET segment = 'private' WHERE customer_code = 'C1'`);
      expect((await refresh({ changedFrom: '1996-06-10' })).rebuiltFrom).toBeUndefined();
      const after = await readDerived();
      await refresh();
      expect(findDifferences(after, await readDerived())).toEqual([]);
    });
  });

  it('gives the same when loaded month by month, with people who come back after months', async () => {
    await open();
    const bank = makeBank(4, '1996-01-20', '1997-03-10');
    // Account 7's owner is away for longer than activity lasts; account 8's for just as long.
    const isAway = ({ account, day }: MadeUpTransaction) =>
      (account === 'A7' && day >= '1996-06-15' && day < '1996-12-05') ||
      (account === 'A8' && day > '1996-07-02' && day < '1996-09-30');
    const transactions = bank.transactions.filter((row) => !isAway(row));
    await insertBank(database.client, { ...bank, transactions: [] });
    const months = [...new Set(transactions.map(({ day }) => day.slice(0, 7)))].sort();
    for (const month of months) {
      await insertTransactions(
        database.client,
        transactions.filter(({ day }) => day.startsWith(month))
      );
      await refresh({ changedFrom: `${month}-01` });
    }
    const byMonth = await readDerived();
    await refresh();
    expect(findDifferences(byMonth, await readDerived())).toEqual([]);
    expect(
      await read(
        `SELECT FROM mart.customer_span WHERE customer_code = 'C7' AND NOT is_active AND valid_from > '1996-08-01'`
      )
    ).not.toEqual([]);
    await database.drop();
  });
});
