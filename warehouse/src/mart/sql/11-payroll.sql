-- reads: core.transaction, core.customer, core.account, core.account_holder, core.employer
-- mart.payroll_span and mart.payroll_day, all of them: a credit covers its day and the 44 days after it.

DELETE FROM mart.payroll_span;
INSERT INTO mart.payroll_span (customer_code, is_of_any, employer, valid_from, valid_to, outlet_code)
WITH credit AS (
  SELECT DISTINCT s.customer_code, payer.is_of_any, payer.employer, s.day
  FROM mart.salary_credit s
  CROSS JOIN LATERAL (VALUES (true, 'all'), (false, s.employer)) payer (is_of_any, employer)
  WHERE s.customer_code IS NOT NULL
), gap AS (
  SELECT *, day - lag(day) OVER (PARTITION BY customer_code, is_of_any, employer ORDER BY day) <= 45 AS goes_on
  FROM credit
), span AS (
  SELECT *, count(*) FILTER (WHERE goes_on IS NOT TRUE) OVER (PARTITION BY customer_code, is_of_any, employer ORDER BY day) AS span_no
  FROM gap
)
SELECT s.customer_code, s.is_of_any, s.employer, greatest(min(s.day), h.customer_since), least(max(s.day) + 44, c.closed_on - 1), h.outlet_code
FROM span s
JOIN mart.customer_home h USING (customer_code)
JOIN core.customer c USING (customer_code)
GROUP BY s.customer_code, s.is_of_any, s.employer, s.span_no, h.customer_since, h.outlet_code, c.closed_on
HAVING greatest(min(s.day), h.customer_since) <= coalesce(least(max(s.day) + 44, c.closed_on - 1), 'infinity');
ANALYZE mart.payroll_span;

DELETE FROM mart.payroll_day;
INSERT INTO mart.payroll_day (day, outlet_code, payroll_customers)
WITH step AS (
  SELECT outlet_code, move.day, sum(move.step) AS step
  FROM mart.payroll_span
  CROSS JOIN LATERAL (VALUES (valid_from, 1), (valid_to + 1, -1)) move (day, step)
  WHERE is_of_any
  GROUP BY 1, 2
), running AS (
  SELECT o.outlet_code, d.day::date AS day, sum(s.step) OVER (PARTITION BY o.outlet_code ORDER BY d.day ROWS UNBOUNDED PRECEDING) AS payroll_customers
  FROM (SELECT DISTINCT outlet_code FROM step) o
  CROSS JOIN generate_series((SELECT min(day) FROM step)::timestamp, (SELECT max(day) FROM core.transaction), interval '1 day') d (day)
  LEFT JOIN step s ON s.outlet_code = o.outlet_code AND s.day = d.day
)
SELECT day, outlet_code, payroll_customers FROM running WHERE payroll_customers > 0
ORDER BY day, outlet_code;
ANALYZE mart.payroll_day;

DELETE FROM mart.horizon WHERE domain = 'salary';
INSERT INTO mart.horizon (domain, first_day, last_day)
SELECT 'salary', min(day), max(day) FROM core.transaction WHERE EXISTS (SELECT FROM mart.salary_day) HAVING count(*) > 0;
