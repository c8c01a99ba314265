-- reads: core.transaction, core.account, core.account_holder, core.customer, core.standing_order, core.complaint, core.app_session, core.wealth_position, core.signal_rule, core.employer, core.outlet_balance
-- mart.signal: each kind by its rule, on days on which somebody is a customer and that the data reach. What is read from balances, visits and transactions is
-- sought from scope.from_day on: such a signal is known on its day by that day and those before it. The other kinds are few, and sought anew.

DROP TABLE IF EXISTS pg_temp.sign, pg_temp.sign_month, pg_temp.sign_assets;

CREATE TEMP TABLE sign (customer_code text, signal text, day date, strength numeric) ON COMMIT DROP;

-- Assets at the end of a month against those some days before; once, when the share is first reached.
CREATE TEMP TABLE sign_month ON COMMIT DROP AS
SELECT least((m + interval '1 month')::date - 1, s.last_day) AS day
FROM scope s, generate_series(date_trunc('month', s.first_day::timestamp), s.last_day, interval '1 month') m
-- And the month end before scope.from_day, on which the share may have been reached already.
WHERE s.has_transactions AND (m + interval '1 month')::date >= s.from_day;
ANALYZE sign_month;

-- What was owned on those days, and so many days before them. Most spans hold on none of them: they are left out before any is compared.
CREATE TEMP TABLE sign_assets ON COMMIT DROP AS
WITH span AS (
  SELECT b.customer_code, b.aum, x.is_before, b.valid_from + x.days AS first_day, least(b.valid_to, s.last_day) + x.days AS until, s.last_day
  FROM mart.customer_balance_span b
  CROSS JOIN scope s
  JOIN core.signal_rule r ON r.signal = 'balance_fall'
  CROSS JOIN LATERAL (VALUES (false, 0), (true, r.days)) x (is_before, days)
  WHERE b.valid_to >= (SELECT min(day) FROM sign_month) - r.days
)
SELECT s.customer_code, s.is_before, m.day, s.aum
FROM span s
JOIN sign_month m ON m.day BETWEEN s.first_day AND s.until
WHERE (date_trunc('month', s.first_day::timestamp) + interval '1 month')::date - 1 <= s.until OR s.last_day BETWEEN s.first_day AND s.until;
ANALYZE sign_assets;

INSERT INTO sign
WITH fallen AS (
  SELECT b.customer_code, b.day, 1 - greatest(coalesce(n.aum, 0), 0) / b.aum AS fall, r.share
  FROM sign_assets b
  JOIN core.signal_rule r ON r.signal = 'balance_fall' AND b.aum >= r.minimum
  LEFT JOIN sign_assets n ON n.customer_code = b.customer_code AND n.day = b.day AND NOT n.is_before
  WHERE b.is_before AND b.aum > 0
), known AS (
  SELECT *, lag(day) OVER w AS day_before, lag(fall) OVER w AS fall_before FROM fallen WINDOW w AS (PARTITION BY customer_code ORDER BY day)
)
SELECT customer_code, 'balance_fall', day, least(fall, 1)
FROM known
CROSS JOIN scope
-- The month end before was looked at as well, or there was nothing to look at.
WHERE day >= scope.from_day AND fall >= share AND NOT coalesce(day_before > day - 35 AND fall_before >= share, false);

-- A span of payroll ends when its last credit is 45 days old; the longer somebody was paid, the more it says.
INSERT INTO sign
SELECT p.customer_code, 'salary_stopped', p.valid_to + 1, least((p.valid_to - p.valid_from + 1) / 365.0, 1)
FROM mart.payroll_span p
WHERE p.is_of_any;

