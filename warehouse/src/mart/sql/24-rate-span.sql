-- reads: core.competitor_rate, core.own_rate, core.transaction, core.outlet_balance
-- mart.rate_span

DELETE FROM mart.rate_span;
INSERT INTO mart.rate_span (bank, product, term_months, currency, min_amount, valid_from, valid_to, rate, own_rate)
WITH observed AS (
  SELECT DISTINCT ON (r.bank, r.product, r.term_months, r.currency, r.min_amount, day)
    r.bank, r.product, r.term_months, r.currency, r.min_amount, (r.observed_at AT TIME ZONE b.time_zone)::date AS day, r.rate
  FROM core.competitor_rate r
  CROSS JOIN ops.bank b
  ORDER BY r.bank, r.product, r.term_months, r.currency, r.min_amount, day, r.observed_at DESC
), held AS (
  SELECT
    observed.*,
    least(coalesce(lead(day) OVER (PARTITION BY bank, product, term_months, currency, min_amount ORDER BY day) - 1, day + 92), day + 92) AS until
  FROM observed
), own AS (
  SELECT product, term_months, currency, valid_from, rate,
    coalesce(lead(valid_from) OVER (PARTITION BY product, term_months, currency ORDER BY valid_from) - 1, date 'infinity') AS valid_to
  FROM core.own_rate
), cut AS (
  -- A span ends where either rate changes.
  SELECT bank, product, term_months, currency, min_amount, day, until, rate, day AS starts FROM held
  UNION
  SELECT h.bank, h.product, h.term_months, h.currency, h.min_amount, h.day, h.until, h.rate, o.valid_from
  FROM held h
  JOIN own o USING (product, term_months, currency)
  WHERE o.valid_from > h.day AND o.valid_from <= h.until
)
SELECT
  c.bank, c.product, c.term_months, c.currency, c.min_amount,
  c.starts,
  coalesce(lead(c.starts) OVER (PARTITION BY c.bank, c.product, c.term_months, c.currency, c.min_amount, c.day ORDER BY c.starts) - 1, c.until),
  c.rate,
  o.rate
FROM cut c
LEFT JOIN own o
  ON o.product = c.product AND o.term_months = c.term_months AND o.currency = c.currency AND c.starts BETWEEN o.valid_from AND o.valid_to;
SELECT pg_temp.analyze_grown('mart.rate_span');

-- Rates hold after they were seen, so their figures reach to the end of the bank's own data, where that is near.
DELETE FROM mart.horizon WHERE domain = 'rates';
INSERT INTO mart.horizon (domain, first_day, last_day)
SELECT 'rates', seen.first_day, greatest(seen.last_day, least(seen.last_day + 92, known.last_day))
FROM (
  SELECT min((r.observed_at AT TIME ZONE b.time_zone)::date) AS first_day, max((r.observed_at AT TIME ZONE b.time_zone)::date) AS last_day
  FROM core.competitor_rate r CROSS JOIN ops.bank b
) seen
CROSS JOIN (SELECT greatest((SELECT max(day) FROM core.transaction), (SELECT max(day) FROM core.outlet_balance)) AS last_day) known
WHERE seen.first_day IS NOT NULL;
