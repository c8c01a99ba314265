-- core.account_balance: closing balances per account as change spans, from scope.from_day on.

CREATE TEMP TABLE movement ON COMMIT DROP AS
SELECT
  t.account_code,
  t.day,
  coalesce(sum(t.amount) FILTER (WHERE t.direction = 'credit'), 0) AS credits,
  coalesce(sum(t.amount) FILTER (WHERE t.direction = 'debit'), 0) AS debits,
  coalesce(sum(CASE t.direction WHEN 'credit' THEN t.amount ELSE -t.amount END) FILTER (WHERE NOT t.is_internal), 0) AS net_inflow,
  array_agg(t.balance_after ORDER BY t.load_file_id, t.line_number, t.transaction_code)
    FILTER (WHERE t.balance_after IS NOT NULL) AS stated
FROM core.transaction t, scope
WHERE t.day >= scope.from_day
GROUP BY t.account_code, t.day;
ANALYZE movement;

DELETE FROM core.account_balance USING scope WHERE valid_from >= scope.from_day;
UPDATE core.account_balance SET valid_to = 'infinity' FROM scope WHERE valid_to >= scope.from_day - 1 AND valid_to <> 'infinity';

-- The chain goes on from the balance that stood before from_day: a movement of that amount from 0.
CREATE TEMP TABLE new_balance ON COMMIT DROP AS
WITH chained AS (
  SELECT account_code, day, credits - debits AS net, stated FROM movement
  UNION ALL
  SELECT b.account_code, scope.from_day - 1, b.balance, NULL FROM core.account_balance b, scope WHERE b.valid_to = 'infinity'
), closed AS (
  SELECT account_code, day, core.closing_balance(net, stated) OVER (PARTITION BY account_code ORDER BY day) AS balance
  FROM chained
  WHERE day >= (SELECT from_day FROM scope) OR account_code IN (SELECT account_code FROM movement)
), compared AS (
  SELECT account_code, day, balance, lag(balance) OVER (PARTITION BY account_code ORDER BY day) AS before
  FROM closed
)
SELECT c.account_code, c.day AS valid_from, c.balance
FROM compared c, scope
WHERE c.day >= scope.from_day AND c.balance IS DISTINCT FROM c.before;

UPDATE core.account_balance b
SET valid_to = n.first_change - 1
FROM (SELECT account_code, min(valid_from) AS first_change FROM new_balance GROUP BY account_code) n
WHERE b.account_code = n.account_code AND b.valid_to = 'infinity';

INSERT INTO core.account_balance (account_code, valid_from, valid_to, balance)
SELECT account_code, valid_from, coalesce(lead(valid_from) OVER (PARTITION BY account_code ORDER BY valid_from) - 1, 'infinity'), balance
FROM new_balance;

DROP TABLE new_balance;
ANALYZE core.account_balance;
