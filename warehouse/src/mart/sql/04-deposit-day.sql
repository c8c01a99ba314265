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

-- Every account in every month with its tier and that of the month before.
CREATE TEMP TABLE account_tier ON COMMIT DROP AS
SELECT
  m.account_no,
  m.month,
  m.from_day,
  m.carried,
  a.outlet_code,
  a.product,
  a.opened_on < m.from_day AND coalesce(a.closed_on >= m.from_day, true) AS was_open,
  coalesce(t.tier, scope.lowest_tier) AS tier,
  lag(coalesce(t.tier, scope.lowest_tier)) OVER (PARTITION BY m.account_no ORDER BY m.month) AS tier_before
FROM scope
CROSS JOIN account_month m
JOIN account_ref a USING (account_no)
LEFT JOIN mart.customer_tier t ON t.customer_code = a.customer_code AND t.month = m.month;

CREATE TEMP TABLE cell ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY outlet_code, product, tier)::integer AS cell_no, outlet_code, product, tier
FROM (
  SELECT outlet_code, product, tier FROM account_tier
  UNION
  SELECT outlet_code, product, tier FROM mart.deposit_day WHERE day = (SELECT from_day - 1 FROM scope) AND tier <> 'unknown'
) known;
ANALYZE cell, account_tier;

CREATE TEMP TABLE account_cell ON COMMIT DROP AS
SELECT a.account_no, a.month, a.from_day, a.carried, a.was_open, c.cell_no, before.cell_no AS cell_no_before
FROM account_tier a
JOIN cell c USING (outlet_code, product, tier)
LEFT JOIN cell before ON before.outlet_code = a.outlet_code AND before.product = a.product AND before.tier = a.tier_before;
ANALYZE account_cell;

CREATE TEMP TABLE cell_delta ON COMMIT DROP AS
WITH delta (cell_no, day, balance, credits, debits, net_inflow, accounts) AS (
  -- What moved, in the tier of its month
  SELECT a.cell_no, c.day, c.step, c.credits, c.debits, c.net_inflow, 0
  FROM closing c
  JOIN account_cell a USING (account_no, month)
  UNION ALL
  -- What was there when the first month began, and what changes its tier with a month
  SELECT move.cell_no, a.from_day, move.sign * a.carried, 0, 0, 0, move.sign * a.was_open::integer
  FROM account_cell a
  CROSS JOIN LATERAL (VALUES (1, a.cell_no), (-1, a.cell_no_before)) move (sign, cell_no)
  WHERE move.cell_no IS NOT NULL AND a.cell_no IS DISTINCT FROM a.cell_no_before
  UNION ALL
  SELECT c.cell_no, event.day, 0, 0, 0, 0, event.accounts
  FROM account_ref a
  CROSS JOIN scope
  CROSS JOIN LATERAL (VALUES (a.opened_on, 1), (a.closed_on, -1)) event (day, accounts)
  JOIN account_cell c ON c.account_no = a.account_no AND c.month = date_trunc('month', event.day::timestamp)::date
  WHERE event.day BETWEEN greatest(scope.first_day, scope.from_day) AND scope.last_day AND coalesce(a.closed_on > a.opened_on, true)
)
SELECT cell_no, day, sum(balance) AS balance, sum(credits) AS credits, sum(debits) AS debits, sum(net_inflow) AS net_inflow, sum(accounts) AS accounts
FROM delta
GROUP BY cell_no, day
HAVING sum(balance) <> 0 OR sum(credits) <> 0 OR sum(debits) <> 0 OR sum(net_inflow) <> 0 OR sum(accounts) <> 0;
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
  SELECT c.outlet_code, c.product, c.tier FROM cell_delta JOIN cell c USING (cell_no)
) gone
WHERE d.outlet_code = gone.outlet_code AND d.product = gone.product AND d.tier = gone.tier;

INSERT INTO mart.deposit_day (
  day, outlet_code, product, tier, balance, balance_days, credits_to_date, debits_to_date, net_inflow_to_date, accounts
)
WITH base AS (
  SELECT c.cell_no, d.balance_days, d.credits_to_date, d.debits_to_date, d.net_inflow_to_date
  FROM mart.deposit_day d
  JOIN cell c USING (outlet_code, product, tier)
  WHERE d.day = (SELECT from_day - 1 FROM scope)
), used AS (
  SELECT cell_no FROM cell_delta
  UNION
  SELECT cell_no FROM base
), running AS (
  SELECT
    g.day,
    u.cell_no,
    sum(d.balance) OVER w AS balance,
    sum(d.credits) OVER w AS credits,
    sum(d.debits) OVER w AS debits,
    sum(d.net_inflow) OVER w AS net_inflow,
    sum(d.accounts) OVER w AS accounts
  FROM used u
  CROSS JOIN (SELECT grid.day FROM mart.deposit_grid grid, scope WHERE grid.day >= scope.from_day AND scope.has_transactions) g
  LEFT JOIN cell_delta d ON d.day = g.day AND d.cell_no = u.cell_no
  WINDOW w AS (PARTITION BY u.cell_no ORDER BY g.day ROWS UNBOUNDED PRECEDING)
)
SELECT
  r.day,
  c.outlet_code,
  c.product,
  c.tier,
  coalesce(r.balance, 0),
  coalesce(b.balance_days, 0) + coalesce(sum(r.balance) OVER (PARTITION BY r.cell_no ORDER BY r.day ROWS UNBOUNDED PRECEDING), 0),
  coalesce(b.credits_to_date, 0) + coalesce(r.credits, 0),
  coalesce(b.debits_to_date, 0) + coalesce(r.debits, 0),
  coalesce(b.net_inflow_to_date, 0) + coalesce(r.net_inflow, 0),
  coalesce(r.accounts, 0)
FROM running r
JOIN cell c USING (cell_no)
LEFT JOIN base b USING (cell_no)
-- Queries read few whole days: the rows of a day lie together.
ORDER BY r.day, r.cell_no;

-- Cells that are new in a later month stand with zeros on the days before, where days before are kept.
INSERT INTO mart.deposit_day (
  day, outlet_code, product, tier, balance, balance_days, credits_to_date, debits_to_date, net_inflow_to_date, accounts
)
WITH changed AS MATERIALIZED (
  SELECT DISTINCT cell_no FROM cell_delta
  WHERE EXISTS (SELECT FROM mart.deposit_grid g, scope WHERE g.day < scope.from_day)
)
SELECT g.day, c.outlet_code, c.product, c.tier, 0, 0, 0, 0, 0, 0
FROM cell c
CROSS JOIN scope
JOIN mart.deposit_grid g ON g.day < scope.from_day
WHERE c.cell_no IN (SELECT cell_no FROM changed)
  AND NOT EXISTS (
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

SELECT pg_temp.analyze_grown('mart.deposit_day', 'mart.deposit_grid');
