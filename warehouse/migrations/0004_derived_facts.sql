-- Up Migration

-- Closing balances -------------------------------------------------------------------------------------------------

CREATE FUNCTION core.step_closing_balance(previous numeric, net numeric, stated numeric[]) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  expected numeric;
  best numeric;
BEGIN
  IF cardinality(stated) = 1 THEN
    RETURN stated[1];
  END IF;
  expected := previous + net;
  IF stated IS NULL THEN
    RETURN expected;
  END IF;
  best := stated[1];
  FOR i IN 2 .. cardinality(stated) LOOP
    IF abs(stated[i] - expected) <= abs(best - expected) THEN
      best := stated[i];
    END IF;
  END LOOP;
  RETURN best;
END
$$;
COMMENT ON FUNCTION core.step_closing_balance(numeric, numeric, numeric[]) IS
  'Closing balance of a day from that of the day before, the sum of the day''s signed amounts and the balances that its rows state, in the '
  'order of their lines: the stated one nearest to the expected one, on a tie the later; the expected one where none is stated';

CREATE AGGREGATE core.closing_balance(net numeric, stated numeric[]) (
  SFUNC = core.step_closing_balance,
  STYPE = numeric,
  INITCOND = '0',
  PARALLEL = SAFE
);
COMMENT ON AGGREGATE core.closing_balance(numeric, numeric[]) IS
  'Chains core.step_closing_balance over the days of an account: use it as a window function, one row per day, in the order of days';

CREATE VIEW mart.account_owner AS
SELECT DISTINCT ON (account_code) account_code, customer_code
FROM core.account_holder
WHERE role = 'owner'
ORDER BY account_code, holder_code;
COMMENT ON VIEW mart.account_owner IS 'The one customer whom an account''s balances and transactions belong to: of several owners the first holder code';

-- Customers --------------------------------------------------------------------------------------------------------

COMMENT ON COLUMN core.customer.outlet_code IS 'Home outlet where the source gives one; mart.customer_home has it for everybody';
COMMENT ON COLUMN core.customer.customer_since IS 'Where the source gives it; mart.customer_home has it for everybody';
COMMENT ON COLUMN core.customer.closed_on IS 'First day on which the person is no customer any more';
COMMENT ON COLUMN core.account.closed_on IS 'First day on which the account is no longer open';

CREATE TABLE mart.customer_home (
  customer_code text PRIMARY KEY,
  outlet_code text NOT NULL,
  customer_since date NOT NULL
);
COMMENT ON TABLE mart.customer_home IS 'Home outlet and first day of every customer. A customer without an account for whom the source gives no outlet is not here';
COMMENT ON COLUMN mart.customer_home.outlet_code IS 'Given by the source, else the outlet of the first account owned or used';
COMMENT ON COLUMN mart.customer_home.customer_since IS 'Given by the source, else the opening day of the first account owned or used, else the first day of the data';

CREATE TABLE mart.customer_tier (
  customer_code text NOT NULL,
  month date NOT NULL,
  average_aum numeric(20, 2) NOT NULL,
  tier text NOT NULL,
  PRIMARY KEY (customer_code, month)
);
COMMENT ON TABLE mart.customer_tier IS 'Tier per customer and calendar month. Months without any balance have no row: lowest tier';
COMMENT ON COLUMN mart.customer_tier.month IS 'First day of the month';
COMMENT ON COLUMN mart.customer_tier.average_aum IS 'Mean of the day-end deposits owned over the month''s days up to the last day of the data; days before the first transaction count as 0';

COMMENT ON COLUMN mart.customer_span.product_lines IS
  'Distinct product lines held: deposit = owns an open account; loan = owns the account of a contract that is open, or not yet past its term '
  'where it is finished; card = a card was issued to the customer';
COMMENT ON COLUMN mart.customer_span.is_active IS
  'An own-initiated transaction on an account owned, in the 90 days up to and including each day of the span. Who of several users '
  'of an account made a transaction is not known: it counts for the owner';
