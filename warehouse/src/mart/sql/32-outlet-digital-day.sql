-- reads: core.app_session, core.customer, core.account, core.account_holder, core.outlet
-- mart.outlet_digital_day. Of every customer the stretches with a visit in the last 90 days, counted as +1 and -1.

DROP TABLE IF EXISTS pg_temp.digital_move;
CREATE TEMP TABLE digital_move ON COMMIT DROP AS
WITH visit AS (
  SELECT DISTINCT s.customer_code, (s.started_at AT TIME ZONE b.time_zone)::date AS day
  FROM core.app_session s
  CROSS JOIN ops.bank b
  WHERE s.customer_code IS NOT NULL AND s.started_at IS NOT NULL
), gap AS (
  SELECT
    customer_code,
    day,
    lag(day) OVER w IS NULL OR day - lag(day) OVER w > 90 AS begins,
    lead(day) OVER w IS NULL OR lead(day) OVER w - day > 90 AS ends
  FROM visit
  WINDOW w AS (PARTITION BY customer_code ORDER BY day)
), bound AS (
  SELECT customer_code, day AS first_day, begins, CASE WHEN ends THEN day + 89 ELSE lead(day + 89) OVER (PARTITION BY customer_code ORDER BY day) END AS last_day
  FROM gap
  WHERE begins OR ends
), stretch AS (
  SELECT h.outlet_code, greatest(g.first_day, h.customer_since) AS first_day, least(g.last_day, c.closed_on - 1) AS last_day
  FROM bound g
  JOIN core.customer c USING (customer_code)
  JOIN mart.customer_home h USING (customer_code)
  WHERE g.begins
)
SELECT move.day, s.outlet_code, sum(move.sign) AS step
FROM stretch s
CROSS JOIN LATERAL (VALUES (1, s.first_day), (-1, s.last_day + 1)) move (sign, day)
WHERE s.last_day >= s.first_day
GROUP BY 1, 2;

DELETE FROM mart.outlet_digital_day;
INSERT INTO mart.outlet_digital_day (day, outlet_code, customers)
SELECT d.at::date, o.outlet_code, sum(coalesce(m.step, 0)) OVER (PARTITION BY o.outlet_code ORDER BY d.at)
FROM (
  SELECT min((s.started_at AT TIME ZONE b.time_zone)::date) AS first_day, max((s.started_at AT TIME ZONE b.time_zone)::date) AS last_day
  FROM core.app_session s CROSS JOIN ops.bank b
  WHERE s.customer_code IS NOT NULL
) h
CROSS JOIN generate_series(h.first_day::timestamp, h.last_day, '1 day') d (at)
CROSS JOIN mart.outlet o
LEFT JOIN digital_move m ON m.day = d.at::date AND m.outlet_code = o.outlet_code;
SELECT pg_temp.analyze_grown('mart.outlet_digital_day');
