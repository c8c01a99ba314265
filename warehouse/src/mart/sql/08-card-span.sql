-- mart.card_span, from scope.from_day on. A card changes nothing before the day it was issued on, which a load's first day is not after.

DELETE FROM mart.card_span USING scope WHERE valid_from >= scope.from_day;

CREATE TEMP TABLE new_card_span ON COMMIT DROP AS
WITH card AS (
  SELECT
    c.card_code,
    h.account_code,
    c.issued_on,
    lead(c.issued_on) OVER (PARTITION BY h.account_code ORDER BY c.issued_on, c.card_code) AS next_issued_on
  FROM core.card c
  JOIN core.account_holder h USING (holder_code)
), use AS (
  SELECT c.card_code, t.day, sum(t.amount) AS amount
  FROM core.transaction t
  JOIN card c ON c.account_code = t.account_code AND t.day >= c.issued_on AND t.day < coalesce(c.next_issued_on, 'infinity')
  -- What is older says nothing about the days from scope.from_day on.
  WHERE t.operation = 'card_withdrawal' AND t.day >= (SELECT from_day - 90 FROM scope)
  GROUP BY c.card_code, t.day
), activity AS (
  SELECT
    card_code,
    day,
    lag(day) OVER w IS NULL OR day - lag(day) OVER w > 90 AS begins,
    lead(day) OVER w IS NULL OR lead(day) OVER w - day > 90 AS ends
  FROM use
  WINDOW w AS (PARTITION BY card_code ORDER BY day)
), step AS (
  SELECT card_code, day, amount, 0 AS active FROM use
  UNION ALL
  SELECT card_code, issued_on, 0, 0 FROM core.card
  UNION ALL
  SELECT card_code, day, 0, 1 FROM activity WHERE begins
  UNION ALL
  -- As in mart.customer_span: what was known on the last day with data holds on.
  SELECT card_code, day + 90, 0, -1 FROM activity, scope WHERE ends AND day + 90 <= scope.last_day
), daily AS (
  SELECT card_code, day, sum(amount) AS amount, sum(active) AS active FROM step
  WHERE day >= (SELECT from_day FROM scope)
  GROUP BY 1, 2
), kept AS (
  SELECT card_code, spend_to_date, is_active::integer AS active FROM mart.card_span, scope WHERE valid_to >= scope.from_day - 1
)
SELECT
  d.card_code,
  d.day,
  coalesce(lead(d.day) OVER w - 1, 'infinity') AS valid_to,
  coalesce(k.spend_to_date, 0) + sum(d.amount) OVER w AS spend_to_date,
  coalesce(k.active, 0) + sum(d.active) OVER w > 0 AS is_active
FROM daily d
LEFT JOIN kept k USING (card_code)
WINDOW w AS (PARTITION BY d.card_code ORDER BY d.day);

-- The span in which scope.from_day begins lasts until the next change.
UPDATE mart.card_span s
SET valid_to = e.valid_to
FROM (
  SELECT o.card_code, o.valid_from, coalesce(n.first_change - 1, 'infinity') AS valid_to
  FROM mart.card_span o
  LEFT JOIN (SELECT card_code, min(day) AS first_change FROM new_card_span GROUP BY card_code) n USING (card_code)
  WHERE o.valid_to >= (SELECT from_day - 1 FROM scope)
) e
WHERE s.card_code = e.card_code AND s.valid_from = e.valid_from AND s.valid_to <> e.valid_to;

INSERT INTO mart.card_span (
  card_code, valid_from, valid_to, outlet_code, customer_code, product, issued_on, is_active, spend_to_date
)
SELECT
  s.card_code,
  s.day,
  s.valid_to,
  a.outlet_code,
  h.customer_code,
  c.product_code,
  c.issued_on,
  s.is_active,
  s.spend_to_date
FROM new_card_span s
JOIN core.card c USING (card_code)
JOIN core.account_holder h USING (holder_code)
JOIN core.account a USING (account_code);

SELECT pg_temp.analyze_grown('mart.card_span');
