-- core.account_balance: closing balances per account as change spans, from scope.from_day on.
-- pg_temp.account_ref: accounts by a number, which sorts and joins faster than their codes; opening = balance before scope.from_day, of the span
-- that begins on opening_from and was known to hold until opening_until.
-- pg_temp.closing: one row per account and day with transactions from scope.from_day on; step = change of the closing balance.

DELETE FROM core.account_balance USING scope WHERE valid_from >= scope.from_day;

CREATE TEMP TABLE account_ref ON COMMIT DROP AS
SELECT
  row_number() OVER (ORDER BY a.account_code)::integer AS account_no,
  a.account_code,
  a.outlet_code,
  a.product_code AS product,
  a.opened_on,
  a.closed_on,
  o.customer_code,
  b.balance AS opening,
  b.valid_from AS opening_from,
  b.valid_to AS opening_until
FROM core.account a
LEFT JOIN mart.account_owner o USING (account_code)
LEFT JOIN core.account_balance b ON b.account_code = a.account_code AND b.valid_to >= (SELECT from_day - 1 FROM scope);
ANALYZE account_ref;

CREATE TEMP TABLE closing ON COMMIT DROP AS
WITH movement AS (
  SELECT
    a.account_no,
    t.day,
    coalesce(sum(t.amount) FILTER (WHERE t.direction = 'credit'), 0) AS credits,
    coalesce(sum(t.amount) FILTER (WHERE t.direction = 'debit'), 0) AS debits,
    coalesce(sum(CASE t.direction WHEN 'credit' THEN t.amount ELSE -t.amount END) FILTER (WHERE t.is_internal), 0) AS internal,
    array_agg(t.balance_after ORDER BY t.load_file_id, t.line_number, t.transaction_code)
      FILTER (WHERE t.balance_after IS NOT NULL) AS stated,
    coalesce(sum(CASE t.direction WHEN 'credit' THEN t.amount ELSE -t.amount END) FILTER (WHERE t.balance_after IS NULL), 0) AS unstated
  FROM core.transaction t
  JOIN account_ref a USING (account_code)
  WHERE t.day >= (SELECT from_day FROM scope)
  GROUP BY a.account_no, t.day
), chained AS (
  -- The chain goes on from the balance that stood before from_day: a movement of that amount from 0.
  -- Postings without a balance may have come after those that state one: what is stated stands for the day with them and without them.
  SELECT account_no, day, credits, debits, internal, credits - debits AS net,
    CASE
      WHEN unstated = 0 THEN stated
      ELSE (SELECT array_agg(s.balance + unstated ORDER BY s.place) FROM unnest(stated) WITH ORDINALITY s (balance, place)) || stated
    END AS stated
  FROM movement
  UNION ALL
  SELECT a.account_no, scope.from_day - 1, 0, 0, 0, a.opening, NULL FROM account_ref a, scope WHERE a.opening IS NOT NULL
), closed AS (
  SELECT account_no, day, credits, debits, internal, core.closing_balance(net, stated) OVER w AS balance
  FROM chained
  WINDOW w AS (PARTITION BY account_no ORDER BY day)
), compared AS (
  SELECT *, lag(balance) OVER (PARTITION BY account_no ORDER BY day) AS before
  FROM closed
)
SELECT
  c.account_no,
  c.day,
  date_trunc('month', c.day::timestamp)::date AS month,
  c.credits,
  c.debits,
  c.credits - c.debits - c.internal AS net_inflow,
  c.balance,
  c.balance - coalesce(c.before, 0) AS step,
  c.before IS NULL AS is_first
FROM compared c
WHERE c.day >= (SELECT from_day FROM scope);
ANALYZE closing;

-- The span in which scope.from_day begins lasts until the next change: for most as before.
UPDATE core.account_balance b
SET valid_to = e.valid_to
FROM (
  SELECT a.account_code, a.opening_from, a.opening_until, coalesce(n.first_change - 1, 'infinity') AS valid_to
  FROM account_ref a
  LEFT JOIN (SELECT account_no, min(day) AS first_change FROM closing WHERE step <> 0 GROUP BY account_no) n USING (account_no)
  WHERE a.opening IS NOT NULL
) e
WHERE b.account_code = e.account_code AND b.valid_from = e.opening_from AND e.opening_until <> e.valid_to;

INSERT INTO core.account_balance (account_code, valid_from, valid_to, balance)
SELECT a.account_code, c.day, coalesce(lead(c.day) OVER (PARTITION BY c.account_no ORDER BY c.day) - 1, 'infinity'), c.balance
FROM closing c
JOIN account_ref a USING (account_no)
WHERE c.step <> 0 OR c.is_first;

SELECT pg_temp.analyze_grown('core.account_balance');
