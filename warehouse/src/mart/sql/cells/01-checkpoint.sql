-- mart.checkpoint. pg_temp.rebuild: per domain the checkpoint from which the cells' states are added up anew, and the horizon's last day.

DROP TABLE IF EXISTS pg_temp.rebuild, pg_temp.customer_piece, pg_temp.customer_cell, pg_temp.customer_delta, pg_temp.customer_sum, pg_temp.loan_delta, pg_temp.card_delta;

DELETE FROM mart.checkpoint;
INSERT INTO mart.checkpoint (day)
SELECT start::date
FROM (SELECT min(first_day) AS first_day, max(last_day) AS last_day FROM mart.horizon WHERE domain IN ('customers', 'loans', 'cards')) known
CROSS JOIN LATERAL generate_series(date_trunc('year', known.first_day::timestamp), known.last_day, interval '1 year') start
UNION
SELECT start::date
FROM mart.horizon h
CROSS JOIN LATERAL generate_series(date_trunc('month', h.first_day::timestamp), h.last_day + 1, interval '1 month') start
WHERE h.domain = 'deposits';

CREATE TEMP TABLE rebuild ON COMMIT DROP AS
SELECT
  h.domain,
  h.last_day,
  scope.from_day,
  coalesce((SELECT max(k.day) FROM mart.checkpoint k WHERE k.day <= scope.from_day), '-infinity') AS base_day
FROM mart.horizon h, scope;
ANALYZE rebuild;
SELECT pg_temp.analyze_grown('mart.checkpoint');
