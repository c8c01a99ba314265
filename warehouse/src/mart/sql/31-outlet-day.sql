-- reads: core.outlet_result, core.outlet_visit
-- mart.outlet_day

DELETE FROM mart.outlet_day;
INSERT INTO mart.outlet_day (day, outlet_code, income, cost, issued, served, wait_minutes)
WITH fact (day, outlet_code, income, cost, issued, served, wait_minutes) AS (
  SELECT booked_on, outlet_code, sum(amount) FILTER (WHERE kind = 'income'), sum(amount) FILTER (WHERE kind = 'cost'), NULL::bigint, NULL::bigint, NULL::numeric
  FROM core.outlet_result
  GROUP BY 1, 2
  UNION ALL
  SELECT
    (v.issued_at AT TIME ZONE b.time_zone)::date,
    v.outlet_code,
    NULL,
    NULL,
    count(*),
    count(v.served_at),
    coalesce(sum(extract(epoch FROM v.served_at - v.issued_at)), 0) / 60
  FROM core.outlet_visit v
  CROSS JOIN ops.bank b
  GROUP BY 1, 2
)
SELECT day, outlet_code, sum(income), sum(cost), sum(issued), sum(served), sum(wait_minutes) FROM fact GROUP BY 1, 2;
SELECT pg_temp.analyze_grown('mart.outlet_day');