COMMENT ON COLUMN mart.customer_span.valid_to IS 'Last day of the span; infinity for what holds now';
COMMENT ON COLUMN mart.customer_span.tier IS 'Tier of the month; the last one goes on after the data''s end, the lowest stands before';
COMMENT ON COLUMN mart.customer_balance_span.aum IS 'Sum of the ledger balances of the accounts owned; 0 for users of other people''s accounts, who have no row';

-- Deposits ---------------------------------------------------------------------------------------------------------

ALTER TABLE mart.deposit_day
  ALTER COLUMN credits_to_date DROP NOT NULL,
  ALTER COLUMN debits_to_date DROP NOT NULL,
  ALTER COLUMN net_inflow_to_date DROP NOT NULL,
  ALTER COLUMN accounts DROP NOT NULL;
COMMENT ON TABLE mart.deposit_day IS
  'Deposits at grain day x outlet x product x tier. Dense: every cell has a row on every day of mart.deposit_grid; cells of balances that '
  'the source states per outlet begin on their first stated day';
COMMENT ON COLUMN mart.deposit_day.product IS 'core.product.product_code';
COMMENT ON COLUMN mart.deposit_day.tier IS 'Tier of the account''s owner in this month; "unknown" where the source states balances per outlet only';
COMMENT ON COLUMN mart.deposit_day.balance IS 'Sum of ledger balances at day end';
COMMENT ON COLUMN mart.deposit_day.credits_to_date IS 'Running sum of credits up to and including this day; NULL where the source has no transactions';
COMMENT ON COLUMN mart.deposit_day.debits_to_date IS 'Running sum of debits up to and including this day; NULL where the source has no transactions';
COMMENT ON COLUMN mart.deposit_day.net_inflow_to_date IS
  'Running sum of credits less debits, without transfers between accounts of the same customer; NULL where the source has no transactions';
COMMENT ON COLUMN mart.deposit_day.accounts IS 'Accounts open at day end; NULL where the source has no accounts';
COMMENT ON COLUMN mart.deposit_grid.valid_to IS 'Day before the next grid day; for the last one that day itself';

-- Loans and cards --------------------------------------------------------------------------------------------------

COMMENT ON COLUMN mart.loan_span.outstanding IS
  'Principal less the debits of category loan_payment booked on the loan''s account from the day it was granted up to the span, never below 0. '
  'Where an account carries several loans, a repayment is split over those granted by then in proportion to their installments. '
  'From granted_on + term_months on 0 for loans of status paid, whether or not the repayments are in the data';
COMMENT ON COLUMN mart.loan_span.customer_code IS 'Owner of the loan''s account';
COMMENT ON COLUMN mart.loan_span.outlet_code IS 'Outlet of the loan''s account';
COMMENT ON COLUMN mart.loan_span.status IS 'As last loaded, the same in every span: sources give no history of it';
COMMENT ON TABLE mart.card_span IS 'Cards as change spans from the day of issue';
COMMENT ON COLUMN mart.card_span.spend_to_date IS
  'Running sum of transactions with operation card_withdrawal on the account of the card''s holder. Where an account has several cards, a transaction '
  'counts for the one issued last by then; card transactions of an account without a card by then count for none';
COMMENT ON COLUMN mart.card_span.outlet_code IS 'Outlet of the holder''s account';

-- Refresh ----------------------------------------------------------------------------------------------------------

CREATE TABLE ops.derived_state (
  single_row boolean PRIMARY KEY DEFAULT true CHECK (single_row),
  fingerprint text NOT NULL
);
COMMENT ON TABLE ops.derived_state IS 'What the derived tables were last built from';
COMMENT ON COLUMN ops.derived_state.fingerprint IS
  'Digest of accounts, owners, tiers and the days of the data: while it stands, a load of transactions recomputes its own months only';
COMMENT ON COLUMN mart.horizon.last_day IS 'deposits: last day with a transaction or stated balance; others: that or the last event of the domain, whichever is later';
