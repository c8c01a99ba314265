-- Targets: the bank's first, by the seasons of the year before and at a level between that year's and what the last twelve months brought, as if planning had
-- foreseen most of it. They are handed down to regions, outlets and staff by size, in whole units so that children add up exactly. Ambition differs by unit,
-- so that some are ahead and some behind.

CREATE FUNCTION pg_temp.draw_ambition(seed text) RETURNS numeric LANGUAGE sql IMMUTABLE
AS $$ SELECT 0.88 + ('x' || substr(md5(seed), 1, 6))::bit(24)::integer % 1000 * 0.00026 $$;

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

-- How much of a parent's target every unit takes, above 0 for all.
CREATE TEMP TABLE unit_weight ON COMMIT DROP AS
WITH balance AS (
  SELECT a.outlet_code, sum(CASE t.direction WHEN 'credit' THEN t.amount ELSE -t.amount END) AS size
  FROM core.transaction t JOIN core.account a USING (account_code)
  GROUP BY a.outlet_code
), outlet AS (
  -- Growth swings too much to share it out by what it was: deposits go by the balances that are there.
  SELECT d.metric, o.unit_code, o.parent_code,
    CASE WHEN d.metric IN ('deposit_balance', 'net_inflow') THEN coalesce(max(b.size), 0) ELSE sum(d.amount) END AS done
  FROM done_before d
  JOIN core.org_unit o ON o.unit_code = d.outlet_code
  LEFT JOIN balance b ON b.outlet_code = d.outlet_code
  GROUP BY d.metric, o.unit_code, o.parent_code
), floored AS (
  SELECT metric, unit_code, parent_code, greatest(done, 0.2 * avg(abs(done)) OVER (PARTITION BY metric)) AS done FROM outlet
), region AS (
  SELECT metric, parent_code AS unit_code, sum(done) AS done FROM floored GROUP BY metric, parent_code
), staff AS (
  SELECT s.staff_code, s.outlet_code, 1 + count(c.customer_code) AS customers
  FROM core.staff s LEFT JOIN core.customer c USING (staff_code)
  -- Tellers look after nobody: what they do counts for their outlet.
  WHERE s.role <> 'teller'
  GROUP BY s.staff_code, s.outlet_code
)
SELECT r.metric, r.unit_code, u.parent_code, r.done * pg_temp.draw_ambition(r.metric || r.unit_code) AS weight
FROM region r JOIN core.org_unit u USING (unit_code)
UNION ALL
SELECT metric, unit_code, parent_code, done * pg_temp.draw_ambition(metric || unit_code) FROM floored
UNION ALL
SELECT m.metric, s.staff_code, s.outlet_code, s.customers * pg_temp.draw_ambition(m.metric || s.staff_code)
FROM (SELECT DISTINCT metric FROM done_before) m CROSS JOIN staff s;

CREATE TEMP TABLE month_target ON COMMIT DROP AS
WITH RECURSIVE by_month AS (
  SELECT metric, month, sum(amount) AS done, greatest(sum(amount), 0) AS seasonal,
    row_number() OVER (PARTITION BY metric ORDER BY month DESC) AS months_ago,
    date_trunc('year', max(month) OVER ()) AS this_year
  FROM done_before GROUP BY metric, month
), recent AS (
  SELECT metric, avg(done) AS monthly FROM by_month WHERE months_ago <= 12 GROUP BY metric
), bank AS (
  -- Half of the plan follows the seasons, half is even.
  SELECT b.metric, b.month,
    round((0.3 * greatest(sum(b.done) OVER all_months, 0) + 0.7 * greatest(r.monthly, 0.05 * avg(abs(b.done)) OVER all_months) * count(*) OVER all_months) * 1.02
      * (0.5 / count(*) OVER all_months + 0.5 * coalesce(b.seasonal / nullif(sum(b.seasonal) OVER all_months, 0), 0))) AS target
  FROM by_month b JOIN recent r USING (metric)
  WHERE b.month < b.this_year
  WINDOW all_months AS (PARTITION BY b.metric)
), share AS (
  SELECT metric, unit_code, parent_code,
    sum(weight) OVER (PARTITION BY metric, parent_code ORDER BY unit_code) / sum(weight) OVER (PARTITION BY metric, parent_code) AS up_to,
    (sum(weight) OVER (PARTITION BY metric, parent_code ORDER BY unit_code) - weight) / sum(weight) OVER (PARTITION BY metric, parent_code) AS from_share
  FROM unit_weight
), handed_down AS (
  SELECT b.metric, u.unit_code, (b.month + interval '1 year')::date AS month, b.target
  FROM bank b CROSS JOIN core.org_unit u WHERE u.level = 'bank'
  UNION ALL
  SELECT s.metric, s.unit_code, h.month, round(h.target * round(s.up_to, 12)) - round(h.target * round(s.from_share, 12))
  FROM handed_down h JOIN share s ON s.metric = h.metric AND s.parent_code = h.unit_code
)
SELECT * FROM handed_down;

INSERT INTO core.target (metric, unit_code, period, target)
SELECT metric, unit_code, period.period, sum(target)
FROM month_target
CROSS JOIN LATERAL (
  VALUES (to_char(month, 'YYYY-MM'), 1), (to_char(month, 'YYYY"-Q"Q'), 3), (to_char(month, 'YYYY'), 12)
) period (period, months)
GROUP BY metric, unit_code, period.period, period.months
HAVING count(*) = period.months;
ANALYZE core.target;

DROP TABLE done_before, unit_weight, month_target;
