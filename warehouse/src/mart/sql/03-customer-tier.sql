-- mart.customer_tier: tier per owner and month, for the months from scope.from_day on.
-- pg_temp.account_month: every account in every such month, with the balance it began with.

CREATE TEMP TABLE tier_range ON COMMIT DROP AS
SELECT
  tier,
  sort_order,
  CASE WHEN lag(from_aum) OVER w IS NULL THEN '-Infinity' ELSE from_aum END AS lower_bound,
  coalesce(lead(from_aum) OVER w, 'Infinity') AS upper_bound
FROM core.tier
WINDOW w AS (ORDER BY from_aum);
ANALYZE tier_range;

CREATE TEMP TABLE account_month ON COMMIT DROP AS
WITH month AS (
  SELECT start::date AS month, least((start + interval '1 month')::date - 1, scope.last_day) AS month_end, greatest(start::date, scope.first_day) AS from_day
  FROM scope, generate_series(date_trunc('month', greatest(scope.first_day, scope.from_day)::timestamp), scope.last_day, interval '1 month') start
  WHERE scope.has_transactions
), moved AS (
  -- A change holds on every day from its own to the month's end.
  SELECT c.account_no, c.month, sum(c.step) AS step, sum(c.step * (m.month_end - c.day + 1)) AS step_days
  FROM closing c
  JOIN month m USING (month)
  GROUP BY c.account_no, c.month
)
SELECT
  a.account_no,
  m.month,
  m.from_day,
  m.month_end - m.month + 1 AS days,
  coalesce(a.opening, 0) + coalesce(sum(v.step) OVER before, 0) AS carried,
  coalesce(v.step_days, 0) AS step_days,
  a.opening IS NOT NULL OR count(v.step) OVER w > 0 AS has_balance
FROM account_ref a
CROSS JOIN month m
LEFT JOIN moved v USING (account_no, month)
WINDOW
  w AS (PARTITION BY a.account_no ORDER BY m.month),
  before AS (PARTITION BY a.account_no ORDER BY m.month ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);
ANALYZE account_month;

DELETE FROM mart.customer_tier USING scope WHERE month >= scope.from_day;

INSERT INTO mart.customer_tier (customer_code, month, average_aum, tier)
WITH customer_month AS (
  SELECT a.customer_code, m.month, round(sum(m.carried * m.days + m.step_days) / m.days, 2) AS average_aum
  FROM account_month m
  JOIN account_ref a USING (account_no)
  WHERE m.has_balance AND a.customer_code IS NOT NULL
  GROUP BY a.customer_code, m.month, m.days
)
SELECT c.customer_code, c.month, c.average_aum, r.tier
FROM customer_month c
JOIN tier_range r ON c.average_aum >= r.lower_bound AND c.average_aum < r.upper_bound
ORDER BY c.customer_code, c.month;
ANALYZE mart.customer_tier;
