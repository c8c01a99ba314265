import { type BankReader } from './bank-reader';

/** What must be true of customers, employers, products and loans beside the planted truths. */
export function checkPeople({ read, readValue }: BankReader): void {
  it('knows every customer by name, mail only at domains for examples, and asks about 70 % for nothing', async () => {
    expect(
      await read(
        `SELECT c.customer_code FROM core.customer c LEFT JOIN core.customer_identity i USING (customer_code)
         WHERE i.full_name IS NULL OR i.email !~ '@example[.](com|org|net)$' OR i.phone !~ '^[+]34 4[0-9]{8}$' OR c.has_consent IS NULL`
      )
    ).toEqual([]);
    expect(
      await readValue(`SELECT count(*) - count(DISTINCT email) AS value FROM core.customer_identity WHERE email <> ''`)
    ).toBe(0);
    const consent = await readValue(`SELECT avg(has_consent::integer) AS value FROM core.customer`);
    expect(consent).toBeGreaterThan(0.67);
    expect(consent).toBeLessThan(0.73);
  });

  it('knows every employer that pays salaries, by account and bank', async () => {
    expect(
      await read(
        `SELECT DISTINCT t.counterparty_account FROM core.transaction t LEFT JOIN core.employer e USING (counterparty_account, counterparty_bank)
         WHERE t.category = 'payroll' AND e.name IS NULL`
      )
    ).toEqual([]);
    expect(await readValue(`SELECT count(*) - count(DISTINCT name) AS value FROM core.employer`)).toBe(0);
  });

  it('pays the interest that was agreed: term deposits at their end, savings every half-year', async () => {
    const wrong = await read(
      `WITH paid AS (SELECT account_code, max(day) AS day, sum(amount) AS amount FROM core.transaction WHERE category = 'interest' GROUP BY 1)
       SELECT a.account_code FROM core.account a JOIN paid USING (account_code)
       WHERE a.product_code = 'term' AND (a.closed_on > a.matures_on + 1 OR paid.day <> a.closed_on - 1 OR abs(paid.amount
         - (SELECT amount FROM core.transaction t WHERE t.account_code = a.account_code ORDER BY line_number LIMIT 1) * a.interest_rate * (paid.day - a.opened_on) / 365) > 0.01)`
    );
    expect(wrong).toEqual([]);
    expect(
      await read(
        `SELECT account_code FROM core.account WHERE interest_rate IS NULL OR (matures_on IS NOT NULL) <> (product_code = 'term')
           OR matures_on NOT IN ((opened_on + interval '6 months')::date, (opened_on + interval '12 months')::date, (opened_on + interval '24 months')::date) OR (closed_on IS NULL AND matures_on < '2026-06-30')`
      )
    ).toEqual([]);
    expect(
      await read(
        `SELECT t.account_code FROM core.transaction t JOIN core.account a USING (account_code) JOIN core.transaction before
           ON before.account_code = t.account_code AND before.line_number < t.line_number AND before.day <= t.day
         WHERE a.product_code = 'savings' AND t.category = 'interest' GROUP BY t.transaction_code, t.account_code, t.amount, a.interest_rate
         HAVING abs(t.amount - (array_agg(before.balance_after ORDER BY before.line_number DESC))[1] * a.interest_rate / 2) > 0.01`
      )
    ).toEqual([]);
  });

  it('runs standing orders from their first to their last day', async () => {
    expect(
      await read(
        `SELECT t.transaction_code FROM core.transaction t LEFT JOIN core.standing_order o USING (account_code, category)
         WHERE t.operation = 'direct_debit' AND t.category <> 'loan_payment'
           AND (o.order_code IS NULL OR t.day < o.starts_on OR t.day >= o.cancelled_on OR t.counterparty_account <> o.counterparty_account OR t.amount > o.amount)`
      )
    ).toEqual([]);
    expect(
      await read(
        `SELECT order_code FROM core.standing_order o JOIN core.account a USING (account_code)
         WHERE o.starts_on < a.opened_on OR (a.closed_on IS NOT NULL AND (o.cancelled_on IS NULL OR o.cancelled_on > a.closed_on))`
      )
    ).toEqual([]);
  });

  it("tells a loan's history: it ends with the loan's status, and every day in arrears has payments that are due and were not made", async () => {
    expect(
      await read(
        `SELECT l.loan_code FROM core.loan l LEFT JOIN (SELECT DISTINCT ON (loan_code) * FROM core.loan_status_change ORDER BY loan_code, day DESC) c USING (loan_code)
         WHERE c.status IS DISTINCT FROM l.status OR c.day > '2026-06-30'`
      )
    ).toEqual([]);
    const wrong = await read(
      `SELECT loan_code, day, c.status, days_past_due, due, paid FROM core.loan_status_change c JOIN core.loan l USING (loan_code)
       CROSS JOIN LATERAL (
         SELECT round(coalesce(sum(amount), 0) / l.installment) AS paid FROM core.transaction t
         WHERE t.account_code = l.account_code AND t.category = 'loan_payment' AND t.day <= c.day) p
       CROSS JOIN LATERAL (
         SELECT count(*) AS due FROM generate_series(1, l.term_months) nr
         WHERE (l.granted_on + nr * interval '1 month')::date <= c.day - greatest(c.days_past_due, CASE WHEN c.status = 'running' THEN 1 ELSE 0 END)) d
       WHERE c.day > '2024-06-30' AND (CASE WHEN c.status IN ('arrears', 'defaulted') THEN due <> paid + 1 ELSE due > paid END)`
    );
    expect(wrong).toEqual([]);
    const kinds = await read<{ status: string; before: string | null }>(
      `SELECT DISTINCT status, lag(status) OVER (PARTITION BY loan_code ORDER BY day) AS before FROM core.loan_status_change ORDER BY 1, 2`
    );
    expect(kinds.map(({ before, status }) => `${before ?? 'new'} to ${status}`).sort()).toEqual([
      'arrears to arrears',
      'arrears to defaulted',
      'arrears to running',
      'new to running',
      'running to arrears',
      'running to paid',
    ]);
  });
}
