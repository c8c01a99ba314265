-- reads: core.app_session, core.app_event, core.journey_step, core.customer, core.account, core.account_holder
-- mart.funnel_step

DROP TABLE IF EXISTS pg_temp.visit, pg_temp.visit_event, pg_temp.visit_step;

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

-- Every step with the one before it, whatever numbers they have.
CREATE TEMP TABLE visit_step ON COMMIT DROP AS
SELECT
  journey,
  step,
  row_number() OVER w AS place,
  step_order,
  within_minutes * interval '1 minute' AS window_length,
  lead(step) OVER w IS NULL AS is_last
FROM core.journey_step
WINDOW w AS (PARTITION BY journey ORDER BY step_order);

CREATE TEMP TABLE visit_event ON COMMIT DROP AS
SELECT DISTINCT v.session_nr, e.journey, s.place, e.occurred_at AS at
FROM core.app_event e
JOIN visit v USING (session_code)
JOIN visit_step s USING (journey, step);
ANALYZE visit, visit_step, visit_event;

DELETE FROM mart.funnel_step;
INSERT INTO mart.funnel_step (day, session_nr, visitor_nr, journey, step, step_order, is_last, is_reached, is_before_reached, minutes, variant, channel,
  app_version, outlet_code)
WITH RECURSIVE reached AS (
  SELECT session_nr, journey, place, at FROM visit_event WHERE place = 1
  UNION
  SELECT e.session_nr, e.journey, e.place, e.at
  FROM reached r
  JOIN visit_event e ON e.session_nr = r.session_nr AND e.journey = r.journey AND e.place = r.place + 1
  JOIN visit_step s ON s.journey = e.journey AND s.place = e.place
  WHERE coalesce(e.at >= r.at, true) AND coalesce(e.at <= r.at + s.window_length, true)
), first_time AS (
  SELECT session_nr, journey, place, min(at) AS at FROM reached GROUP BY 1, 2, 3
), timed AS (
  SELECT f.session_nr, f.journey, f.place, extract(epoch FROM f.at - max(b.at)) / 60 AS minutes
  FROM first_time f
  LEFT JOIN reached b ON b.session_nr = f.session_nr AND b.journey = f.journey AND b.place = f.place - 1 AND b.at <= f.at
  GROUP BY f.session_nr, f.journey, f.place, f.at
)
SELECT v.day, v.session_nr, v.visitor_nr, s.journey, s.step, s.step_order, s.is_last,
  t.place IS NOT NULL,
  s.place = 1 OR b.place IS NOT NULL,
  t.minutes,
  v.variant, v.channel, v.app_version, v.outlet_code
FROM first_time began
JOIN visit v USING (session_nr)
JOIN visit_step s USING (journey)
LEFT JOIN timed t ON t.session_nr = v.session_nr AND t.journey = s.journey AND t.place = s.place
LEFT JOIN timed b ON b.session_nr = v.session_nr AND b.journey = s.journey AND b.place = s.place - 1
WHERE began.place = 1
UNION ALL
SELECT v.day, v.session_nr, v.visitor_nr, NULL, NULL, NULL, false, true, true, NULL, v.variant, v.channel, v.app_version, v.outlet_code
FROM visit v
WHERE NOT EXISTS (SELECT FROM visit_event e WHERE e.session_nr = v.session_nr AND e.place = 1);
ANALYZE mart.funnel_step;

DELETE FROM mart.horizon WHERE domain = 'visits';
INSERT INTO mart.horizon (domain, first_day, last_day)
SELECT 'visits', coalesce(min(day) FILTER (WHERE isfinite(day)), date '1900-01-01'), coalesce(max(day) FILTER (WHERE isfinite(day)), date '1900-01-01')
FROM mart.funnel_step HAVING count(*) > 0;
