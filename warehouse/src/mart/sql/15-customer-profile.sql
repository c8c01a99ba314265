-- reads: core.transaction, core.account, core.account_holder, core.customer, core.standing_order, core.complaint, core.app_session, core.wealth_position, core.signal_rule, core.employer, core.loan, core.card, core.tier, core.account_balance, core.outlet_balance
-- mart.customer_profile, all of it, as of the last day of the data.

DROP TABLE IF EXISTS pg_temp.held_line, pg_temp.person;

CREATE TEMP TABLE held_line ON COMMIT DROP AS
SELECT o.customer_code, 'deposit' AS line
FROM mart.account_owner o JOIN core.account a USING (account_code) CROSS JOIN scope
WHERE a.opened_on <= scope.last_day AND coalesce(a.closed_on > scope.last_day, true)
UNION
SELECT o.customer_code, 'loan'
FROM mart.account_owner o JOIN core.loan l USING (account_code) CROSS JOIN scope
WHERE l.granted_on <= scope.last_day
  AND (l.status IN ('running', 'arrears') OR (l.granted_on + make_interval(months => l.term_months))::date > scope.last_day)
UNION
SELECT h.customer_code, 'card'
FROM core.card k JOIN core.account_holder h USING (holder_code) CROSS JOIN scope
WHERE k.issued_on <= scope.last_day
UNION
SELECT customer_code, 'wealth' FROM wealth_held, scope WHERE day <= scope.last_day GROUP BY customer_code HAVING sum(step) > 0;

CREATE TEMP TABLE person ON COMMIT DROP AS
SELECT s.customer_code, scope.last_day AS as_of, s.outlet_code, s.staff_code, s.tier, coalesce(s.segment, 'unknown') AS segment, s.birth_date
FROM mart.customer_span s CROSS JOIN scope
WHERE scope.last_day BETWEEN s.valid_from AND s.valid_to;
ANALYZE held_line, person;

DELETE FROM mart.customer_profile;
INSERT INTO mart.customer_profile (
  customer_code, as_of, outlet_code, staff_code, tier, segment, age_band, consent, aum, balance, churn_score, next_product, next_maturity
)
WITH ladder (line, is_lowest_tier, place) AS (
  -- The same for everybody: what others hold must not show in a customer's row.
  VALUES ('deposit', true, 1), ('card', true, 2), ('loan', true, 3), ('wealth', true, 4),
    ('deposit', false, 1), ('card', false, 2), ('wealth', false, 3), ('loan', false, 4)
), next_line AS (
  SELECT DISTINCT ON (p.customer_code) p.customer_code, l.line
  FROM person p
  CROSS JOIN scope
  JOIN ladder l ON l.is_lowest_tier = (p.tier = scope.lowest_tier)
  LEFT JOIN held_line h ON h.customer_code = p.customer_code AND h.line = l.line
  WHERE h.line IS NULL
  ORDER BY p.customer_code, l.place
), score AS (
  SELECT customer_code, least(round(sum(points * strength)), 100)::integer AS points
  FROM (
    SELECT g.customer_code, g.signal, max(g.strength) AS strength
    FROM mart.signal g CROSS JOIN scope
    WHERE g.day > scope.last_day - 90
    GROUP BY g.customer_code, g.signal
  ) strongest
  JOIN core.signal_rule r USING (signal)
  GROUP BY customer_code
), owned AS (
  SELECT o.customer_code, sum(b.balance) AS balance,
    min(a.matures_on) FILTER (WHERE a.matures_on > scope.last_day AND coalesce(a.closed_on > scope.last_day, true) AND a.opened_on <= scope.last_day) AS next_maturity
  FROM mart.account_owner o
  JOIN core.account a USING (account_code)
  CROSS JOIN scope
  LEFT JOIN LATERAL (
    SELECT balance FROM core.account_balance
    WHERE account_code = a.account_code AND valid_from <= scope.last_day
    ORDER BY valid_from DESC LIMIT 1
  ) b ON true
  GROUP BY o.customer_code
)
SELECT
  p.customer_code, p.as_of, p.outlet_code, p.staff_code, p.tier, p.segment,
  CASE
    WHEN p.birth_date IS NULL THEN 'unknown'
    WHEN p.birth_date > p.as_of - interval '25 years' THEN 'under_25'
    WHEN p.birth_date > p.as_of - interval '35 years' THEN '25_34'
    WHEN p.birth_date > p.as_of - interval '45 years' THEN '35_44'
    WHEN p.birth_date > p.as_of - interval '55 years' THEN '45_54'
    WHEN p.birth_date > p.as_of - interval '65 years' THEN '55_64'
    ELSE '65_plus'
  END,
  CASE c.has_consent WHEN true THEN 'yes' WHEN false THEN 'no' ELSE 'unknown' END,
  coalesce(a.aum, 0),
  coalesce(o.balance, 0),
  coalesce(s.points, 0),
  coalesce(n.line, 'none'),
  o.next_maturity
FROM person p
JOIN core.customer c USING (customer_code)
LEFT JOIN LATERAL (
  SELECT aum FROM mart.customer_balance_span
  WHERE customer_code = p.customer_code AND valid_from <= p.as_of
  ORDER BY valid_from DESC LIMIT 1
) a ON true
LEFT JOIN owned o ON o.customer_code = p.customer_code
LEFT JOIN score s ON s.customer_code = p.customer_code
LEFT JOIN next_line n ON n.customer_code = p.customer_code;
SELECT pg_temp.analyze_grown('mart.customer_profile');
