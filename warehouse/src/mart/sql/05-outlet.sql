-- mart.outlet, and mart.customer_home where all is built anew: while accounts, holders and customers are the same, so are their homes.

DELETE FROM mart.outlet;
INSERT INTO mart.outlet (outlet_code, outlet, region_code, region, region_order, latitude, longitude, opened_on, closed_on)
SELECT o.outlet_code, unit.name, region.unit_code, region.name, region.sort_order, o.latitude, o.longitude, o.opened_on, o.closed_on
FROM core.outlet o
JOIN core.org_unit unit ON unit.unit_code = o.outlet_code
JOIN core.org_unit region ON region.unit_code = unit.parent_code;

DELETE FROM mart.customer_home USING scope WHERE scope.from_day = '0001-01-01';
INSERT INTO mart.customer_home (customer_code, outlet_code, customer_since)
SELECT c.customer_code, coalesce(c.outlet_code, first.outlet_code), coalesce(c.customer_since, first.opened_on, scope.first_day, date '1900-01-01')
FROM core.customer c
CROSS JOIN scope
LEFT JOIN (
  SELECT DISTINCT ON (h.customer_code) h.customer_code, a.outlet_code, a.opened_on
  FROM core.account_holder h
  JOIN core.account a USING (account_code)
  ORDER BY h.customer_code, a.opened_on, h.role = 'user', a.account_code
) first USING (customer_code)
WHERE scope.from_day = '0001-01-01' AND coalesce(c.outlet_code, first.outlet_code) IS NOT NULL;

SELECT pg_temp.analyze_grown('mart.outlet', 'mart.customer_home');
