-- mart.deposit_grid and mart.deposit_day, rows from scope.from_day on.

DELETE FROM mart.deposit_grid;
INSERT INTO mart.deposit_grid (day, valid_to)
WITH grid AS (
  SELECT day::date AS day FROM scope, generate_series(scope.first_day::timestamp, scope.last_day, interval '1 day') day
  WHERE scope.has_transactions
  UNION
  SELECT day FROM core.outlet_balance
)
SELECT day, coalesce(lead(day) OVER (ORDER BY day) - 1, day) FROM grid;

-- Cells of accounts ------------------------------------------------------------------------------------------------

CREATE TEMP TABLE account_month ON COMMIT DROP AS
SELECT
  a.account_code,
  a.outlet_code,
  a.product_code AS product,
  a.opened_on,
  a.closed_on,
  greatest(m.month::date, scope.first_day) AS from_day,
  m.month::date AS month,
  coalesce(t.tier, scope.lowest_tier) AS tier,
  lag(coalesce(t.tier, scope.lowest_tier)) OVER (PARTITION BY a.account_code ORDER BY m.month) AS tier_before
FROM scope
CROSS JOIN generate_series(date_trunc('month', greatest(scope.first_day, scope.from_day)::timestamp), scope.last_day, interval '1 month') m (month)
CROSS JOIN core.account a
LEFT JOIN mart.account_owner o USING (account_code)
LEFT JOIN mart.customer_tier t ON t.customer_code = o.customer_code AND t.month = m.month::date
WHERE scope.has_transactions;
ANALYZE account_month;

CREATE TEMP TABLE cell_delta ON COMMIT DROP AS
WITH delta AS (
  -- What moved, in the tier of its month
  SELECT m.account_code, m.day, 0::numeric AS balance, m.credits, m.debits, m.net_inflow, 0 AS accounts, NULL::text AS tier
  FROM movement m
  UNION ALL
  SELECT account_code, valid_from, balance - before, 0, 0, 0, 0, NULL
  FROM (
    SELECT account_code, valid_from, balance, coalesce(lag(balance) OVER (PARTITION BY account_code ORDER BY valid_from), 0) AS before
    FROM core.account_balance
  ) change, scope
  WHERE valid_from >= scope.from_day
  UNION ALL
  -- What was there when the first month began, and what changes its tier with a month
  SELECT a.account_code, a.from_day, move.sign * coalesce(b.balance, 0), 0, 0, 0,
    move.sign * (a.opened_on < a.from_day AND coalesce(a.closed_on >= a.from_day, true))::integer, move.tier
  FROM account_month a
  LEFT JOIN core.account_balance b ON b.account_code = a.account_code AND a.from_day - 1 BETWEEN b.valid_from AND b.valid_to
  CROSS JOIN LATERAL (VALUES (1, a.tier), (-1, a.tier_before)) move (sign, tier)
  WHERE move.tier IS NOT NULL AND a.tier IS DISTINCT FROM a.tier_before
  UNION ALL
  SELECT a.account_code, event.day, 0, 0, 0, 0, event.accounts, NULL
  FROM core.account a
  CROSS JOIN scope
  CROSS JOIN LATERAL (VALUES (a.opened_on, 1), (a.closed_on, -1)) event (day, accounts)
  WHERE event.day BETWEEN greatest(scope.first_day, scope.from_day) AND scope.last_day AND coalesce(a.closed_on > a.opened_on, true)
)
SELECT
  a.outlet_code,
  a.product,
  coalesce(d.tier, a.tier) AS tier,
  d.day,
  sum(d.balance) AS balance,
  sum(d.credits) AS credits,
  sum(d.debits) AS debits,
  sum(d.net_inflow) AS net_inflow,
  sum(d.accounts) AS accounts
FROM delta d
JOIN account_month a ON a.account_code = d.account_code AND a.month = date_trunc('month', d.day::timestamp)::date
GROUP BY 1, 2, 3, 4
HAVING sum(d.balance) <> 0 OR sum(d.credits) <> 0 OR sum(d.debits) <> 0 OR sum(d.net_inflow) <> 0 OR sum(d.accounts) <> 0;
ANALYZE cell_delta;

DELETE FROM mart.deposit_day USING scope WHERE day >= scope.from_day OR tier = 'unknown';

