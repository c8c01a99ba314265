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
  -- The first month counts from the first day with data on: nobody knows what was owned before.
  m.month_end - m.from_day + 1 AS days,
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
WITH month AS (
  SELECT DISTINCT month, from_day, days FROM account_month
), wealth_moved AS (
  -- As of accounts; what was held before the first month counts in it from its first day on.
  SELECT w.customer_code, m.month, sum(w.step) AS step, sum(w.step * (m.from_day + m.days - greatest(w.day, m.from_day))) AS step_days
  FROM wealth_step w
  JOIN month m ON w.day BETWEEN m.month AND m.from_day + m.days - 1
  GROUP BY 1, 2
), wealth_month AS (
  SELECT
    o.customer_code,
    m.month,
    m.days,
    (o.opening + coalesce(sum(v.step) OVER before, 0)) * m.days + coalesce(v.step_days, 0) AS value_days,
    o.is_before OR count(v.step) OVER w > 0 AS has_balance
  FROM (
    SELECT customer_code, coalesce(sum(step) FILTER (WHERE day < first.month), 0) AS opening, bool_or(day < first.month) AS is_before
    FROM wealth_step, (SELECT min(month) AS month FROM month) first
    GROUP BY customer_code
  ) o
  CROSS JOIN month m
  LEFT JOIN wealth_moved v USING (customer_code, month)
  WINDOW
    w AS (PARTITION BY o.customer_code ORDER BY m.month),
    before AS (PARTITION BY o.customer_code ORDER BY m.month ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), held AS (
  SELECT a.customer_code, m.month, m.days, m.carried * m.days + m.step_days AS value_days
  FROM account_month m
  JOIN account_ref a USING (account_no)
  WHERE m.has_balance AND a.customer_code IS NOT NULL
  UNION ALL
  SELECT customer_code, month, days, value_days FROM wealth_month WHERE has_balance
), customer_month AS (
  SELECT customer_code, month, round(sum(value_days) / days, 2) AS average_aum
  FROM held
  GROUP BY customer_code, month, days
)
SELECT c.customer_code, c.month, c.average_aum, r.tier
FROM customer_month c
JOIN tier_range r ON c.average_aum >= r.lower_bound AND c.average_aum < r.upper_bound
ORDER BY c.customer_code, c.month;
SELECT pg_temp.analyze_grown('mart.customer_tier');
