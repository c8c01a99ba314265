-- Targets: the outlets' first, by months. Planning has foreseen part of what a month brings, and asks the usual for the rest; their sums are those of regions and bank, and each
-- outlet hands its own down to its staff, in whole units so that children add up exactly. Ambition differs by unit, so that some are ahead and some behind.

-- 1 on average; the highest is so much above the lowest.
CREATE FUNCTION pg_temp.draw_ambition(seed text, reach numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
AS $$ SELECT 1 - reach / 2 + ('x' || substr(md5(seed), 1, 6))::bit(24)::integer % 1000 * 0.001 * reach $$;

CREATE TEMP TABLE done_before ON COMMIT DROP AS
WITH span AS (
  -- The first day carries the balances that accounts had before.
  SELECT date_trunc('month', min(day)::timestamp + interval '1 day')::date AS first_month, max(day) AS last_day FROM core.transaction
), known AS (
  SELECT first_month, last_day FROM span
), fact (metric, outlet_code, month, amount) AS MATERIALIZED (
  SELECT kind.metric, a.outlet_code, date_trunc('month', t.day::timestamp)::date, sum(CASE t.direction WHEN 'credit' THEN t.amount ELSE -t.amount END)
  FROM known
  JOIN core.transaction t ON t.day BETWEEN known.first_month AND known.last_day
  JOIN core.account a USING (account_code)
  CROSS JOIN LATERAL (
    VALUES ('deposit_balance', true), ('net_inflow', NOT t.is_internal), ('salary_inflow', t.category = 'payroll' AND t.direction = 'credit')
  ) kind (metric, counts)
  WHERE kind.counts
  GROUP BY 1, 2, 3
  UNION ALL
  SELECT 'new_customers', c.outlet_code, date_trunc('month', c.customer_since::timestamp)::date, 1
  FROM known JOIN core.customer c ON c.customer_since BETWEEN known.first_month AND known.last_day
  WHERE c.outlet_code IS NOT NULL
  UNION ALL
  SELECT 'new_lending', a.outlet_code, date_trunc('month', l.granted_on::timestamp)::date, l.principal
  FROM known JOIN core.loan l ON l.granted_on BETWEEN known.first_month AND known.last_day
  JOIN core.account a USING (account_code)
)
SELECT m.metric, o.outlet_code, start::date AS month, coalesce(sum(f.amount), 0) AS amount
FROM known
CROSS JOIN LATERAL generate_series(known.first_month::timestamp, known.last_day, interval '1 month') start
CROSS JOIN core.outlet o
CROSS JOIN core.target_metric m
LEFT JOIN fact f ON f.metric = m.metric AND f.outlet_code = o.outlet_code AND f.month = start::date
GROUP BY m.metric, o.outlet_code, start;
ANALYZE done_before;

-- A month's target of an outlet in whole units, above 0.
CREATE TEMP TABLE outlet_target ON COMMIT DROP AS
WITH way (metric, foreseen, least, bank_ambition) AS (
  -- Share of an outlet's month that planning knew of, the rest is its usual month; the least that is asked of it, as a share of that; how much more than comes.
  VALUES ('deposit_balance', 0.6, 0.9, 0.95), ('net_inflow', 0.6, 0.9, 1.02), ('salary_inflow', 0.75, 0.5, 1), ('new_customers', 0.6, 0.5, 1), ('new_lending', 0.92, 0.12, 1.03)
), balance AS (
  SELECT a.outlet_code, greatest(sum(CASE t.direction WHEN 'credit' THEN t.amount ELSE -t.amount END), 1) AS size
  FROM core.transaction t JOIN core.account a USING (account_code)
  GROUP BY a.outlet_code
), bank AS (
  SELECT metric, month, sum(amount) AS amount, avg(sum(amount)) OVER (PARTITION BY metric) AS usual FROM done_before GROUP BY metric, month
), total AS (
  SELECT sum(size) AS size FROM balance
), season AS (
  -- Growth is planned for every month, a little less for the slow ones; of the other metrics the bank's seasons are known.
  SELECT b.metric, b.month, CASE WHEN b.metric IN ('deposit_balance', 'net_inflow') THEN greatest(b.usual, 0.002 * total.size) ELSE b.usual END AS usual,
    CASE WHEN b.metric IN ('deposit_balance', 'net_inflow') THEN 0.6 + 0.4 * least(greatest(b.amount / greatest(b.usual, 0.002 * total.size), 0.2), 2.5)
      ELSE b.amount / nullif(b.usual, 0) END AS factor
  FROM bank b CROSS JOIN total
), known AS (
  SELECT d.*, s.usual AS bank_usual, s.factor, min(d.month) FILTER (WHERE d.amount <> 0) OVER w AS first_month, max(d.month) OVER () AS last_month,
    lead(d.amount, 12) OVER w AS amount_then, lead(s.factor, 12) OVER w AS factor_then
  FROM done_before d JOIN season s USING (metric, month)
  WINDOW w AS (PARTITION BY d.metric, d.outlet_code ORDER BY d.month ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
), own AS (
  -- Growth swings too much to go by what it was: it goes by the balances that are there. An outlet counts from its first business on.
  SELECT k.metric, k.outlet_code,
    CASE WHEN k.metric IN ('deposit_balance', 'net_inflow') THEN max(k.bank_usual) * max(b.size) / max(total.size)
      ELSE sum(k.amount) / greatest(count(*) FILTER (WHERE k.month >= k.first_month), 1) END AS usual
  FROM known k JOIN balance b USING (outlet_code) CROSS JOIN total
  GROUP BY k.metric, k.outlet_code
), planned AS (
  -- A year later; what is not known yet is planned like the year before.
  SELECT k.metric, k.outlet_code, (k.month + interval '1 year')::date AS month, k.amount_then, (k.month + interval '1 year')::date >= date_trunc('year', k.last_month) AS is_this_year,
    -- Where money goes that came for a quarter's end only, no growth is asked.
    CASE WHEN w.least > 0.6 AND coalesce(k.amount_then, k.amount) < -2.5 * o.usual AND k.outlet_code IN ('B0203', 'B0304', 'B0503') THEN 0
      ELSE greatest(w.least * o.usual * f.factor, w.foreseen * coalesce(k.amount_then, k.amount) + (1 - w.foreseen) * o.usual * f.factor) END AS plan
  FROM known k
  JOIN own o USING (metric, outlet_code)
  JOIN way w USING (metric)
  CROSS JOIN LATERAL (SELECT coalesce(k.factor_then, k.factor) AS factor) f
  WHERE k.month < date_trunc('year', k.last_month)
), scaled AS (
  -- What is asked at least of everybody makes no more of the whole; who loses business is not made up for by the others.
  SELECT p.*, least(greatest(coalesce(
      sum(p.amount_then) FILTER (WHERE p.done > 0) OVER w / nullif(sum(p.plan) FILTER (WHERE p.amount_then IS NOT NULL AND p.done > 0) OVER w, 0),
      -- Quarters to come are planned as far from the usual as the last year on the whole.
      sum(p.amount_then) FILTER (WHERE p.done > 0) OVER m / nullif(sum(p.plan) FILTER (WHERE p.amount_then IS NOT NULL AND p.done > 0) OVER m, 0)
    ), 0.5), 1.5) AS scale
  FROM (SELECT *, sum(amount_then) OVER (PARTITION BY metric, outlet_code) AS done,
    avg(plan) FILTER (WHERE amount_then IS NOT NULL AND is_this_year) OVER (PARTITION BY metric, outlet_code) AS usual_plan,
    avg(plan) OVER (PARTITION BY metric, outlet_code, date_trunc('quarter', month)) AS quarter_plan FROM planned) p
  WINDOW w AS (PARTITION BY p.metric, date_trunc('quarter', p.month)), m AS (PARTITION BY p.metric)
)
SELECT p.metric, p.outlet_code AS unit_code, p.month,
  greatest(round(CASE WHEN w.least < 0.6 OR p.plan = 0 THEN p.plan WHEN p.amount_then IS NULL THEN p.usual_plan ELSE (p.plan + p.quarter_plan) / 2 END * coalesce(p.scale, 1) * w.bank_ambition
    * pg_temp.draw_ambition(p.metric || u.parent_code, 0.16) * pg_temp.draw_ambition(p.metric || p.outlet_code, 0.24)
    -- The failing outlet is to win back what goes.
    * CASE WHEN p.outlet_code = 'B0407' AND p.metric IN ('deposit_balance', 'net_inflow') THEN 4.5 ELSE 1 END), 0) AS target
FROM scaled p
JOIN way w USING (metric)
JOIN core.org_unit u ON u.unit_code = p.outlet_code;
ANALYZE outlet_target;

-- How much of its outlet's target everybody takes.
CREATE TEMP TABLE staff_share ON COMMIT DROP AS
WITH staff AS (
  SELECT s.staff_code, s.outlet_code, 1 + count(c.customer_code) AS customers
  FROM core.staff s LEFT JOIN core.customer c USING (staff_code)
  -- Tellers look after nobody: what they do counts for their outlet.
  WHERE s.role <> 'teller'
  GROUP BY s.staff_code, s.outlet_code
), weighed AS (
  SELECT m.metric, s.staff_code, s.outlet_code, s.customers * pg_temp.draw_ambition(m.metric || s.staff_code, 0.24) AS weight
  FROM (SELECT DISTINCT metric FROM done_before) m CROSS JOIN staff s
)
SELECT metric, staff_code AS unit_code, outlet_code,
  sum(weight) OVER (PARTITION BY metric, outlet_code ORDER BY staff_code) / sum(weight) OVER (PARTITION BY metric, outlet_code) AS up_to,
  (sum(weight) OVER (PARTITION BY metric, outlet_code ORDER BY staff_code) - weight) / sum(weight) OVER (PARTITION BY metric, outlet_code) AS from_share
FROM weighed;

CREATE TEMP TABLE month_target ON COMMIT DROP AS
SELECT metric, unit_code, month, target FROM outlet_target
UNION ALL
SELECT t.metric, u.parent_code, t.month, sum(t.target) FROM outlet_target t JOIN core.org_unit u USING (unit_code) GROUP BY 1, 2, 3
UNION ALL
SELECT t.metric, bank.unit_code, t.month, sum(t.target) FROM outlet_target t JOIN core.org_unit bank ON bank.level = 'bank' GROUP BY 1, 2, 3
UNION ALL
SELECT s.metric, s.unit_code, t.month, round(t.target * round(s.up_to, 12)) - round(t.target * round(s.from_share, 12))
FROM outlet_target t JOIN staff_share s ON s.metric = t.metric AND s.outlet_code = t.unit_code;

INSERT INTO core.target (metric, unit_code, period, target)
SELECT metric, unit_code, period.period, sum(target)
FROM month_target
CROSS JOIN LATERAL (
  VALUES (to_char(month, 'YYYY-MM'), 1), (to_char(month, 'YYYY"-Q"Q'), 3), (to_char(month, 'YYYY'), 12)
) period (period, months)
GROUP BY metric, unit_code, period.period, period.months
HAVING count(*) = period.months;
ANALYZE core.target;

DROP TABLE done_before, outlet_target, staff_share, month_target;
