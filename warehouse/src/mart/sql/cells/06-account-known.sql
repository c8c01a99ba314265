-- mart.account_known, all of it: it is small.

DELETE FROM mart.account_known;
INSERT INTO mart.account_known (outlet_code, product, tier, accounts)
SELECT a.outlet_code, a.product_code, coalesce(s.tier, lowest.tier), count(*)
FROM core.account a
LEFT JOIN mart.account_owner o USING (account_code)
LEFT JOIN LATERAL (
  SELECT c.tier FROM mart.customer_span c WHERE c.customer_code = o.customer_code ORDER BY c.valid_from DESC LIMIT 1
) s ON true
CROSS JOIN (SELECT t.tier FROM core.tier t ORDER BY t.sort_order LIMIT 1) lowest
WHERE a.closed_on IS NULL
GROUP BY 1, 2, 3;
SELECT pg_temp.analyze_grown('mart.account_known');
