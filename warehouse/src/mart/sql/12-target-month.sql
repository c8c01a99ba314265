-- mart.target_month: from scope.from_day on what has to be counted on transactions, all of the rest.
-- pg_temp.target_span: last day of the data, and by metric the first day from which it is known. A metric without data has no row.

DROP TABLE IF EXISTS pg_temp.target_span, pg_temp.unit_month;

DELETE FROM mart.target_month m USING scope
WHERE m.month >= scope.from_day
  OR m.metric IN ('salary_inflow', 'new_customers', 'new_lending')
  OR (m.level = 'outlet' AND m.metric IN ('deposit_balance', 'net_inflow'));

-- Outlets' deposits: differences of the running figures at the ends of months.
INSERT INTO mart.target_month (metric, level, unit_code, month, amount)
WITH edge AS (
  SELECT month::date AS month, g.day
  FROM mart.horizon h
  CROSS JOIN LATERAL generate_series(date_trunc('month', h.first_day::timestamp), h.last_day, interval '1 month') month
  CROSS JOIN LATERAL (
    SELECT grid.day FROM mart.deposit_grid grid
    WHERE grid.day <= (month + interval '1 month')::date - 1
    ORDER BY grid.day DESC LIMIT 1
  ) g
  WHERE h.domain = 'deposits'
), level AS (
  SELECT e.month, d.outlet_code, sum(d.balance) AS balance, sum(d.net_inflow_to_date) AS net_inflow
  FROM edge e JOIN mart.deposit_day d USING (day)
  GROUP BY e.month, d.outlet_code
), step AS (
  SELECT outlet_code, month,
    balance - coalesce(lag(balance) OVER w, 0) AS balance,
    net_inflow - coalesce(lag(net_inflow) OVER w, 0) AS net_inflow
  FROM level
  WINDOW w AS (PARTITION BY outlet_code ORDER BY month)
)
SELECT amount.metric, 'outlet', s.outlet_code, s.month, amount.amount
FROM step s
CROSS JOIN LATERAL (VALUES ('deposit_balance', s.balance), ('net_inflow', s.net_inflow)) amount (metric, amount)
WHERE amount.amount IS NOT NULL;

-- Staff answer for the accounts of the customers whom they look after.
INSERT INTO mart.target_month (metric, level, unit_code, month, amount)
SELECT amount.metric, 'staff', s.staff_code, s.month, amount.amount
FROM (
  SELECT c.staff_code, k.month, sum(k.step) AS balance, sum(k.net_inflow) AS net_inflow
  FROM closing k
  JOIN account_ref a USING (account_no)
  JOIN core.customer c USING (customer_code)
  WHERE c.staff_code IS NOT NULL
  GROUP BY c.staff_code, k.month
) s
CROSS JOIN LATERAL (VALUES ('deposit_balance', s.balance), ('net_inflow', s.net_inflow)) amount (metric, amount);

INSERT INTO mart.target_month (metric, level, unit_code, month, amount)
WITH salary AS (
  SELECT s.outlet_code, c.staff_code, date_trunc('month', s.day::timestamp)::date AS month, sum(s.amount) AS amount
  FROM mart.salary_credit s
  LEFT JOIN core.customer c USING (customer_code)
  GROUP BY 1, 2, 3
), fact (metric, outlet_code, staff_code, month, amount) AS (
  SELECT 'salary_inflow', outlet_code, staff_code, month, amount FROM salary
  UNION ALL
  SELECT 'new_customers', h.outlet_code, c.staff_code, date_trunc('month', h.customer_since::timestamp)::date, 1
  FROM mart.customer_home h
  JOIN core.customer c USING (customer_code)
  JOIN mart.horizon d ON d.domain = 'deposits'
  WHERE h.customer_since <= d.last_day
  UNION ALL
  SELECT 'new_lending', a.outlet_code, c.staff_code, date_trunc('month', l.granted_on::timestamp)::date, l.principal
  FROM core.loan l
  JOIN account_ref a USING (account_code)
  LEFT JOIN core.customer c USING (customer_code)
  JOIN mart.horizon d ON d.domain = 'deposits'
  WHERE l.granted_on <= d.last_day
)
SELECT metric, 'outlet', outlet_code, month, sum(amount) FROM fact GROUP BY metric, outlet_code, month
UNION ALL
SELECT metric, 'staff', staff_code, month, sum(amount) FROM fact WHERE staff_code IS NOT NULL GROUP BY metric, staff_code, month;
SELECT pg_temp.analyze_grown('mart.target_month');

-- The first days of a month without business are no gap: a flow is known from the month of its first day on. The opening value of
-- a stock has to be in the data itself.
CREATE TEMP TABLE target_span ON COMMIT DROP AS
WITH flow (metric, first_day) AS (
  SELECT 'net_inflow', min(day) FROM core.transaction
  UNION ALL
  SELECT 'salary_inflow', min(day) FROM core.transaction WHERE EXISTS (SELECT FROM mart.target_month WHERE metric = 'salary_inflow')
  UNION ALL
  SELECT 'new_customers', first_day FROM mart.horizon WHERE domain = 'customers'
  UNION ALL
  SELECT 'new_lending', first_day FROM mart.horizon WHERE domain = 'loans'
)
SELECT known.metric, known.from_day, h.last_day
FROM (
  SELECT metric, date_trunc('month', first_day::timestamp)::date AS from_day FROM flow WHERE first_day IS NOT NULL
  UNION ALL
  SELECT 'deposit_balance', first_day + 1 FROM mart.horizon WHERE domain = 'deposits'
) known
JOIN mart.horizon h ON h.domain = 'deposits';
ANALYZE target_span;
