-- mart.card_change and mart.card_state: every span adds to its cell on its first day and takes away after its last. A card
-- counts from the day it was issued on.

CREATE TEMP TABLE card_delta ON COMMIT DROP AS
SELECT day, outlet_code, product, sum(cards)::integer AS cards, sum(active)::integer AS active_cards, sum(spend) AS spend_to_date
FROM (
  SELECT move.day, s.outlet_code, s.product, 0 AS cards, 0 AS active, move.sign * s.spend_to_date AS spend
  FROM mart.card_span s
  CROSS JOIN LATERAL (VALUES (1, s.valid_from), (-1, s.valid_to + 1)) move (sign, day)
  WHERE s.valid_to >= (SELECT from_day - 1 FROM scope)
  UNION ALL
  SELECT move.day, s.outlet_code, s.product, move.sign, move.sign * s.is_active::integer, 0
  FROM mart.card_span s
  CROSS JOIN LATERAL (VALUES (1, greatest(s.valid_from, s.issued_on)), (-1, s.valid_to + 1)) move (sign, day)
  WHERE s.issued_on <= s.valid_to AND s.valid_to >= (SELECT from_day - 1 FROM scope)
) event
JOIN rebuild r ON r.domain = 'cards' AND day BETWEEN r.from_day AND r.last_day
GROUP BY 1, 2, 3
HAVING sum(cards) <> 0 OR sum(active) <> 0 OR sum(spend) <> 0;

DELETE FROM mart.card_change c USING scope WHERE c.day >= scope.from_day;
INSERT INTO mart.card_change (day, outlet_code, product, cards, active_cards, spend_to_date)
SELECT * FROM card_delta ORDER BY 1, 2;
SELECT pg_temp.analyze_grown('mart.card_change');

DELETE FROM mart.card_state s USING rebuild r WHERE r.domain = 'cards' AND s.day > r.base_day;
DELETE FROM mart.card_state WHERE NOT EXISTS (SELECT FROM rebuild WHERE domain = 'cards');

INSERT INTO mart.card_state (day, outlet_code, product, cards, active_cards, spend_to_date)
WITH checkpoint AS (
  SELECT k.day, coalesce(lag(k.day) OVER (ORDER BY k.day), r.base_day) AS since
  FROM mart.checkpoint k, rebuild r
  WHERE r.domain = 'cards' AND k.day > r.base_day
), moved AS (
  SELECT k.day, c.outlet_code, c.product, sum(c.cards) AS cards, sum(c.active_cards) AS active_cards, sum(c.spend_to_date) AS spend_to_date
  FROM checkpoint k
  JOIN mart.card_change c ON c.day >= k.since AND c.day < k.day
  GROUP BY 1, 2, 3
  UNION ALL
  SELECT s.* FROM mart.card_state s JOIN rebuild r ON r.domain = 'cards' AND s.day = r.base_day
), state AS (
  SELECT k.day, r.base_day, c.*,
    sum(m.cards) OVER w AS cards, sum(m.active_cards) OVER w AS active_cards, sum(m.spend_to_date) OVER w AS spend_to_date
  FROM (SELECT DISTINCT outlet_code, product FROM moved) c
  CROSS JOIN rebuild r
  CROSS JOIN LATERAL (SELECT day FROM checkpoint UNION ALL SELECT r.base_day) k
  LEFT JOIN moved m USING (day, outlet_code, product)
  WHERE r.domain = 'cards'
  WINDOW w AS (PARTITION BY c.outlet_code, c.product ORDER BY k.day ROWS UNBOUNDED PRECEDING)
)
SELECT day, outlet_code, product, cards, active_cards, spend_to_date
FROM state
WHERE day > base_day AND (cards <> 0 OR active_cards <> 0 OR spend_to_date <> 0)
ORDER BY day, outlet_code;
SELECT pg_temp.analyze_grown('mart.card_state');
