-- mart.outlet_counter_day, from scope.from_day on.

DELETE FROM mart.outlet_counter_day USING scope WHERE day >= scope.from_day;
INSERT INTO mart.outlet_counter_day (day, outlet_code, postings)
SELECT t.day, a.outlet_code, count(*)
FROM core.transaction t
JOIN core.account a USING (account_code)
WHERE t.operation IN ('cash_deposit', 'cash_withdrawal') AND t.day >= (SELECT from_day FROM scope)
GROUP BY 1, 2;
SELECT pg_temp.analyze_grown('mart.outlet_counter_day');
