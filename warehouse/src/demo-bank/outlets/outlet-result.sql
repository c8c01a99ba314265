-- Income and cost of outlets by month, booked on its last day. Income follows from average balances, outstanding loans, cards and funds, cost from staff, premises,
-- customers and visits. An outlet has far fewer customers here than a real one: all costs are scaled by one factor, so that the bank spends 54 % of its income.

CREATE FUNCTION pg_temp.vary(seed text) RETURNS numeric LANGUAGE sql IMMUTABLE
AS $$ SELECT 0.95 + ('x' || substr(md5(seed), 1, 6))::bit(24)::integer % 1000 * 0.0001 $$;

CREATE TEMP TABLE outlet_month ON COMMIT DROP AS
WITH known AS (
  SELECT date_trunc('month', min(day)::timestamp + interval '1 day')::date AS first_month, max(day) AS last_day FROM core.transaction
)
SELECT o.outlet_code, o.setting, start::date AS month, (start + interval '1 month')::date - 1 AS last_day,
  12 * extract(year FROM start)::integer + extract(month FROM start)::integer AS nr
FROM known CROSS JOIN LATERAL generate_series(first_month::timestamp, last_day, interval '1 month') start
CROSS JOIN core.outlet o
WHERE o.opened_on < (start + interval '1 month')::date;

CREATE TEMP TABLE raw_result ON COMMIT DROP AS
WITH moved AS MATERIALIZED (
  SELECT a.outlet_code, a.product_code, date_trunc('month', t.day::timestamp)::date AS month,
    sum(CASE t.direction WHEN 'credit' THEN t.amount ELSE -t.amount END) AS amount,
    sum(t.amount) FILTER (WHERE t.operation = 'card_withdrawal') AS card_spend,
    sum(t.amount) FILTER (WHERE t.category = 'statement_fee') AS fees
  FROM core.transaction t JOIN core.account a USING (account_code)
  GROUP BY 1, 2, 3
), product_month AS (
  SELECT m.outlet_code, m.month, p.product_code, coalesce(v.amount, 0) AS amount, coalesce(v.card_spend, 0) AS card_spend, coalesce(v.fees, 0) AS fees,
    coalesce(before.amount, 0) + sum(coalesce(v.amount, 0)) OVER (PARTITION BY m.outlet_code, p.product_code ORDER BY m.month) AS balance
  FROM outlet_month m
  CROSS JOIN (SELECT DISTINCT product_code FROM moved) p
  LEFT JOIN moved v USING (outlet_code, product_code, month)
  LEFT JOIN (
    SELECT outlet_code, product_code, sum(amount) AS amount FROM moved WHERE month < (SELECT min(month) FROM outlet_month) GROUP BY 1, 2
  ) before USING (outlet_code, product_code)
), deposit AS (
  -- Between the balance at the month's begin and that at its end
  SELECT outlet_code, month, sum((balance - amount / 2) * CASE product_code WHEN 'current' THEN 0.022 WHEN 'savings' THEN 0.014 ELSE 0.006 END / 12) AS margin,
    sum(card_spend) AS card_spend, sum(fees) AS fees
  FROM product_month GROUP BY 1, 2
), loan AS (
  SELECT m.outlet_code, m.month, sum(l.principal * (1 - (m.nr - l.granted_nr) / l.term_months::numeric) * l.margin / 12) AS margin
  FROM outlet_month m
  JOIN (
    SELECT a.outlet_code, l.principal, l.term_months, CASE l.product_code WHEN 'mortgage' THEN 0.012 ELSE 0.05 END AS margin,
      12 * extract(year FROM l.granted_on)::integer + extract(month FROM l.granted_on)::integer AS granted_nr
    FROM core.loan l JOIN core.account a USING (account_code)
  ) l ON l.outlet_code = m.outlet_code AND m.nr - l.granted_nr BETWEEN 0 AND l.term_months
  GROUP BY 1, 2
), card AS (
  SELECT m.outlet_code, m.month, sum(k.cards) AS cards
  FROM outlet_month m
  JOIN (
    SELECT a.outlet_code, k.issued_on, count(*) AS cards
    FROM core.card k JOIN core.account_holder h USING (holder_code) JOIN core.account a USING (account_code) GROUP BY 1, 2
  ) k ON k.outlet_code = m.outlet_code AND k.issued_on <= m.last_day
  GROUP BY 1, 2
), fund AS (
  -- Positions are stated at every end of a month.
  SELECT c.outlet_code, date_trunc('month', p.day::timestamp)::date AS month, 0.009 / 12 * sum(p.market_value) AS fees
  FROM core.wealth_position p JOIN core.customer c USING (customer_code) JOIN outlet_month m ON m.outlet_code = c.outlet_code AND m.last_day = p.day
  GROUP BY 1, 2
), staff AS (
  SELECT m.outlet_code, m.month, sum(s.full_time_equivalent * CASE s.role WHEN 'manager' THEN 5200 WHEN 'teller' THEN 3000 ELSE 4000 END) AS pay
  FROM outlet_month m JOIN core.staff s ON s.outlet_code = m.outlet_code AND s.hired_on <= m.last_day
  GROUP BY 1, 2
), customer AS (
  SELECT m.outlet_code, m.month, sum(c.customers) AS customers
  FROM outlet_month m
  JOIN (
    SELECT outlet_code, customer_since AS since, 1 AS customers FROM core.customer
    UNION ALL SELECT outlet_code, closed_on, -1 FROM core.customer WHERE closed_on IS NOT NULL
  ) c ON c.outlet_code = m.outlet_code AND c.since <= m.last_day
  GROUP BY 1, 2
), visit AS (
  SELECT v.outlet_code, date_trunc('month', v.issued_at AT TIME ZONE b.time_zone)::date AS month, count(*) AS visits
  FROM core.outlet_visit v CROSS JOIN ops.bank b GROUP BY 1, 2
)
SELECT m.outlet_code, m.last_day, line.line, line.kind,
  line.amount * pg_temp.vary(m.outlet_code || m.month || line.line) AS amount
