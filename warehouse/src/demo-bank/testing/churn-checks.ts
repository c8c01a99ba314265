import { type BankReader } from './bank-reader';

/**
 * Signals in the ninety days before a day: of those who left, the day three days before; of the others a day of their own. One row per
 * customer who was there for at least 100 days, with 1 or 0 for each signal.
 */
const signals = `
  WITH seen AS (
    SELECT customer_code, closed_on IS NOT NULL AS leaves, segment, coalesce(closed_on - 4, date '2025-03-01' + ('x' || substr(md5(customer_code), 1, 4))::bit(16)::integer % 450) AS day, customer_since
    FROM core.customer WHERE coalesce(closed_on > date '2024-11-15', true)
  ), holding AS (
    SELECT seen.customer_code, leaves, segment, day, h.account_code FROM seen JOIN core.account_holder h ON h.customer_code = seen.customer_code AND h.role = 'owner'
    JOIN core.account a ON a.account_code = h.account_code AND a.product_code <> 'term'
    WHERE seen.customer_since < seen.day - 100
  ), by_customer AS (
    SELECT customer_code, leaves, segment, day, bool_or(salary) AS salary, bool_or(orders) AS orders, bool_or(transfer) AS transfer,
      sum(now) < 0.5 * sum(before) AND sum(before) > 500 AS fall
    FROM holding o CROSS JOIN LATERAL (
      SELECT
        EXISTS (SELECT FROM core.transaction t WHERE t.account_code = o.account_code AND t.category = 'payroll' AND t.day BETWEEN o.day - 135 AND o.day - 45)
          AND NOT EXISTS (SELECT FROM core.transaction t WHERE t.account_code = o.account_code AND t.category = 'payroll' AND t.day BETWEEN o.day - 44 AND o.day) AS salary,
        EXISTS (SELECT FROM core.standing_order s WHERE s.account_code = o.account_code AND s.cancelled_on BETWEEN o.day - 90 AND o.day) AS orders,
        EXISTS (SELECT FROM core.transaction t JOIN core.account_balance b ON b.account_code = t.account_code AND t.day - 1 BETWEEN b.valid_from AND b.valid_to
          WHERE t.account_code = o.account_code AND t.day BETWEEN o.day - 90 AND o.day AND t.operation = 'transfer_out' AND t.counterparty_bank IS NOT NULL
            AND t.amount > 0.4 * b.balance AND t.amount > 500) AS transfer,
        coalesce((SELECT balance FROM core.account_balance b WHERE b.account_code = o.account_code AND o.day BETWEEN valid_from AND valid_to), 0) AS now,
        coalesce((SELECT balance FROM core.account_balance b WHERE b.account_code = o.account_code AND o.day - 90 BETWEEN valid_from AND valid_to), 0) AS before
    ) found GROUP BY 1, 2, 3, 4
  ), visits AS (
    -- At least three a month before, none for the last four weeks
    SELECT c.customer_code, count(*) FILTER (WHERE s.started_at >= c.day - 28) = 0 AND count(*) FILTER (WHERE s.started_at < c.day - 84) >= 3 AS gone
    FROM by_customer c JOIN core.app_session s ON s.customer_code = c.customer_code AND s.started_at >= c.day - 174 AND s.started_at < c.day + 1 GROUP BY 1
  )
  SELECT c.customer_code, c.leaves, c.segment, salary::integer, orders::integer, transfer::integer, fall::integer, coalesce(v.gone, false)::integer AS offline,
    EXISTS (SELECT FROM core.complaint q WHERE q.customer_code = c.customer_code AND q.opened_on BETWEEN c.day - 90 AND c.day)::integer AS complaint
  FROM by_customer c LEFT JOIN visits v USING (customer_code)`;

/** Planted truth 15. */
export function checkChurnTruths({ read, readValue }: BankReader): void {
  it('15: who leaves shows it weeks before: two signals or more are rare among those who stay', async () => {
    const rows = await read<Record<string, number | boolean>>(
      `SELECT leaves, avg((salary + orders + transfer + fall + offline + complaint >= 2)::integer)::float8 AS two,
         avg(salary)::float8 AS salary, avg(orders)::float8 AS orders, avg(transfer)::float8 AS transfer, avg(fall)::float8 AS fall, avg(offline)::float8 AS offline, avg(complaint)::float8 AS complaint
       FROM (${signals}) s GROUP BY 1 ORDER BY 1`
    );
    const [stay = {}, leave = {}] = rows;
    expect(Number(leave.two)).toBeGreaterThan(0.35);
    expect(Number(leave.two)).toBeLessThan(0.8);
    // False alarms are there, but few.
    expect(Number(stay.two)).toBeGreaterThan(0.001);
    expect(Number(stay.two)).toBeLessThan(0.05);
    for (const signal of ['salary', 'orders', 'transfer', 'fall', 'offline', 'complaint']) {
      expect([signal, Number(leave[signal]) > 3 * Number(stay[signal])]).toEqual([signal, true]);
      expect([signal, Number(leave[signal]) < 0.8]).toEqual([signal, true]);
    }
  });

  it('15: complaints are closed after they were opened, and come from customers of that time', async () => {
    expect(
      await read(
        `SELECT complaint_code FROM core.complaint q JOIN core.customer c USING (customer_code)
         WHERE q.closed_on <= q.opened_on OR q.opened_on < c.customer_since OR q.opened_on >= c.closed_on OR q.outlet_code <> c.outlet_code OR coalesce(q.closed_on, q.opened_on) > '2026-06-30'`
      )
    ).toEqual([]);
    expect(await readValue(`SELECT count(*) AS value FROM core.complaint WHERE closed_on IS NULL`)).toBeGreaterThan(0);
  });
}
