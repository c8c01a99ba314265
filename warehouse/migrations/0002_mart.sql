-- Up Migration

CREATE TABLE mart.outlet (
  outlet_code text PRIMARY KEY,
  outlet text NOT NULL,
  region_code text NOT NULL,
  region text NOT NULL,
  region_order integer NOT NULL,
  latitude double precision,
  longitude double precision,
  opened_on date,
  closed_on date
);
COMMENT ON TABLE mart.outlet IS 'Outlets with their region, as the semantic layer shows and scopes them';
CREATE INDEX ON mart.outlet (region_code);

CREATE TABLE mart.deposit_day (
  day date NOT NULL,
  outlet_code text NOT NULL,
  product text NOT NULL,
  tier text NOT NULL,
  balance numeric(20, 2) NOT NULL,
  balance_days numeric(26, 2) NOT NULL,
  credits_to_date numeric(20, 2) NOT NULL,
  debits_to_date numeric(20, 2) NOT NULL,
  net_inflow_to_date numeric(20, 2) NOT NULL,
  accounts integer NOT NULL,
  PRIMARY KEY (day, outlet_code, product, tier)
);
COMMENT ON TABLE mart.deposit_day IS 'Deposits at grain day x outlet x product x tier. Dense: every cell has a row on every day of mart.deposit_grid';
COMMENT ON COLUMN mart.deposit_day.balance_days IS 'Running sum of the day-end balances of every calendar day up to and including this one; the average of days a..b is (balance_days(b) - balance_days(a-1)) / number of days';
COMMENT ON COLUMN mart.deposit_day.credits_to_date IS 'Running sum of credits up to and including this day';
COMMENT ON COLUMN mart.deposit_day.accounts IS 'Accounts open at day end';

CREATE TABLE mart.deposit_grid (
  day date PRIMARY KEY,
  valid_to date NOT NULL
);
COMMENT ON TABLE mart.deposit_grid IS 'Days on which any cell of mart.deposit_day changes; a row there holds until valid_to, so that sparse sources stay small';

CREATE TABLE mart.customer_span (
  customer_code text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  outlet_code text NOT NULL,
  staff_code text,
  tier text NOT NULL,
  segment text,
  sex text,
  birth_date date,
  customer_since date NOT NULL,
  product_lines integer NOT NULL,
  is_active boolean NOT NULL,
  PRIMARY KEY (customer_code, valid_from)
);
COMMENT ON TABLE mart.customer_span IS 'Customers as change spans: one row for every stretch of days on which nothing of a customer changes';
COMMENT ON COLUMN mart.customer_span.is_active IS 'An own-initiated transaction in the 90 days up to and including each day of the span';
COMMENT ON COLUMN mart.customer_span.product_lines IS 'Distinct product lines held';

CREATE TABLE mart.customer_balance_span (
  customer_code text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  aum numeric(20, 2) NOT NULL,
  PRIMARY KEY (customer_code, valid_from)
);
COMMENT ON TABLE mart.customer_balance_span IS 'Assets under management (deposits owned) per customer as change spans';

CREATE TABLE mart.loan_span (
  loan_code text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  outlet_code text NOT NULL,
  customer_code text,
  product text NOT NULL,
  status text NOT NULL,
  granted_on date NOT NULL,
  principal numeric(18, 2) NOT NULL,
  outstanding numeric(18, 2) NOT NULL,
  PRIMARY KEY (loan_code, valid_from)
);
COMMENT ON TABLE mart.loan_span IS 'Loans from the day they are granted; a new span starts with every repayment';
COMMENT ON COLUMN mart.loan_span.outstanding IS 'Principal less the repayments booked up to the span, never below 0; 0 for paid loans without booked repayments after their term';

CREATE TABLE mart.card_span (
  card_code text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  outlet_code text NOT NULL,
  customer_code text,
  product text NOT NULL,
  issued_on date NOT NULL,
  is_active boolean NOT NULL,
  spend_to_date numeric(18, 2) NOT NULL,
  PRIMARY KEY (card_code, valid_from)
);
COMMENT ON TABLE mart.card_span IS 'Cards as change spans from the first of issue and first use';
COMMENT ON COLUMN mart.card_span.is_active IS 'A card transaction in the 90 days up to and including each day of the span';

CREATE TABLE mart.horizon (
  domain text PRIMARY KEY CHECK (domain IN ('deposits', 'customers', 'loans', 'cards', 'outlets')),
  first_day date NOT NULL,
  last_day date NOT NULL
);
COMMENT ON TABLE mart.horizon IS 'Days for which a domain has data: no period outside of it is answered';
