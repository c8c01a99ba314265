-- mart.customer_span and mart.customer_balance_span. What changes about a customer is written as differences per day and summed up:
-- the tier as the difference of sort orders, activity and products as +1 and -1.

CREATE TEMP TABLE new_span ON COMMIT DROP AS
WITH activity AS (
  -- What is older says nothing about the days from scope.from_day - 1 on.
  SELECT o.customer_code, t.day
  FROM core.transaction t
  JOIN mart.account_owner o USING (account_code)
  WHERE t.own_initiated AND t.day >= (SELECT from_day - 90 FROM scope)
  UNION
  SELECT s.customer_code, visit.day
  FROM core.app_session s
  CROSS JOIN ops.bank b
  CROSS JOIN LATERAL (SELECT (s.started_at AT TIME ZONE b.time_zone)::date AS day) visit
  WHERE s.customer_code IS NOT NULL AND visit.day BETWEEN (SELECT from_day - 90 FROM scope) AND (SELECT last_day FROM scope)
), activity_gap AS (
  SELECT
    customer_code,
    day,
    lag(day) OVER w IS NULL OR day - lag(day) OVER w > 90 AS begins,
    lead(day) OVER w IS NULL OR lead(day) OVER w - day > 90 AS ends
  FROM activity
  WINDOW w AS (PARTITION BY customer_code ORDER BY day)
), tier_month AS (
  -- Who had a tier in any month before has one in the month before scope.from_day.
  SELECT
    t.customer_code,
    t.month,
    r.sort_order,
    lag(r.sort_order) OVER (PARTITION BY t.customer_code ORDER BY t.month) AS order_before
  FROM mart.customer_tier t
  JOIN tier_range r USING (tier)
  WHERE t.month >= (SELECT (from_day - interval '1 month')::date FROM scope)
), lowest AS (
  SELECT r.sort_order FROM tier_range r, scope WHERE r.tier = scope.lowest_tier
), change (customer_code, day, tier_order, active, deposits, loans, cards, wealth) AS (
  SELECT customer_code, date '0001-01-01', (SELECT sort_order FROM lowest), 0, 0, 0, 0, 0 FROM mart.customer_home
  UNION ALL
  SELECT t.customer_code, t.month, t.sort_order - coalesce(t.order_before, lowest.sort_order), 0, 0, 0, 0, 0
  FROM tier_month t, lowest
  WHERE t.sort_order <> coalesce(t.order_before, lowest.sort_order)
  UNION ALL
  SELECT customer_code, day, 0, 1, 0, 0, 0, 0 FROM activity_gap WHERE begins
  UNION ALL
  -- Nobody knows about activity after the last day with data: what was known on that day holds on.
  SELECT customer_code, day + 90, 0, -1, 0, 0, 0, 0 FROM activity_gap, scope WHERE ends AND day + 90 <= scope.last_day
  UNION ALL
  SELECT o.customer_code, event.day, 0, 0, event.step, 0, 0, 0
  FROM mart.account_owner o
  JOIN core.account a USING (account_code)
  CROSS JOIN LATERAL (VALUES (a.opened_on, 1), (a.closed_on, -1)) event (day, step)
  WHERE event.day IS NOT NULL AND coalesce(a.closed_on > a.opened_on, true)
  UNION ALL
  SELECT o.customer_code, event.day, 0, 0, 0, event.step, 0, 0
  FROM mart.account_owner o
  JOIN core.loan l USING (account_code)
  CROSS JOIN LATERAL (VALUES
    (l.granted_on, 1),
    (CASE WHEN l.status IN ('paid', 'defaulted') THEN (l.granted_on + make_interval(months => l.term_months))::date END, -1)
  ) event (day, step)
  WHERE event.day IS NOT NULL
  UNION ALL
  SELECT h.customer_code, c.issued_on, 0, 0, 0, 0, 1, 0
  FROM core.card c
  JOIN core.account_holder h USING (holder_code)
  UNION ALL
  SELECT customer_code, day, 0, 0, 0, 0, 0, step FROM wealth_held
), daily AS (
  -- What changed before somebody became a customer stands on the first day.
  SELECT
    h.customer_code,
    greatest(c.day, h.customer_since) AS day,
    sum(c.tier_order) AS tier_order,
    sum(c.active) AS active,
    sum(c.deposits) AS deposits,
    sum(c.loans) AS loans,
    sum(c.cards) AS cards,
    sum(c.wealth) AS wealth
  FROM change c
  JOIN mart.customer_home h USING (customer_code)
  GROUP BY 1, 2
), state AS (
  SELECT
    customer_code,
    day,
    sum(tier_order) OVER w AS tier_order,
    (sum(deposits) OVER w > 0)::integer + (sum(loans) OVER w > 0)::integer + (sum(cards) OVER w > 0)::integer
      + (sum(wealth) OVER w > 0)::integer AS product_lines,
    sum(active) OVER w > 0 AS is_active
  FROM daily
  WINDOW w AS (PARTITION BY customer_code ORDER BY day)
), compared AS (
  SELECT
    *,
    row(tier_order, product_lines, is_active)
      IS DISTINCT FROM lag(row(tier_order, product_lines, is_active)) OVER (PARTITION BY customer_code ORDER BY day) AS differs
  FROM state
), changed AS (
  SELECT customer_code, day, tier_order, product_lines, is_active
  FROM compared
  WHERE differs AND day >= (SELECT from_day FROM scope)
)
SELECT
  s.*,
  coalesce(lead(s.day) OVER (PARTITION BY s.customer_code ORDER BY s.day) - 1, 'infinity') AS valid_to
