-- reads: core.transaction, core.customer, core.account, core.account_holder, core.employer, core.account_balance
-- mart.salary_credit, mart.salary_day, mart.payroll_span and mart.payroll_day. By category a credit is known by itself: those before scope.from_day stay,
-- but for what was kept of them. Standing credits are known by those around them: all are sought anew.

DROP TABLE IF EXISTS pg_temp.salary_rule, pg_temp.salary_scope, pg_temp.salary_found, pg_temp.kept_payroll_span;

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
  n.changed_from,
  -- Thirty days before, so that what was kept is known of more credits now.
  CASE WHEN n.changed_from > '0001-01-31' THEN n.changed_from - 30 ELSE '0001-01-01' END AS from_day,
  (SELECT max(day) FROM core.transaction) AS last_day
FROM salary_rule r, scope, LATERAL (SELECT CASE WHEN r.by_category AND r.was_by_category THEN scope.from_day ELSE '0001-01-01' END AS changed_from) n;
ANALYZE salary_scope;

CREATE TEMP TABLE salary_found ON COMMIT DROP AS
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
SELECT s.*, a.outlet_code, a.customer_code
FROM (SELECT * FROM payroll UNION ALL SELECT * FROM standing) s
JOIN account_ref a USING (account_code);
CREATE INDEX ON pg_temp.account_ref (customer_code);
ANALYZE salary_found;

DELETE FROM mart.salary_credit s USING salary_scope x WHERE s.day >= x.from_day;
INSERT INTO mart.salary_credit (transaction_code, day, account_code, outlet_code, customer_code, employer, amount, kept)
SELECT f.transaction_code, f.day, f.account_code, f.outlet_code, f.customer_code, coalesce(e.name, 'unknown'), f.amount,
  CASE WHEN k.balance IS NOT NULL THEN greatest(least(f.amount, k.balance), 0) END
FROM salary_found f
CROSS JOIN salary_scope x
LEFT JOIN core.employer e ON e.counterparty_account = f.counterparty_account
LEFT JOIN LATERAL (
  SELECT sum(b.balance) AS balance
  FROM account_ref a
  CROSS JOIN LATERAL (
    SELECT balance FROM core.account_balance
    WHERE account_code = a.account_code AND valid_from <= f.day + 30
    ORDER BY valid_from DESC LIMIT 1
  ) b
  WHERE a.customer_code = f.customer_code
) k ON f.day + 30 <= x.last_day
ORDER BY f.day;
SELECT pg_temp.analyze_grown('mart.salary_credit');

DELETE FROM mart.salary_day s USING salary_scope x WHERE s.day >= x.from_day;
INSERT INTO mart.salary_day (day, outlet_code, employer, amount, kept, kept_of)
SELECT s.day, s.outlet_code, s.employer, sum(s.amount), sum(s.kept), sum(s.amount) FILTER (WHERE s.kept IS NOT NULL)
FROM mart.salary_credit s, salary_scope x
WHERE s.day >= x.from_day
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3;
SELECT pg_temp.analyze_grown('mart.salary_day');

-- Payroll customers: a credit covers its day and the 44 days after it ------------------------------------------------

-- Spans that may go on begin before what changed. Of one customer and employer that is one at most, and the credits of the 45 days before belong to it.
CREATE TEMP TABLE kept_payroll_span ON COMMIT DROP AS
SELECT p.customer_code, p.is_of_any, p.employer, p.valid_from
FROM mart.payroll_span p, salary_scope x
WHERE p.valid_to >= x.changed_from - 1 AND p.valid_from < x.changed_from;
ANALYZE kept_payroll_span;

DELETE FROM mart.payroll_span p USING salary_scope x WHERE p.valid_to >= x.changed_from - 1;
INSERT INTO mart.payroll_span (customer_code, is_of_any, employer, valid_from, valid_to, outlet_code)
WITH credit AS (
  SELECT DISTINCT s.customer_code, payer.is_of_any, payer.employer, s.day
  FROM salary_scope x
  JOIN mart.salary_credit s ON s.day >= x.changed_from - 45
  CROSS JOIN LATERAL (VALUES (true, 'all'), (false, s.employer)) payer (is_of_any, employer)
  WHERE s.customer_code IS NOT NULL
), gap AS (
  SELECT *, day - lag(day) OVER (PARTITION BY customer_code, is_of_any, employer ORDER BY day) <= 45 AS goes_on
  FROM credit
), numbered AS (
  SELECT *, count(*) FILTER (WHERE goes_on IS NOT TRUE) OVER (PARTITION BY customer_code, is_of_any, employer ORDER BY day) AS span_no
  FROM gap
), span AS (
  SELECT customer_code, is_of_any, employer, min(day) AS first_day, max(day) AS last_day
  FROM numbered
  GROUP BY customer_code, is_of_any, employer, span_no
)
SELECT s.customer_code, s.is_of_any, s.employer, d.valid_from, d.valid_to, h.outlet_code
FROM salary_scope x
CROSS JOIN span s
JOIN mart.customer_home h USING (customer_code)
JOIN core.customer c USING (customer_code)
LEFT JOIN kept_payroll_span k
  ON k.customer_code = s.customer_code AND k.is_of_any = s.is_of_any AND k.employer = s.employer AND s.first_day < x.changed_from
CROSS JOIN LATERAL (
  SELECT greatest(least(s.first_day, k.valid_from), h.customer_since) AS valid_from, least(s.last_day + 44, c.closed_on - 1) AS valid_to
) d
WHERE d.valid_from <= d.valid_to
  -- Who left before what changed keeps the span that ended then.
  AND d.valid_to >= x.changed_from - 1;
SELECT pg_temp.analyze_grown('mart.payroll_span');

DELETE FROM mart.payroll_day d USING salary_scope x WHERE d.day >= x.changed_from;
INSERT INTO mart.payroll_day (day, outlet_code, payroll_customers)
WITH step AS (
  SELECT p.outlet_code, move.day, sum(move.step) AS step
  FROM salary_scope x
  JOIN mart.payroll_span p ON p.is_of_any AND p.valid_to >= x.changed_from - 1
  CROSS JOIN LATERAL (VALUES (greatest(p.valid_from, x.changed_from), 1), (p.valid_to + 1, -1)) move (day, step)
  GROUP BY 1, 2
), running AS (
  SELECT o.outlet_code, d.day::date AS day, sum(s.step) OVER (PARTITION BY o.outlet_code ORDER BY d.day ROWS UNBOUNDED PRECEDING) AS payroll_customers
  FROM (SELECT DISTINCT outlet_code FROM step) o
  CROSS JOIN generate_series((SELECT min(day) FROM step)::timestamp, (SELECT max(day) FROM core.transaction), interval '1 day') d (day)
  LEFT JOIN step s ON s.outlet_code = o.outlet_code AND s.day = d.day
)
SELECT day, outlet_code, payroll_customers FROM running WHERE payroll_customers > 0
ORDER BY day, outlet_code;
SELECT pg_temp.analyze_grown('mart.payroll_day');

DELETE FROM mart.horizon WHERE domain = 'salary';
INSERT INTO mart.horizon (domain, first_day, last_day)
SELECT 'salary', min(day), max(day) FROM core.transaction WHERE EXISTS (SELECT FROM mart.salary_day) HAVING count(*) > 0;
