-- mart.horizon: a domain without data has no row. Other domains belong to the steps that may be skipped.

DELETE FROM mart.horizon WHERE domain IN ('deposits', 'customers', 'loans', 'cards', 'outlets');
INSERT INTO mart.horizon (domain, first_day, last_day)
WITH event (domain, first_day, last_day) AS (
  SELECT 'deposits', first_day, last_day FROM scope
  UNION ALL
  SELECT 'customers', min(customer_since), max(customer_since) FROM mart.customer_home
  UNION ALL
  SELECT 'customers', NULL, greatest(
    (SELECT max(closed_on) FROM core.customer),
    (SELECT max(greatest(opened_on, closed_on)) FROM core.account),
    (SELECT max(granted_on) FROM core.loan),
    (SELECT max(issued_on) FROM core.card)
  ) WHERE EXISTS (SELECT FROM mart.customer_home)
  UNION ALL
  SELECT 'loans', min(granted_on), greatest(max(granted_on), (SELECT max(day) FROM core.loan_status_change)) FROM core.loan
  UNION ALL
  SELECT 'cards', min(issued_on), max(issued_on) FROM core.card
  UNION ALL
  SELECT 'outlets', least(min(o.opened_on), scope.first_day), greatest(max(greatest(o.opened_on, o.closed_on)), scope.last_day)
  FROM core.outlet o, scope GROUP BY scope.first_day, scope.last_day
)
SELECT e.domain, min(e.first_day), greatest(max(e.last_day), max(scope.last_day))
FROM event e, scope
GROUP BY e.domain
HAVING min(e.first_day) IS NOT NULL;

SELECT pg_temp.analyze_grown('mart.horizon');
