-- mart.card_span.

DELETE FROM mart.card_span;
INSERT INTO mart.card_span (
  card_code, valid_from, valid_to, outlet_code, customer_code, product, issued_on, is_active, spend_to_date
)
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
  WHERE t.operation = 'card_withdrawal'
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
  SELECT card_code, day, sum(amount) AS amount, sum(active) AS active FROM step GROUP BY 1, 2
), state AS (
  SELECT card_code, day, sum(amount) OVER w AS spend_to_date, sum(active) OVER w > 0 AS is_active
  FROM daily
  WINDOW w AS (PARTITION BY card_code ORDER BY day)
)
SELECT
  s.card_code,
  s.day,
  coalesce(lead(s.day) OVER (PARTITION BY s.card_code ORDER BY s.day) - 1, 'infinity'),
  a.outlet_code,
  h.customer_code,
  c.product_code,
  c.issued_on,
  s.is_active,
  s.spend_to_date
FROM state s
JOIN core.card c USING (card_code)
JOIN core.account_holder h USING (holder_code)
JOIN core.account a USING (account_code);

ANALYZE mart.card_span;
