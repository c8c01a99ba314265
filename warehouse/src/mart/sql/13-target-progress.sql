-- mart.target_progress, all of it.

CREATE TEMP TABLE unit_month ON COMMIT DROP AS
SELECT metric, unit_code, month, amount FROM mart.target_month
UNION ALL
SELECT m.metric, o.region_code, m.month, sum(m.amount)
FROM mart.target_month m JOIN mart.outlet o ON o.outlet_code = m.unit_code
WHERE m.level = 'outlet'
GROUP BY m.metric, o.region_code, m.month
UNION ALL
SELECT m.metric, bank.unit_code, m.month, sum(m.amount)
FROM mart.target_month m CROSS JOIN core.org_unit bank
WHERE m.level = 'outlet' AND bank.level = 'bank'
GROUP BY m.metric, bank.unit_code, m.month;
ANALYZE unit_month;

DELETE FROM mart.target_progress;
INSERT INTO mart.target_progress (
  metric, unit, level, unit_code, region_code, region, outlet_code, outlet, staff_code, staff, period, period_kind, is_current, is_default,
  weight, cap, working_days, working_days_gone, target, children_target, opening, actual, expected, forecast, status
)
WITH data AS (
  SELECT last_day FROM mart.horizon WHERE domain = 'deposits'
), period AS (
  SELECT p.*,
    coalesce(data.last_day BETWEEN p.first_day AND p.last_day, false) AS is_current,
    count(c.day) FILTER (WHERE c.is_working_day) AS working_days,
    count(c.day) FILTER (WHERE c.is_working_day AND c.day <= data.last_day) AS working_days_gone
  FROM (SELECT DISTINCT period, period_kind, first_day, last_day FROM core.target) p
  LEFT JOIN data ON true
  LEFT JOIN core.calendar c ON c.day BETWEEN p.first_day AND p.last_day
  GROUP BY p.period, p.period_kind, p.first_day, p.last_day, data.last_day
), ranked AS (
  SELECT *,
    is_current AND row_number() OVER (
      PARTITION BY is_current ORDER BY array_position(ARRAY['quarter', 'month', 'year'], period_kind), period
    ) = 1 AS is_default
  FROM period
), place AS (
  SELECT u.unit_code, u.level,
    CASE u.level WHEN 'region' THEN u.unit_code WHEN 'outlet' THEN up.unit_code WHEN 'staff' THEN top.unit_code END AS region_code,
    CASE u.level WHEN 'region' THEN u.name WHEN 'outlet' THEN up.name WHEN 'staff' THEN top.name END AS region,
    CASE u.level WHEN 'outlet' THEN u.unit_code WHEN 'staff' THEN up.unit_code END AS outlet_code,
    CASE u.level WHEN 'outlet' THEN u.name WHEN 'staff' THEN up.name END AS outlet,
    CASE u.level WHEN 'staff' THEN u.unit_code END AS staff_code,
    CASE u.level WHEN 'staff' THEN u.name END AS staff
  FROM core.org_unit u
  LEFT JOIN core.org_unit up ON up.unit_code = u.parent_code
  LEFT JOIN core.org_unit top ON top.unit_code = up.parent_code
), children AS (
  SELECT t.metric, t.period, u.parent_code AS unit_code, sum(t.target) AS target
  FROM core.target t JOIN core.org_unit u USING (unit_code)
  WHERE u.parent_code IS NOT NULL
  GROUP BY t.metric, t.period, u.parent_code
), done AS (
  SELECT t.metric, t.unit_code, t.period, sum(m.amount) AS actual
  FROM core.target t
  CROSS JOIN LATERAL generate_series(t.first_day::timestamp, t.last_day, interval '1 month') start
  JOIN unit_month m ON m.metric = t.metric AND m.unit_code = t.unit_code AND m.month = start::date
  GROUP BY t.metric, t.unit_code, t.period
), opened AS (
  SELECT t.metric, t.unit_code, t.period, sum(m.amount) AS opening
  FROM core.target t
  JOIN core.target_metric tm ON tm.metric = t.metric AND tm.is_stock
  JOIN unit_month m ON m.metric = t.metric AND m.unit_code = t.unit_code AND m.month < t.first_day
  GROUP BY t.metric, t.unit_code, t.period
), known AS (
  SELECT t.*, tm.unit, tm.weight, tm.cap, tm.green, tm.amber, p.is_current, p.is_default, p.working_days, p.working_days_gone,
    CASE WHEN tm.is_stock AND t.first_day >= s.from_day AND t.first_day <= s.last_day + 1 THEN coalesce(o.opening, 0) END AS opening,
    -- Nothing done is 0 where the metric is known for the whole period up to now.
    CASE WHEN t.first_day >= s.from_day AND t.first_day <= s.last_day THEN coalesce(d.actual, 0) END AS actual,
    -- Divided last, so that what is exactly due is exactly that.
    CASE WHEN t.first_day <= data.last_day THEN t.target * p.working_days_gone / nullif(p.working_days, 0) END AS expected
  FROM core.target t
  JOIN core.target_metric tm USING (metric)
  JOIN ranked p USING (period)
  LEFT JOIN data ON true
  LEFT JOIN target_span s USING (metric)
  LEFT JOIN done d USING (metric, unit_code, period)
  LEFT JOIN opened o USING (metric, unit_code, period)
)
SELECT
  k.metric, k.unit, u.level, k.unit_code, u.region_code, u.region, u.outlet_code, u.outlet, u.staff_code, u.staff,
  k.period, k.period_kind, k.is_current, k.is_default, k.weight, k.cap, k.working_days, k.working_days_gone,
  k.target, c.target, k.opening, k.actual, k.expected,
  CASE WHEN k.working_days_gone * 10 >= k.working_days THEN k.actual * k.working_days / nullif(k.working_days_gone, 0) END,
  CASE
    WHEN k.actual IS NULL OR coalesce(k.expected, 0) = 0 THEN 'none'
    WHEN k.actual >= k.green * k.expected THEN 'green'
    WHEN k.actual >= k.amber * k.expected THEN 'amber'
    ELSE 'red'
  END
FROM known k
JOIN place u USING (unit_code)
LEFT JOIN children c USING (metric, unit_code, period);

SELECT pg_temp.analyze_grown('mart.target_progress');
