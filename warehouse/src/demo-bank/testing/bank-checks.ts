import { type BankReader } from './bank-reader';

/** Deposits of units on a day, from the ledger alone. */
function depositsBy(unit: 'region' | 'outlet', day: string): string {
  const code = unit === 'region' ? 'u.parent_code' : 'a.outlet_code';
  return `SELECT ${code} AS unit, sum(b.balance) AS balance FROM core.account_balance b JOIN core.account a USING (account_code)
    JOIN core.org_unit u ON u.unit_code = a.outlet_code WHERE date '${day}' BETWEEN b.valid_from AND b.valid_to GROUP BY 1`;
}

/** Planted truths 1 to 11. */
export function checkBankTruths({ read, readValue }: BankReader): void {
  const growth = (unit: 'region' | 'outlet') =>
    read<{ unit: string; growth: number }>(
      `SELECT unit, now.balance / before.balance - 1 AS growth FROM (${depositsBy(unit, '2026-06-30')}) now
       JOIN (${depositsBy(unit, '2025-06-30')}) before USING (unit) ORDER BY 2`
    );

  it('1: the bank grows by 5 to 15 % over the last year', async () => {
    const ratio = await readValue(
      `SELECT sum(now.balance) / (SELECT sum(balance) FROM (${depositsBy('region', '2025-06-30')}) before) AS value
       FROM (${depositsBy('region', '2026-06-30')}) now`
    );
    expect(ratio).toBeGreaterThan(1.05);
    expect(ratio).toBeLessThan(1.15);
  });

  it('2: region R06 is last and shrinks', async () => {
    const regions = await growth('region');
    expect(regions).toHaveLength(8);
    expect(regions[0]?.unit).toBe('R06');
    expect(Number(regions[0]?.growth)).toBeLessThan(0);
    expect(Number(regions[1]?.growth)).toBeGreaterThan(0);
  });

  it('3: outlet B0407 loses a fifth of its customers and more of its deposits within a year', async () => {
    const rows = await read<{ outlet: string; lost: string }>(
      `SELECT outlet_code AS outlet, avg((closed_on IS NOT NULL)::integer) AS lost FROM core.customer
       WHERE customer_since < '2025-07-01' AND coalesce(closed_on > '2025-07-01', true) GROUP BY 1 ORDER BY 2 DESC`
    );
    expect(rows[0]?.outlet).toBe('B0407');
    expect(Number(rows[0]?.lost)).toBeGreaterThan(0.2);
    const outlet = (await growth('outlet')).find(({ unit }) => unit === 'B0407');
    expect(Number(outlet?.growth)).toBeLessThan(-0.2);
  });

  it('4: outlet B0806 opened on 3 February 2025 and won the most customers of its size', async () => {
    expect(
      await read(`SELECT outlet_code FROM core.outlet WHERE opened_on BETWEEN '2024-07-01' AND '2026-06-30'`)
    ).toEqual([{ outlet_code: 'B0806' }]);
    const [first] = await read(
      `SELECT outlet_code FROM core.customer GROUP BY 1 ORDER BY avg((customer_since > '2025-02-01')::integer) DESC LIMIT 1`
    );
    expect(first).toEqual({ outlet_code: 'B0806' });
    expect(
      await readValue(
        `SELECT count(*) AS value FROM core.account WHERE outlet_code = 'B0806' AND opened_on < '2025-02-03'`
      )
    ).toBe(0);
  });

  it("5: in B0203, B0304 and B0503 money is there for the quarter's end only", async () => {
    const rows = await read<{ outlet: string }>(
      `SELECT e.outlet_code AS outlet, 1 - sum(after.balance) / sum(e.balance) AS fall
       FROM (SELECT outlet_code, day, sum(balance) AS balance FROM mart.deposit_day GROUP BY 1, 2) e
       JOIN (SELECT outlet_code, day, sum(balance) AS balance FROM mart.deposit_day GROUP BY 1, 2) after
         ON after.outlet_code = e.outlet_code AND after.day = e.day + 9
       WHERE e.day IN ('2024-09-30', '2024-12-31', '2025-03-31', '2025-06-30', '2025-09-30', '2025-12-31', '2026-03-31')
       GROUP BY 1 HAVING 1 - sum(after.balance) / sum(e.balance) > 0.075 ORDER BY 1`
    );
    expect(rows.map(({ outlet }) => outlet)).toEqual(['B0203', 'B0304', 'B0503']);
  });

  it('6: the largest employer of B0305 paid its last salaries through the bank in February 2026', async () => {
    const rows = await read<{ employer: string; until: string; outlets: string }>(
      `SELECT counterparty_account AS employer, max(day)::text AS until, string_agg(DISTINCT a.outlet_code, ' ') AS outlets
       FROM core.transaction t JOIN core.account a USING (account_code)
       WHERE category = 'payroll' GROUP BY 1 HAVING count(DISTINCT t.account_code) > 4 AND max(day) < '2026-05-01'`
    );
    expect(rows).toEqual([{ employer: 'ES-EMP-03051', until: expect.stringMatching(/^2026-02-2/), outlets: 'B0305' }]);
    const payees = (day: string) =>
      readValue(
        `SELECT count(DISTINCT account_code) AS value FROM core.transaction JOIN core.account a USING (account_code)
         WHERE a.outlet_code = 'B0305' AND category = 'payroll' AND day BETWEEN date '${day}' - 44 AND date '${day}'`
      );
    expect(await payees('2026-06-30')).toBeLessThan((await payees('2026-02-28')) * 0.7);
  });

  it('7: B0704 has the largest share of loans in arrears or defaulted, three times that of the bank', async () => {
    const rows = await read<{ outlet: string; bad: string; all: string }>(
      `WITH stood AS (
         SELECT a.outlet_code, (c.status IN ('arrears', 'defaulted'))::integer AS bad
         FROM generate_series(timestamp '2024-08-01', '2026-07-01', interval '1 month') next_month
         JOIN core.loan l ON l.granted_on < next_month JOIN core.account a USING (account_code)
         CROSS JOIN LATERAL (SELECT status FROM core.loan_status_change c WHERE c.loan_code = l.loan_code AND c.day < next_month ORDER BY c.day DESC LIMIT 1) c
         WHERE c.status <> 'paid')
       SELECT outlet_code AS outlet, avg(bad) AS bad, (SELECT avg(bad) FROM stood) AS all FROM stood GROUP BY 1 HAVING count(*) > 24 * 6 ORDER BY 2 DESC`
    );
    expect(rows[0]?.outlet).toBe('B0704');
    expect(Number(rows[0]?.bad)).toBeGreaterThan(Number(rows[0]?.all) * 3);
  });

  it('8: businesses of R08 take in most cash in summer, those elsewhere do not', async () => {
    const rows = await read<{ is_island: boolean; ratio: string }>(
      `SELECT u.parent_code = 'R08' AS is_island,
         sum(amount) FILTER (WHERE extract(month FROM day) IN (7, 8)) / sum(amount) FILTER (WHERE extract(month FROM day) IN (1, 2)) AS ratio
       FROM core.transaction JOIN core.account a USING (account_code) JOIN core.org_unit u ON u.unit_code = a.outlet_code
       WHERE operation = 'cash_deposit' GROUP BY 1 ORDER BY 1`
    );
    expect(Number(rows[0]?.ratio)).toBeLessThan(1.3);
    expect(Number(rows[1]?.ratio)).toBeGreaterThan(2.5);
  });

  it('9: cards are used most in December, and salaries are paid half as much again in June and December', async () => {
    const season = (condition: string, month: number) =>
      readValue(
        `SELECT avg(amount) FILTER (WHERE month = ${month}) / avg(amount) FILTER (WHERE month IN (3, 5, 9, 10, 11)) AS value FROM (
           SELECT extract(month FROM day)::integer AS month, date_trunc('month', day::timestamp), sum(amount) AS amount
           FROM core.transaction WHERE ${condition} GROUP BY 1, 2) monthly`
      );
    expect(await season(`operation = 'card_withdrawal'`, 12)).toBeGreaterThan(1.2);
    expect(await season(`category = 'payroll'`, 6)).toBeGreaterThan(1.35);
    expect(await season(`category = 'payroll'`, 12)).toBeGreaterThan(1.35);
    expect(await season(`category = 'payroll'`, 4)).toBeLessThan(1.1);
  });

  it("10: salaries come on one of the month's last four working days, each employer's on one day", async () => {
    const rows = await read<{ outside: string; employers: string }>(
      `WITH working AS (
         SELECT day, row_number() OVER (PARTITION BY date_trunc('month', day::timestamp) ORDER BY day DESC) AS from_end FROM core.calendar WHERE is_working_day
       ), pay AS (
         SELECT t.*, w.from_end FROM core.transaction t LEFT JOIN working w USING (day)
         WHERE category = 'payroll' AND NOT (extract(month FROM day) IN (6, 12) AND extract(day FROM day) BETWEEN 12 AND 17)
       )
       SELECT count(*) FILTER (WHERE coalesce(from_end, 99) > 4) AS outside,
         (SELECT count(*) FROM (SELECT FROM pay GROUP BY counterparty_account, date_trunc('month', day::timestamp) HAVING count(DISTINCT day) > 1) twice) AS employers
       FROM pay`
    );
    expect(rows).toEqual([{ outside: '0', employers: '0' }]);
  });

  it('11: one customer in twenty holds more than half of the deposits', async () => {
    const share = await readValue(
      `SELECT sum(aum) FILTER (WHERE place <= total / 20) / sum(aum) AS value FROM (
         SELECT coalesce(aum, 0) AS aum, row_number() OVER (ORDER BY aum DESC NULLS LAST) AS place, count(*) OVER () AS total
         FROM mart.customer_home LEFT JOIN mart.customer_balance_span b USING (customer_code) WHERE coalesce(b.valid_to = 'infinity', true)) ranked`
    );
    expect(share).toBeGreaterThan(0.5);
  });
}
