-- mart.loan_span. All spans are worked out; written are those of scope.from_day on, as a loan changes nothing before the day it was granted on, and a status
-- nothing before its own day: the loader reckons a loan's first stated status from the granting on.

DELETE FROM mart.loan_span USING scope WHERE valid_to >= scope.from_day - 1;
INSERT INTO mart.loan_span (
  loan_code, valid_from, valid_to, outlet_code, customer_code, product, status, granted_on, principal, outstanding
)
WITH repayment AS (
  SELECT account_code, day, sum(amount) AS amount
  FROM core.transaction
  WHERE category = 'loan_payment' AND direction = 'debit'
  GROUP BY account_code, day
), share AS (
  SELECT
    l.loan_code,
    r.day,
    r.amount * coalesce(l.installment / nullif(sum(l.installment) OVER (PARTITION BY l.account_code, r.day), 0), 1) AS repaid
  FROM repayment r
  JOIN core.loan l ON l.account_code = r.account_code AND l.granted_on <= r.day
), stated AS (
  -- What is stated for days before the loan was granted holds from that day on.
  SELECT DISTINCT ON (loan_code, greatest(c.day, l.granted_on)) loan_code, greatest(c.day, l.granted_on) AS day, c.status
  FROM core.loan_status_change c
  JOIN core.loan l USING (loan_code)
  ORDER BY loan_code, greatest(c.day, l.granted_on), c.day DESC
), unstated AS (
  SELECT * FROM core.loan l WHERE NOT EXISTS (SELECT FROM core.loan_status_change c WHERE c.loan_code = l.loan_code)
), standing (loan_code, day, status, is_settled) AS (
  SELECT loan_code, day, status, status = 'paid' FROM stated
  UNION ALL
  SELECT l.loan_code, l.granted_on, 'running', false
  FROM core.loan l
  JOIN (SELECT loan_code, min(day) AS first_day FROM stated GROUP BY loan_code) s USING (loan_code)
  WHERE s.first_day > l.granted_on
  UNION ALL
  SELECT loan_code, granted_on, status, false FROM unstated
  UNION ALL
  SELECT loan_code, (granted_on + make_interval(months => term_months))::date, status, true FROM unstated WHERE status = 'paid'
), step AS (
  SELECT loan_code, day, repaid, NULL AS status, NULL::boolean AS is_settled FROM share
  UNION ALL
  SELECT loan_code, day, 0, status, is_settled FROM standing
), daily AS (
  SELECT loan_code, day, sum(repaid) AS repaid, max(status) AS status, bool_or(is_settled) AS is_settled FROM step GROUP BY 1, 2
), running AS (
  SELECT
    loan_code,
    day,
    status,
    is_settled,
    sum(repaid) OVER w AS repaid,
    -- Days up to the next stated status share a number.
    count(status) OVER w AS standing_no
  FROM daily
  WINDOW w AS (PARTITION BY loan_code ORDER BY day)
), state AS (
  SELECT
    r.loan_code,
    r.day,
    max(r.status) OVER w AS status,
    CASE WHEN bool_or(r.is_settled) OVER w THEN 0 ELSE greatest(round(l.principal - r.repaid, 2), 0) END AS outstanding
  FROM running r
  JOIN core.loan l USING (loan_code)
  WINDOW w AS (PARTITION BY r.loan_code, r.standing_no)
), compared AS (
  SELECT *, row(status, outstanding) IS DISTINCT FROM lag(row(status, outstanding)) OVER (PARTITION BY loan_code ORDER BY day) AS differs
  FROM state
), changed AS (
  SELECT loan_code, day, status, outstanding, coalesce(lead(day) OVER (PARTITION BY loan_code ORDER BY day) - 1, 'infinity') AS valid_to
  FROM compared
  WHERE differs
)
SELECT
  c.loan_code,
  c.day,
  c.valid_to,
  a.outlet_code,
  o.customer_code,
  l.product_code,
  c.status,
  l.granted_on,
  l.principal,
  c.outstanding
FROM changed c
JOIN core.loan l USING (loan_code)
JOIN core.account a USING (account_code)
LEFT JOIN mart.account_owner o USING (account_code)
WHERE c.valid_to >= (SELECT from_day - 1 FROM scope);

SELECT pg_temp.analyze_grown('mart.loan_span');
