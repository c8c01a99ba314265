-- mart.loan_span.

DELETE FROM mart.loan_span;
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
)
SELECT
  c.loan_code,
  c.day,
  coalesce(lead(c.day) OVER (PARTITION BY c.loan_code ORDER BY c.day) - 1, 'infinity'),
  a.outlet_code,
  o.customer_code,
  l.product_code,
  l.status,
  l.granted_on,
  l.principal,
  c.outstanding
FROM compared c
JOIN core.loan l USING (loan_code)
JOIN core.account a USING (account_code)
LEFT JOIN mart.account_owner o USING (account_code)
WHERE c.differs;

ANALYZE mart.loan_span;
