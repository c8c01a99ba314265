-- mart.customer_tier: tier per owner and month, for the months from scope.from_day on.

CREATE TEMP TABLE tier_range ON COMMIT DROP AS
SELECT
  tier,
  sort_order,
  from_aum,
  CASE WHEN lag(from_aum) OVER w IS NULL THEN '-Infinity' ELSE from_aum END AS lower_bound,
  coalesce(lead(from_aum) OVER w, 'Infinity') AS upper_bound
FROM core.tier
WINDOW w AS (ORDER BY from_aum);

DELETE FROM mart.customer_tier USING scope WHERE month >= scope.from_day;

INSERT INTO mart.customer_tier (customer_code, month, average_aum, tier)
WITH span AS (
  SELECT
    b.account_code,
    b.balance,
    greatest(b.valid_from, date_trunc('month', greatest(scope.first_day, scope.from_day)::timestamp)::date) AS valid_from,
    least(b.valid_to, scope.last_day) AS valid_to,
    scope.last_day
  FROM core.account_balance b, scope
  WHERE b.valid_to >= scope.from_day
), account_days AS (
  SELECT
    s.account_code,
    m.month::date AS month,
    least((m.month + interval '1 month')::date - 1, s.last_day) - m.month::date + 1 AS days,
    sum(s.balance * (least(s.valid_to, (m.month + interval '1 month')::date - 1) - greatest(s.valid_from, m.month::date) + 1)) AS balance_days
  FROM span s
  CROSS JOIN LATERAL generate_series(date_trunc('month', s.valid_from::timestamp), s.valid_to, interval '1 month') m (month)
  GROUP BY s.account_code, m.month, s.last_day
), customer_month AS (
  SELECT o.customer_code, a.month, round(sum(a.balance_days) / a.days, 2) AS average_aum
  FROM account_days a
  JOIN mart.account_owner o USING (account_code)
  GROUP BY o.customer_code, a.month, a.days
)
SELECT c.customer_code, c.month, c.average_aum, r.tier
FROM customer_month c
JOIN tier_range r ON c.average_aum >= r.lower_bound AND c.average_aum < r.upper_bound;
ANALYZE mart.customer_tier;
