-- mart.deposit_outlet_day, from scope.from_day on. All of it where outlets came or went in the days before, and where sources
-- state balances per outlet: those are written anew for all days.

DELETE FROM mart.deposit_outlet_day USING scope
WHERE day >= scope.from_day
  OR EXISTS (SELECT FROM core.outlet_balance)
  OR EXISTS (
    SELECT FROM (SELECT min(g.day) AS day FROM mart.deposit_grid g) first
    JOIN mart.deposit_day d USING (day)
    FULL JOIN mart.deposit_outlet_day o ON o.day = d.day AND o.outlet_code = d.outlet_code
    WHERE coalesce(d.day, o.day) = (SELECT min(g.day) FROM mart.deposit_grid g) AND (d.day IS NULL OR o.day IS NULL)
  );

INSERT INTO mart.deposit_outlet_day (day, outlet_code, balance, balance_days, credits_to_date, debits_to_date, net_inflow_to_date, accounts)
SELECT day, outlet_code, sum(balance), sum(balance_days), sum(credits_to_date), sum(debits_to_date), sum(net_inflow_to_date), sum(accounts)
FROM mart.deposit_day
WHERE day > coalesce((SELECT max(o.day) FROM mart.deposit_outlet_day o), '-infinity')
GROUP BY day, outlet_code
ORDER BY day, outlet_code;

SELECT pg_temp.analyze_grown('mart.deposit_outlet_day');
