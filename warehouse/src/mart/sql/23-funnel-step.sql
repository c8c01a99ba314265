-- reads: core.app_session, core.app_event, core.journey_step, core.customer, core.account, core.account_holder
-- mart.funnel_step

DROP TABLE IF EXISTS pg_temp.visit, pg_temp.visit_step, pg_temp.visit_event, pg_temp.visit_reached, pg_temp.visit_first;
SELECT pg_temp.analyze_grown('core.app_session', 'core.app_event');

CREATE TEMP TABLE visit ON COMMIT DROP AS
SELECT
  row_number() OVER (ORDER BY s.session_code)::integer AS session_nr,
  dense_rank() OVER (ORDER BY s.visitor_code)::integer AS visitor_nr,
  s.session_code,
  coalesce((s.started_at AT TIME ZONE b.time_zone)::date, '-infinity') AS day,
  coalesce(s.variant, 'none') AS variant,
  s.channel,
  coalesce(s.app_version, 'unknown') AS app_version,
  coalesce(s.outlet_code, h.outlet_code) AS outlet_code
FROM core.app_session s
CROSS JOIN ops.bank b
LEFT JOIN mart.customer_home h USING (customer_code);

-- Steps by one number, so that the step before has the number before: joins of a million events stay cheap.
CREATE TEMP TABLE visit_step ON COMMIT DROP AS
SELECT
  row_number() OVER (ORDER BY journey, step_order)::integer AS step_nr,
  journey,
  step,
  step_order,
  within_minutes * interval '1 minute' AS window_length,
  lag(step) OVER w IS NULL AS is_first,
  lead(step) OVER w IS NULL AS is_last
FROM core.journey_step
WINDOW w AS (PARTITION BY journey ORDER BY step_order);

CREATE TEMP TABLE visit_event ON COMMIT DROP AS
SELECT DISTINCT v.session_nr, s.step_nr, e.occurred_at AS at
FROM core.app_event e
JOIN visit v USING (session_code)
JOIN visit_step s USING (journey, step);
CREATE INDEX ON pg_temp.visit_event (session_nr, step_nr);
ANALYZE visit, visit_step, visit_event;

-- Every time at which a step was reached. A recursion has no statistics: what is made of it is kept in a table before it is joined.
CREATE TEMP TABLE visit_reached ON COMMIT DROP AS
WITH RECURSIVE reached AS (
  SELECT session_nr, step_nr, at FROM visit_event JOIN visit_step USING (step_nr) WHERE is_first
  UNION
  SELECT e.session_nr, e.step_nr, e.at
  FROM reached r
  JOIN visit_event e ON e.session_nr = r.session_nr AND e.step_nr = r.step_nr + 1
  JOIN visit_step s ON s.step_nr = e.step_nr AND NOT s.is_first
  WHERE coalesce(e.at >= r.at, true) AND coalesce(e.at <= r.at + s.window_length, true)
)
SELECT * FROM reached;
ANALYZE visit_reached;

CREATE TEMP TABLE visit_first ON COMMIT DROP AS
SELECT f.session_nr, f.step_nr, extract(epoch FROM f.at - max(b.at)) / 60 AS minutes
FROM (SELECT session_nr, step_nr, min(at) AS at FROM visit_reached GROUP BY 1, 2) f
JOIN visit_step s USING (step_nr)
LEFT JOIN visit_reached b ON b.session_nr = f.session_nr AND b.step_nr = f.step_nr - 1 AND NOT s.is_first AND b.at <= f.at
GROUP BY f.session_nr, f.step_nr, f.at;
ANALYZE visit_first;

DELETE FROM mart.funnel_step;
INSERT INTO mart.funnel_step (day, session_nr, visitor_nr, journey, step, step_order, is_last, is_reached, is_before_reached, minutes, variant, channel,
  app_version, outlet_code)
WITH far AS (
  -- A step is reached after the one before only: of a journey that was begun, those up to the furthest are reached.
  SELECT f.session_nr, s.journey, max(f.step_nr) AS step_nr
  FROM visit_first f
  JOIN visit_step s USING (step_nr)
  GROUP BY f.session_nr, s.journey
), stage AS (
  SELECT session_nr, step_nr, true AS is_reached, true AS is_before_reached, minutes FROM visit_first
  UNION ALL
  SELECT far.session_nr, s.step_nr, false, s.step_nr = far.step_nr + 1, NULL
  FROM far
  JOIN visit_step s ON s.journey = far.journey AND s.step_nr > far.step_nr
)
SELECT v.day, v.session_nr, v.visitor_nr, s.journey, s.step, s.step_order, coalesce(s.is_last, false), coalesce(g.is_reached, true),
  coalesce(g.is_before_reached, true), g.minutes, v.variant, v.channel, v.app_version, v.outlet_code
FROM visit v
LEFT JOIN stage g USING (session_nr)
LEFT JOIN visit_step s USING (step_nr)
-- The rows of a day lie together, as they are read; writing them in this order also costs half.
ORDER BY v.day;
SELECT pg_temp.analyze_grown('mart.funnel_step');

DELETE FROM mart.horizon WHERE domain = 'visits';
INSERT INTO mart.horizon (domain, first_day, last_day)
SELECT 'visits', coalesce(min(day) FILTER (WHERE isfinite(day)), date '1900-01-01'), coalesce(max(day) FILTER (WHERE isfinite(day)), date '1900-01-01')
FROM mart.funnel_step HAVING count(*) > 0;