-- Visits, then none for long.
INSERT INTO sign
WITH visit AS (
  SELECT DISTINCT s.customer_code, (s.started_at AT TIME ZONE b.time_zone)::date AS day
  FROM core.app_session s
  CROSS JOIN ops.bank b
  CROSS JOIN scope
  JOIN core.signal_rule r ON r.signal = 'login_gap'
  -- A gap that ends after scope.from_day, and the visits in the 90 days before it; a day more, as zones differ
  WHERE s.customer_code IS NOT NULL AND s.started_at >= scope.from_day - r.days - 91
), followed AS (
  SELECT customer_code, day, lead(day) OVER w AS next_day, count(*) OVER (PARTITION BY customer_code ORDER BY day RANGE BETWEEN interval '89 days' PRECEDING AND CURRENT ROW) AS visits
  FROM visit
  WINDOW w AS (PARTITION BY customer_code ORDER BY day)
)
SELECT f.customer_code, 'login_gap', f.day + r.days, least(f.visits / 12.0, 1)
FROM followed f
CROSS JOIN scope
JOIN core.signal_rule r ON r.signal = 'login_gap'
WHERE f.day + r.days >= scope.from_day AND f.visits >= r.minimum AND coalesce(f.next_day > f.day + r.days, true);

INSERT INTO sign
SELECT a.customer_code, 'standing_order_cancelled', o.cancelled_on, least(count(*) * 0.5, 1)
FROM core.standing_order o
JOIN account_ref a USING (account_code)
WHERE o.cancelled_on IS NOT NULL AND a.customer_code IS NOT NULL
GROUP BY a.customer_code, o.cancelled_on;

-- What went to other banks on a day, of what was owned the evening before.
INSERT INTO sign
WITH sent AS (
  SELECT a.customer_code, t.day, sum(t.amount) AS amount
  FROM core.transaction t
  JOIN account_ref a USING (account_code)
  JOIN core.signal_rule r ON r.signal = 'large_transfer_out' AND t.amount >= r.minimum
  WHERE t.day >= (SELECT from_day FROM scope) AND t.direction = 'debit' AND t.operation = 'transfer_out' AND NOT t.is_internal AND t.counterparty_bank IS NOT NULL AND a.customer_code IS NOT NULL
  GROUP BY a.customer_code, t.day
)
SELECT s.customer_code, 'large_transfer_out', s.day, least(s.amount / b.aum, 1)
FROM sent s
JOIN core.signal_rule r ON r.signal = 'large_transfer_out'
JOIN mart.customer_balance_span b ON b.customer_code = s.customer_code AND s.day - 1 BETWEEN b.valid_from AND b.valid_to AND b.aum > 0
WHERE s.amount >= r.share * b.aum;

-- Accounts closed before they matured, and funds of which nothing is left.
INSERT INTO sign
SELECT customer_code, 'product_closed', day, least(count(*) * 0.5, 1)
FROM (
  SELECT r.customer_code, a.closed_on AS day
  FROM core.account a
  JOIN account_ref r USING (account_code)
  WHERE a.closed_on IS NOT NULL AND r.customer_code IS NOT NULL AND coalesce(a.closed_on < a.matures_on, true)
  UNION ALL
  SELECT customer_code, day FROM wealth_held WHERE step < 0
) closed
GROUP BY customer_code, day;

INSERT INTO sign
SELECT customer_code, 'complaint', opened_on, least(count(*) * 0.5, 1)
FROM core.complaint
WHERE customer_code IS NOT NULL
GROUP BY customer_code, opened_on;

DELETE FROM mart.signal g USING scope
WHERE g.day >= scope.from_day OR g.signal NOT IN ('balance_fall', 'login_gap', 'large_transfer_out');
INSERT INTO mart.signal (customer_code, signal, day, strength, outlet_code, staff_code)
SELECT g.customer_code, g.signal, g.day, g.strength, h.outlet_code, c.staff_code
FROM sign g
JOIN mart.customer_home h USING (customer_code)
JOIN core.customer c USING (customer_code)
CROSS JOIN scope
WHERE g.day BETWEEN greatest(h.customer_since, scope.first_day) AND scope.last_day AND coalesce(g.day < c.closed_on, true);
SELECT pg_temp.analyze_grown('mart.signal');

DELETE FROM mart.horizon WHERE domain = 'signals';
INSERT INTO mart.horizon (domain, first_day, last_day)
SELECT 'signals', scope.first_day, scope.last_day FROM scope WHERE EXISTS (SELECT FROM mart.signal);
