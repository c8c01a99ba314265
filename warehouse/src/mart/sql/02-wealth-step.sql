-- pg_temp.wealth_step: changes of the market value of what a customer holds in wealth products, all days; a stated value holds until the next one.
-- pg_temp.wealth_held: +1 and -1 where a product comes to be held, and where nothing of it is left.

DROP TABLE IF EXISTS pg_temp.wealth_step, pg_temp.wealth_held;

CREATE TEMP TABLE wealth_step ON COMMIT DROP AS
WITH stated AS (
  SELECT customer_code, day, market_value - coalesce(lag(market_value) OVER (PARTITION BY customer_code, product_code ORDER BY day), 0) AS step
  FROM core.wealth_position
)
SELECT customer_code, day, sum(step) AS step FROM stated GROUP BY customer_code, day HAVING sum(step) <> 0;

CREATE TEMP TABLE wealth_held ON COMMIT DROP AS
WITH stated AS (
  SELECT customer_code, day, (market_value > 0)::integer AS is_held,
    coalesce(lag((market_value > 0)::integer) OVER (PARTITION BY customer_code, product_code ORDER BY day), 0) AS was_held
  FROM core.wealth_position
)
SELECT customer_code, day, is_held - was_held AS step FROM stated WHERE is_held <> was_held;
ANALYZE wealth_step, wealth_held;
