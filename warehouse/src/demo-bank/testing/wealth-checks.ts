import { type BankReader } from './bank-reader';

/** What must be true of funds beside the planted truths. */
export function checkWealth({ read, readValue }: BankReader): void {
  it('moves the money of every order on the current account', async () => {
    expect(
      await read(
        `WITH moved AS (
           SELECT h.customer_code, t.day, replace(t.category, 'wealth_', '') AS side, sum(t.amount) AS amount
           FROM core.transaction t JOIN core.account_holder h ON h.account_code = t.account_code AND h.role = 'owner' JOIN core.account a ON a.account_code = t.account_code AND a.product_code = 'current'
           WHERE t.category IN ('wealth_buy', 'wealth_sell') AND t.direction = CASE t.category WHEN 'wealth_buy' THEN 'debit' ELSE 'credit' END AND NOT t.is_internal GROUP BY 1, 2, 3
         ), ordered AS (
           SELECT customer_code, day, side, sum(amount) AS amount FROM core.wealth_trade WHERE day > '2024-06-30' GROUP BY 1, 2, 3
         ) SELECT * FROM moved FULL JOIN ordered USING (customer_code, day, side) WHERE moved.amount IS DISTINCT FROM ordered.amount`
      )
    ).toEqual([]);
    expect(
      await readValue(`SELECT count(*) AS value FROM core.transaction WHERE category = 'wealth_sell'`)
    ).toBeGreaterThan(100);
  });

  it('values what was bought and not sold, at one price for all', async () => {
    // Where nothing was traded in a month, everybody's value of a fund moves by the same share; cents are rounded.
    expect(
      await read(
        `WITH pair AS (
           SELECT product_code, day, market_value AS now, lag(market_value) OVER held AS before, lag(day) OVER held AS since, customer_code
           FROM core.wealth_position WINDOW held AS (PARTITION BY customer_code, product_code ORDER BY day)
         ), quiet AS (
           SELECT product_code, since, day, now / before AS ratio FROM pair p WHERE before > 500
             AND NOT EXISTS (SELECT FROM core.wealth_trade t WHERE t.customer_code = p.customer_code AND t.product_code = p.product_code AND t.day > p.since AND t.day <= p.day)
         ) SELECT product_code, since, day FROM quiet GROUP BY 1, 2, 3 HAVING max(ratio) - min(ratio) > 0.00006`
      )
    ).toEqual([]);
    expect(
      await read(
        `SELECT t.trade_code FROM core.wealth_trade t LEFT JOIN core.wealth_position p USING (customer_code, product_code, day) WHERE t.day > '2024-06-30' AND p.day IS NULL`
      )
    ).toEqual([]);
    // The value after a first purchase is what was paid.
    expect(
      await read(
        `WITH first AS (SELECT DISTINCT ON (customer_code, product_code) * FROM core.wealth_trade ORDER BY customer_code, product_code, day, trade_code)
         SELECT trade_code FROM first JOIN core.wealth_position p USING (customer_code, product_code, day)
         WHERE first.side <> 'buy' OR (first.amount <> p.market_value AND 1 = (SELECT count(*) FROM core.wealth_trade t
           WHERE (t.customer_code, t.product_code, t.day) = (first.customer_code, first.product_code, first.day)))`
      )
    ).toEqual([]);
    expect(
      await read(
        `SELECT p.customer_code FROM (SELECT DISTINCT ON (customer_code, product_code) * FROM core.wealth_position ORDER BY customer_code, product_code, day DESC) p
         JOIN core.customer c USING (customer_code) WHERE (c.closed_on IS NOT NULL AND p.market_value <> 0) OR (p.market_value > 0 AND p.day <> '2026-06-30')`
      )
    ).toEqual([]);
  });

  it('is held by affluent and older people more than by others, and by nobody who was not yet or is no longer a customer', async () => {
    const share = (condition: string) =>
      readValue(
        `SELECT avg(EXISTS (SELECT FROM core.wealth_trade t WHERE t.customer_code = c.customer_code)::integer) AS value FROM core.customer c WHERE ${condition}`
      );
    expect(await share(`segment = 'affluent'`)).toBeGreaterThan(0.5);
    expect(await share(`segment = 'senior'`)).toBeGreaterThan((await share(`segment = 'young'`)) * 2);
    expect(
      await read(
        `SELECT trade_code FROM core.wealth_trade JOIN core.customer c USING (customer_code) WHERE day < customer_since OR day >= closed_on`
      )
    ).toEqual([]);
    const value = await readValue(
      `SELECT sum(market_value) AS value FROM core.wealth_position WHERE day = '2026-06-30'`
    );
    const deposits = await readValue(
      `SELECT sum(balance) AS value FROM core.account_balance WHERE valid_to = 'infinity'`
    );
    expect(value / deposits).toBeGreaterThan(0.1);
    expect(value / deposits).toBeLessThan(0.4);
  });
}

/** Planted truth 14. */
export function checkWealthTruths({ read }: BankReader): void {
  it('14: prices of funds fall in March and April 2025, most for shares, and are back half a year later', async () => {
    const rows = await read<{ product: string; fall: string; back: string }>(
      `WITH held AS (
         SELECT product_code, customer_code, day, market_value FROM core.wealth_position p
         WHERE NOT EXISTS (SELECT FROM core.wealth_trade t WHERE t.customer_code = p.customer_code AND t.product_code = p.product_code AND t.day BETWEEN '2025-03-01' AND '2025-10-31')
           AND day IN ('2025-02-28', '2025-03-31', '2025-10-31')
       ) SELECT product_code AS product, sum(market_value) FILTER (WHERE day = '2025-03-31') / sum(market_value) FILTER (WHERE day = '2025-02-28') AS fall,
           sum(market_value) FILTER (WHERE day = '2025-10-31') / sum(market_value) FILTER (WHERE day = '2025-02-28') AS back
       FROM held GROUP BY 1 ORDER BY 2`
    );
    expect([rows[0], rows[3]].map((row) => row?.product)).toEqual(['fund_equity', 'fund_bond']);
    expect(Number(rows[0]?.fall)).toBeLessThan(0.87);
    expect(Number(rows[1]?.fall)).toBeLessThan(0.95);
    expect(rows.filter(({ back }) => Number(back) < 0.98)).toEqual([]);
  });
}
