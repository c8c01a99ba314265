-- Bills that came at least three times in the last half year are standing orders, of their average amount.
INSERT INTO core.standing_order (order_code, account_code, counterparty_account, amount, category)
SELECT
  'O' || substr(account_code, 2) || CASE category WHEN 'utilities' THEN '1' ELSE '2' END,
  account_code,
  min(counterparty_account),
  round(avg(amount), 2),
  category
FROM core.transaction
WHERE operation = 'direct_debit' AND category IN ('utilities', 'household')
  AND day > (SELECT max(day) FROM core.transaction) - 182
GROUP BY account_code, category
HAVING count(*) >= 3;
