-- pg_temp.scope: one row with what this refresh works on. scope.from_day: everything derived from days before it stays as it is; 0001-01-01 = all is built anew.

-- A second refresh in the same transaction finds the tables of the first.
DROP TABLE IF EXISTS pg_temp.scope, pg_temp.account_ref, pg_temp.closing, pg_temp.tier_range, pg_temp.account_month, pg_temp.account_tier,
  pg_temp.cell, pg_temp.account_cell, pg_temp.cell_delta, pg_temp.new_aum, pg_temp.new_span, pg_temp.new_card_span;

CREATE TEMP TABLE scope ON COMMIT DROP AS
WITH transactions AS (
  SELECT min(day) AS first_day, max(day) AS last_day FROM core.transaction
), stated AS (
  SELECT min(day) AS first_day, max(day) AS last_day FROM core.outlet_balance
)
SELECT
  date '0001-01-01' AS from_day,
  transactions.first_day IS NOT NULL AS has_transactions,
  least(transactions.first_day, stated.first_day) AS first_day,
  greatest(transactions.last_day, stated.last_day) AS last_day,
  (SELECT tier FROM core.tier ORDER BY from_aum LIMIT 1) AS lowest_tier
FROM transactions, stated;
ANALYZE scope;

-- Brings the planner's statistics up to date where there are none, or a table is much larger than it was when they were taken. A load changes few
-- of a table's rows, and reading samples of thirty tables costs more than deriving what has changed; small changes are left to autovacuum.
CREATE OR REPLACE FUNCTION pg_temp.analyze_grown(VARIADIC tables regclass[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  grown regclass;
BEGIN
  FOR grown IN
    SELECT oid FROM pg_class
    WHERE oid = ANY (tables) AND (reltuples <= 0 OR pg_relation_size(oid) > 1.2 * relpages * current_setting('block_size')::bigint)
  LOOP
    EXECUTE format('ANALYZE %s', grown);
  END LOOP;
END
$$;