FROM changed s;

DELETE FROM mart.customer_span USING scope WHERE valid_from >= scope.from_day;

-- The span in which scope.from_day begins lasts until the next change, or until the customer is gone.
UPDATE mart.customer_span s
SET valid_to = e.valid_to
FROM (
  SELECT o.customer_code, o.valid_from, least(coalesce(n.first_change - 1, 'infinity'), c.closed_on - 1) AS valid_to
  FROM mart.customer_span o
  JOIN core.customer c USING (customer_code)
  LEFT JOIN (SELECT customer_code, min(day) AS first_change FROM new_span GROUP BY customer_code) n USING (customer_code)
  WHERE o.valid_to >= (SELECT from_day - 1 FROM scope)
) e
WHERE s.customer_code = e.customer_code AND s.valid_from = e.valid_from AND s.valid_to <> e.valid_to;

INSERT INTO mart.customer_span (
  customer_code, valid_from, valid_to, outlet_code, staff_code, tier, segment, sex, birth_date, customer_since, product_lines, is_active
)
SELECT
  s.customer_code,
  s.day,
  least(s.valid_to, c.closed_on - 1),
  h.outlet_code,
  c.staff_code,
  r.tier,
  c.segment,
  c.sex,
  c.birth_date,
  h.customer_since,
  s.product_lines,
  s.is_active
FROM new_span s
JOIN core.customer c USING (customer_code)
JOIN mart.customer_home h USING (customer_code)
JOIN tier_range r ON r.sort_order = s.tier_order
WHERE coalesce(s.day < c.closed_on, true);

-- Like core.account_balance, from scope.from_day on.
DELETE FROM mart.customer_balance_span USING scope WHERE valid_from >= scope.from_day;

CREATE TEMP TABLE new_aum ON COMMIT DROP AS
WITH daily AS (
  SELECT customer_code, day, sum(step) AS step
  FROM (
    SELECT a.customer_code, c.day, c.step
    FROM closing c
    JOIN account_ref a USING (account_no)
    WHERE a.customer_code IS NOT NULL
    UNION ALL
    SELECT w.customer_code, w.day, w.step FROM wealth_step w, scope WHERE w.day >= scope.from_day
  ) moved
  GROUP BY customer_code, day
), running AS (
  SELECT
    d.customer_code,
    d.day,
    d.step <> 0 OR (b.customer_code IS NULL AND row_number() OVER w = 1) AS differs,
    coalesce(b.aum, 0) + sum(d.step) OVER w AS aum
  FROM daily d
  LEFT JOIN mart.customer_balance_span b ON b.customer_code = d.customer_code AND b.valid_to >= (SELECT from_day - 1 FROM scope)
  WINDOW w AS (PARTITION BY d.customer_code ORDER BY d.day)
)
SELECT customer_code, day, coalesce(lead(day) OVER (PARTITION BY customer_code ORDER BY day) - 1, 'infinity') AS valid_to, aum
FROM running
WHERE differs;

UPDATE mart.customer_balance_span b
SET valid_to = e.valid_to
FROM (
  SELECT o.customer_code, o.valid_from, coalesce(n.first_change - 1, 'infinity') AS valid_to
  FROM mart.customer_balance_span o
  LEFT JOIN (SELECT customer_code, min(day) AS first_change FROM new_aum GROUP BY customer_code) n USING (customer_code)
  WHERE o.valid_to >= (SELECT from_day - 1 FROM scope)
) e
WHERE b.customer_code = e.customer_code AND b.valid_from = e.valid_from AND b.valid_to <> e.valid_to;

INSERT INTO mart.customer_balance_span (customer_code, valid_from, valid_to, aum)
SELECT customer_code, day, valid_to, aum FROM new_aum;

SELECT pg_temp.analyze_grown('mart.customer_span', 'mart.customer_balance_span');
