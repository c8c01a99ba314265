-- reads: core.transaction, core.customer, core.account, core.account_holder, core.employer, core.account_balance
-- mart.salary_credit. By category a credit is known by itself: those before scope.from_day stay, but for what was kept of them. Standing
-- credits are known by those around them: all are sought anew.

DROP TABLE IF EXISTS pg_temp.salary_scope, pg_temp.salary_rule;

CREATE TEMP TABLE salary_rule ON COMMIT DROP AS
SELECT
  EXISTS (SELECT FROM core.transaction WHERE category = 'payroll' AND direction = 'credit') AS by_category,
  -- The credits of one refresh are all of one kind: the oldest tells which. Standing ones go when the bank's first credits with the category come.
  coalesce((
    SELECT t.category = 'payroll'
    FROM (SELECT transaction_code FROM mart.salary_credit ORDER BY day LIMIT 1) s
    LEFT JOIN core.transaction t USING (transaction_code)
  ), false) AS was_by_category;

CREATE TEMP TABLE salary_scope ON COMMIT DROP AS
SELECT
  r.by_category,
  -- Thirty days before, so that what was kept is known of more credits now.
  CASE WHEN r.by_category AND r.was_by_category AND scope.from_day > '0001-01-31' THEN scope.from_day - 30 ELSE '0001-01-01' END AS from_day,
  (SELECT max(day) FROM core.transaction) AS last_day
FROM salary_rule r, scope;

DELETE FROM mart.salary_credit s USING salary_scope x WHERE s.day >= x.from_day;

INSERT INTO mart.salary_credit (transaction_code, day, account_code, outlet_code, customer_code, employer, amount)
WITH payroll AS (
  SELECT t.transaction_code, t.day, t.account_code, t.counterparty_account, t.amount
  FROM core.transaction t, salary_scope x
  WHERE x.by_category AND t.category = 'payroll' AND t.direction = 'credit' AND t.day >= x.from_day
), payer_month AS (
  SELECT t.account_code, t.counterparty_bank, t.counterparty_account, date_trunc('month', t.day::timestamp)::date AS month
  FROM core.transaction t, salary_scope x
  WHERE NOT x.by_category AND t.direction = 'credit' AND t.category IS NULL AND NOT t.is_internal AND t.counterparty_account IS NOT NULL
  GROUP BY 1, 2, 3, 4
  HAVING count(*) <= 2
), run AS (
  -- Months in a row have the same difference of month and place.
  SELECT *, month - make_interval(months => (row_number() OVER (PARTITION BY account_code, counterparty_bank, counterparty_account ORDER BY month))::integer) AS run_no
  FROM payer_month
), rhythm AS (
  SELECT *, count(*) OVER (PARTITION BY account_code, counterparty_bank, counterparty_account, run_no) AS months FROM run
), standing AS (
  SELECT t.transaction_code, t.day, t.account_code, t.counterparty_account, t.amount
  FROM rhythm r
  JOIN core.transaction t ON t.account_code = r.account_code
    AND t.counterparty_bank IS NOT DISTINCT FROM r.counterparty_bank AND t.counterparty_account = r.counterparty_account
    AND t.day >= r.month AND t.day < r.month + interval '1 month'
  WHERE r.months >= 3 AND t.direction = 'credit' AND t.category IS NULL AND NOT t.is_internal
)
SELECT s.transaction_code, s.day, s.account_code, a.outlet_code, a.customer_code, coalesce(e.name, 'unknown'), s.amount
FROM (SELECT * FROM payroll UNION ALL SELECT * FROM standing) s
JOIN account_ref a USING (account_code)
LEFT JOIN core.employer e ON e.counterparty_account = s.counterparty_account;
ANALYZE mart.salary_credit;

UPDATE mart.salary_credit s
SET kept = greatest(least(s.amount, k.balance), 0)
FROM salary_scope x, (
  SELECT c.transaction_code, sum(b.balance) AS balance
  FROM mart.salary_credit c
  JOIN account_ref a ON a.customer_code = c.customer_code
  JOIN core.account_balance b ON b.account_code = a.account_code AND c.day + 30 BETWEEN b.valid_from AND b.valid_to
  JOIN salary_scope y ON c.day >= y.from_day AND c.day + 30 <= y.last_day
  GROUP BY c.transaction_code
) k
WHERE s.transaction_code = k.transaction_code AND s.day >= x.from_day;

DELETE FROM mart.salary_day s USING salary_scope x WHERE s.day >= x.from_day;
INSERT INTO mart.salary_day (day, outlet_code, employer, amount, kept, kept_of)
SELECT s.day, s.outlet_code, s.employer, sum(s.amount), sum(s.kept), sum(s.amount) FILTER (WHERE s.kept IS NOT NULL)
FROM mart.salary_credit s, salary_scope x
WHERE s.day >= x.from_day
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3;
ANALYZE mart.salary_day;