FROM outlet_month m
LEFT JOIN deposit d USING (outlet_code, month)
LEFT JOIN loan l USING (outlet_code, month)
LEFT JOIN card k USING (outlet_code, month)
LEFT JOIN fund f USING (outlet_code, month)
LEFT JOIN staff s USING (outlet_code, month)
LEFT JOIN customer c USING (outlet_code, month)
LEFT JOIN visit v USING (outlet_code, month)
CROSS JOIN LATERAL (SELECT 1.03 ^ (extract(year FROM m.month) - 2024) AS raise,
  -- What a new outlet costs is carried by the region for the most part until it has grown.
  CASE WHEN m.outlet_code = 'B0806' THEN 0.25 ELSE 1 END AS own_share) y
CROSS JOIN LATERAL (
  VALUES
    ('interest_income', 'income', coalesce(d.margin, 0) + coalesce(l.margin, 0)),
    ('fee_income', 'income', 1.5 * coalesce(k.cards, 0) + 0.006 * coalesce(d.card_spend, 0) + coalesce(d.fees, 0) + coalesce(f.fees, 0)),
    ('staff_cost', 'cost', coalesce(s.pay, 0) * y.raise * y.own_share),
    ('premises_cost', 'cost', CASE m.setting WHEN 'urban' THEN 6500 WHEN 'town' THEN 3600 ELSE 1500 END * y.raise * y.own_share),
    ('other_cost', 'cost', (7 * coalesce(c.customers, 0) + 2 * coalesce(v.visits, 0)) * y.raise)
) line (line, kind, amount);

-- The failing outlet rents half-empty premises and pays for help to keep its customers: from a fifth more than it earns on, and more every month.
INSERT INTO core.outlet_result (outlet_code, booked_on, line, kind, amount)
WITH scaled AS (
  SELECT outlet_code, last_day, line, kind, amount * CASE kind WHEN 'income' THEN 1 ELSE factor END AS amount
  FROM raw_result
  CROSS JOIN (SELECT 0.54 * sum(amount) FILTER (WHERE kind = 'income') / sum(amount) FILTER (WHERE kind = 'cost') AS factor FROM raw_result) bank
), extra AS (
  SELECT outlet_code, last_day, greatest(0, sum(amount) FILTER (WHERE kind = 'income')
    * (1.2 + 0.02 * extract(month FROM age(last_day, '2025-07-31'))) - sum(amount) FILTER (WHERE kind = 'cost')) AS amount
  FROM scaled WHERE outlet_code = 'B0407' AND last_day >= '2025-07-31' GROUP BY 1, 2
)
SELECT s.outlet_code, s.last_day, s.line, s.kind,
  round(s.amount + coalesce(e.amount, 0) * CASE s.line WHEN 'premises_cost' THEN 0.6 WHEN 'other_cost' THEN 0.4 ELSE 0 END, 2)
FROM scaled s LEFT JOIN extra e USING (outlet_code, last_day)
ORDER BY s.outlet_code COLLATE "C", s.last_day, s.line COLLATE "C";
ANALYZE core.outlet_result;

INSERT INTO ops.load_file (source, domain, table_name, file_name, sha256, status, rows_read, rows_loaded, rows_rejected, data_until, started_at)
SELECT 'demo', 'outlets', 'core.outlet_result', 'from balances, loans, cards and staff',
  encode(sha256(convert_to(string_agg(concat_ws('|', outlet_code, booked_on, line, amount), E'\n' ORDER BY outlet_code COLLATE "C", booked_on, line COLLATE "C"), 'UTF8')), 'hex'),
  'loaded', count(*), count(*), 0, max(booked_on)::timestamp AT TIME ZONE max(time_zone), clock_timestamp()
FROM core.outlet_result CROSS JOIN ops.bank;

DROP TABLE raw_result, outlet_month;
