-- mart.loan_span. All spans are worked out; written are those of scope.from_day on, as a loan changes nothing before the day it was granted on.

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
), step AS (
  SELECT loan_code, day, repaid, false AS is_settled FROM share
  UNION ALL
  SELECT loan_code, granted_on, 0, false FROM core.loan
  UNION ALL
  SELECT loan_code, (granted_on + make_interval(months => term_months))::date, 0, true FROM core.loan WHERE status = 'paid'
), daily AS (
  SELECT loan_code, day, sum(repaid) AS repaid, bool_or(is_settled) AS is_settled FROM step GROUP BY 1, 2
), state AS (
  SELECT
    d.loan_code,
    d.day,
    CASE WHEN bool_or(d.is_settled) OVER w THEN 0 ELSE greatest(round(l.principal - sum(d.repaid) OVER w, 2), 0) END AS outstanding
  FROM daily d
  JOIN core.loan l USING (loan_code)
  WINDOW w AS (PARTITION BY d.loan_code ORDER BY d.day)
), compared AS (
  SELECT *, outstanding IS DISTINCT FROM lag(outstanding) OVER (PARTITION BY loan_code ORDER BY day) AS differs FROM state
), changed AS (
  SELECT loan_code, day, outstanding, coalesce(lead(day) OVER (PARTITION BY loan_code ORDER BY day) - 1, 'infinity') AS valid_to
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
  l.status,
  l.granted_on,
  l.principal,
  c.outstanding
FROM changed c
JOIN core.loan l USING (loan_code)
JOIN core.account a USING (account_code)
LEFT JOIN mart.account_owner o USING (account_code)
WHERE c.valid_to >= (SELECT from_day - 1 FROM scope);

ANALYZE mart.loan_span;
