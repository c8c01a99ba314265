-- mart.loan_change and mart.loan_state: every span adds to its cell on its first day and takes away after its last. What was granted stays in
-- the cell of the loan's first day.

CREATE TEMP TABLE loan_delta ON COMMIT DROP AS
SELECT
  move.day,
  s.outlet_code,
  s.product,
  s.status,
  sum(move.sign)::integer AS loans,
  sum(move.sign * s.principal) AS principal,
  sum(move.sign * s.outstanding) AS outstanding,
  (count(*) FILTER (WHERE move.is_granting))::integer AS granted,
  coalesce(sum(s.principal) FILTER (WHERE move.is_granting), 0) AS granted_principal
FROM mart.loan_span s
CROSS JOIN LATERAL (
  VALUES (1, s.valid_from, s.valid_from = s.granted_on), (-1, s.valid_to + 1, false)
) move (sign, day, is_granting)
JOIN rebuild r ON r.domain = 'loans' AND move.day BETWEEN r.from_day AND r.last_day
GROUP BY 1, 2, 3, 4
HAVING sum(move.sign) <> 0 OR sum(move.sign * s.principal) <> 0 OR sum(move.sign * s.outstanding) <> 0
  OR bool_or(move.is_granting);

DELETE FROM mart.loan_change c USING scope WHERE c.day >= scope.from_day;
INSERT INTO mart.loan_change (day, outlet_code, product, status, loans, principal, outstanding, granted, granted_principal)
SELECT * FROM loan_delta ORDER BY 1, 2;
SELECT pg_temp.analyze_grown('mart.loan_change');

DELETE FROM mart.loan_state s USING rebuild r WHERE r.domain = 'loans' AND s.day > r.base_day;
DELETE FROM mart.loan_state WHERE NOT EXISTS (SELECT FROM rebuild WHERE domain = 'loans');

INSERT INTO mart.loan_state (day, outlet_code, product, status, loans, principal, outstanding, granted, granted_principal)
WITH checkpoint AS (
  SELECT k.day, coalesce(lag(k.day) OVER (ORDER BY k.day), r.base_day) AS since
  FROM mart.checkpoint k, rebuild r
  WHERE r.domain = 'loans' AND k.day > r.base_day
), moved AS (
  SELECT k.day, c.outlet_code, c.product, c.status, sum(c.loans) AS loans, sum(c.principal) AS principal, sum(c.outstanding) AS outstanding,
    sum(c.granted) AS granted, sum(c.granted_principal) AS granted_principal
  FROM checkpoint k
  JOIN mart.loan_change c ON c.day >= k.since AND c.day < k.day
  GROUP BY 1, 2, 3, 4
  UNION ALL
  SELECT s.* FROM mart.loan_state s JOIN rebuild r ON r.domain = 'loans' AND s.day = r.base_day
), state AS (
  SELECT k.day, r.base_day, c.*,
    sum(m.loans) OVER w AS loans, sum(m.principal) OVER w AS principal, sum(m.outstanding) OVER w AS outstanding,
    sum(m.granted) OVER w AS granted, sum(m.granted_principal) OVER w AS granted_principal
  FROM (SELECT DISTINCT outlet_code, product, status FROM moved) c
  CROSS JOIN rebuild r
  CROSS JOIN LATERAL (SELECT day FROM checkpoint UNION ALL SELECT r.base_day) k
  LEFT JOIN moved m USING (day, outlet_code, product, status)
  WHERE r.domain = 'loans'
  WINDOW w AS (PARTITION BY c.outlet_code, c.product, c.status ORDER BY k.day ROWS UNBOUNDED PRECEDING)
)
SELECT day, outlet_code, product, status, loans, principal, outstanding, granted, granted_principal
FROM state
WHERE day > base_day AND (loans <> 0 OR principal <> 0 OR outstanding <> 0 OR granted <> 0)
ORDER BY day, outlet_code;
SELECT pg_temp.analyze_grown('mart.loan_state');
