-- Up Migration

CREATE FUNCTION mart.period_edge(grain text, from_day date, to_day date, domain text)
RETURNS TABLE (bucket date, first_day date, last_day date)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 24
AS $$
DECLARE
  step interval;
  lowest date;
  highest date;
BEGIN
  step := CASE grain
    WHEN 'day' THEN interval '1 day'
    WHEN 'week' THEN interval '1 week'
    WHEN 'month' THEN interval '1 month'
    WHEN 'quarter' THEN interval '3 months'
    WHEN 'year' THEN interval '1 year'
  END;
  IF step IS NULL AND grain IS DISTINCT FROM 'all' THEN
    RAISE EXCEPTION 'mart.period_edge knows no grain "%": use day, week, month, quarter, year or all', grain;
  END IF;

  SELECT greatest(h.first_day, from_day), least(h.last_day, to_day) INTO lowest, highest
  FROM mart.horizon h WHERE h.domain = period_edge.domain;
  IF lowest IS NULL OR highest IS NULL OR lowest > highest THEN
    RETURN;
  END IF;

  IF grain = 'all' THEN
    RETURN QUERY SELECT CASE WHEN isfinite(from_day) THEN from_day ELSE lowest END, lowest, highest;
    RETURN;
  END IF;

  RETURN QUERY
  SELECT greatest(start::date, from_day), greatest(start::date, lowest), least((start + step)::date - 1, highest)
  FROM generate_series(date_trunc(grain, lowest::timestamp), highest::timestamp, step) AS start;
END
$$;
COMMENT ON FUNCTION mart.period_edge(text, date, date, text) IS
  'One row per period of a grain (day, week from Monday, month, quarter, year, all) between two days (-infinity, infinity or NULL: open): '
  'bucket = start of the period, not before from_day; first_day and last_day = the days of it inside the range and inside the domain''s horizon. '
  'Periods without a day of data give no row';

CREATE VIEW mart.account_known AS
SELECT a.outlet_code, a.product_code AS product, coalesce(s.tier, lowest.tier) AS tier, count(*) AS accounts
FROM core.account a
LEFT JOIN LATERAL (
  SELECT h.customer_code FROM core.account_holder h
  WHERE h.account_code = a.account_code AND h.role = 'owner'
  ORDER BY h.holder_code LIMIT 1
) owner ON true
LEFT JOIN LATERAL (
  SELECT c.tier FROM mart.customer_span c
  WHERE c.customer_code = owner.customer_code
  ORDER BY c.valid_from DESC LIMIT 1
) s ON true
LEFT JOIN (SELECT t.tier FROM core.tier t ORDER BY t.sort_order LIMIT 1) lowest ON true
WHERE a.closed_on IS NULL
GROUP BY 1, 2, 3;
COMMENT ON VIEW mart.account_known IS
  'Every account that is known and not closed, also those opened after the last day with a balance, in its owner''s latest tier';