-- Cells in which nothing is left: what stood there has moved to another tier.
DELETE FROM mart.deposit_day d
USING (
  SELECT outlet_code, product, tier
  FROM mart.deposit_day
  GROUP BY outlet_code, product, tier
  HAVING bool_and(balance = 0 AND accounts = 0 AND credits_to_date = 0 AND debits_to_date = 0 AND net_inflow_to_date = 0)
  EXCEPT
  SELECT outlet_code, product, tier FROM cell_delta
) gone
WHERE d.outlet_code = gone.outlet_code AND d.product = gone.product AND d.tier = gone.tier;

INSERT INTO mart.deposit_day (
  day, outlet_code, product, tier, balance, balance_days, credits_to_date, debits_to_date, net_inflow_to_date, accounts
)
WITH base AS (
  SELECT d.* FROM mart.deposit_day d, scope WHERE d.day = scope.from_day - 1
), cell AS (
  SELECT outlet_code, product, tier FROM cell_delta
  UNION
  SELECT outlet_code, product, tier FROM base
), running AS (
  SELECT
    g.day,
    c.outlet_code,
    c.product,
    c.tier,
    sum(coalesce(d.balance, 0)) OVER w AS balance,
    sum(coalesce(d.credits, 0)) OVER w AS credits,
    sum(coalesce(d.debits, 0)) OVER w AS debits,
    sum(coalesce(d.net_inflow, 0)) OVER w AS net_inflow,
    sum(coalesce(d.accounts, 0)) OVER w AS accounts
  FROM cell c
  CROSS JOIN (SELECT grid.day FROM mart.deposit_grid grid, scope WHERE grid.day >= scope.from_day AND scope.has_transactions) g
  LEFT JOIN cell_delta d ON d.day = g.day AND d.outlet_code = c.outlet_code AND d.product = c.product AND d.tier = c.tier
  WINDOW w AS (PARTITION BY c.outlet_code, c.product, c.tier ORDER BY g.day)
)
SELECT
  r.day,
  r.outlet_code,
  r.product,
  r.tier,
  r.balance,
  coalesce(b.balance_days, 0) + sum(r.balance) OVER (PARTITION BY r.outlet_code, r.product, r.tier ORDER BY r.day),
  coalesce(b.credits_to_date, 0) + r.credits,
  coalesce(b.debits_to_date, 0) + r.debits,
  coalesce(b.net_inflow_to_date, 0) + r.net_inflow,
  r.accounts
FROM running r
LEFT JOIN base b USING (outlet_code, product, tier);

-- Cells that are new in a later month stand with zeros on the days before.
INSERT INTO mart.deposit_day (
  day, outlet_code, product, tier, balance, balance_days, credits_to_date, debits_to_date, net_inflow_to_date, accounts
)
SELECT g.day, c.outlet_code, c.product, c.tier, 0, 0, 0, 0, 0, 0
FROM (SELECT DISTINCT outlet_code, product, tier FROM cell_delta) c
CROSS JOIN scope
JOIN mart.deposit_grid g ON g.day < scope.from_day
WHERE NOT EXISTS (
  SELECT FROM mart.deposit_day d
  WHERE d.day = scope.from_day - 1 AND d.outlet_code = c.outlet_code AND d.product = c.product AND d.tier = c.tier
);

-- Cells of balances that a source states per outlet ------------------------------------------------------------------

INSERT INTO mart.deposit_day (day, outlet_code, product, tier, balance, balance_days)
WITH stated AS (
  SELECT outlet_code, product_code AS product, day, balance, lead(day) OVER w AS next_day
  FROM core.outlet_balance
  WINDOW w AS (PARTITION BY outlet_code, product_code ORDER BY day)
), summed AS (
  SELECT *, coalesce(sum(balance * (next_day - day)) OVER w, 0) AS balance_days_before
  FROM stated
  WINDOW w AS (PARTITION BY outlet_code, product ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT g.day, s.outlet_code, s.product, 'unknown', s.balance, s.balance_days_before + s.balance * (g.day - s.day + 1)
FROM summed s
JOIN mart.deposit_grid g ON g.day >= s.day AND g.day < coalesce(s.next_day, 'infinity');

ANALYZE mart.deposit_day, mart.deposit_grid;
