-- Up Migration

-- Customers, loans and cards added up by what the views group them by. The spans stay, for lists of people.

CREATE TABLE mart.checkpoint (
  day date PRIMARY KEY
);
COMMENT ON TABLE mart.checkpoint IS
  'Days before which the mart''s *_state tables hold everything: the first of every month with transactions, the first of every other year with data';

CREATE TABLE mart.customer_state (
  is_detailed boolean NOT NULL,
  day date NOT NULL,
  outlet_code text NOT NULL,
  tier text NOT NULL,
  segment text NOT NULL,
  age_band text NOT NULL,
  sex text NOT NULL,
  customers integer NOT NULL,
  active_customers integer NOT NULL,
  active_lines integer NOT NULL,
  aum numeric(20, 2) NOT NULL
);
CREATE INDEX ON mart.customer_state (is_detailed, day, outlet_code);
COMMENT ON TABLE mart.customer_state IS
  'Customers per cell at the end of the day before each day of mart.checkpoint. The value at the end of a day is the row of the last '
  'checkpoint up to the day after it, plus the rows of mart.customer_change from the checkpoint to the day. Cells without anybody have no row';
COMMENT ON COLUMN mart.customer_state.is_detailed IS
  'true: a row per outlet, tier, segment, age band and sex; false: the same per outlet, the other columns are "all"';
COMMENT ON COLUMN mart.customer_state.age_band IS 'Age on the day before the checkpoint: under_25, 25_34, 35_44, 45_54, 55_64, 65_plus or unknown';
COMMENT ON COLUMN mart.customer_state.active_lines IS 'Product lines held by the active customers';

CREATE TABLE mart.customer_change (LIKE mart.customer_state);
CREATE INDEX ON mart.customer_change (is_detailed, day, outlet_code);
COMMENT ON TABLE mart.customer_change IS
  'How much the figures of mart.customer_state change on a day, for the days on which they do. Who comes to another cell, by a birthday or a tier, leaves the old one '
  'with everything owned and enters the new one';

CREATE TABLE mart.loan_state (
  day date NOT NULL,
  outlet_code text NOT NULL,
  product text NOT NULL,
  status text NOT NULL,
  loans integer NOT NULL,
  principal numeric(20, 2) NOT NULL,
  outstanding numeric(20, 2) NOT NULL,
  PRIMARY KEY (day, outlet_code, product, status)
);
COMMENT ON TABLE mart.loan_state IS 'Loans per cell at the end of the day before each day of mart.checkpoint; read as mart.customer_state';

CREATE TABLE mart.loan_change (LIKE mart.loan_state);
ALTER TABLE mart.loan_change ADD PRIMARY KEY (day, outlet_code, product, status);
COMMENT ON TABLE mart.loan_change IS 'How much the figures of mart.loan_state change on a day, for the days on which they do';

CREATE TABLE mart.card_state (
  day date NOT NULL,
  outlet_code text NOT NULL,
  product text NOT NULL,
  cards integer NOT NULL,
  active_cards integer NOT NULL,
  spend_to_date numeric(20, 2) NOT NULL,
  PRIMARY KEY (day, outlet_code, product)
);
COMMENT ON TABLE mart.card_state IS 'Cards per cell at the end of the day before each day of mart.checkpoint; read as mart.customer_state';
COMMENT ON COLUMN mart.card_state.spend_to_date IS 'Running sum of what was paid or withdrawn with the cards';

CREATE TABLE mart.card_change (LIKE mart.card_state);
ALTER TABLE mart.card_change ADD PRIMARY KEY (day, outlet_code, product);
COMMENT ON TABLE mart.card_change IS 'How much the figures of mart.card_state change on a day, for the days on which they do';

-- New customers are few: they are looked up, not added up.
CREATE INDEX ON mart.customer_span (customer_since);

COMMENT ON TABLE mart.customer_span IS
  'Customers as change spans: one row for every stretch of days on which nothing of a customer changes. Counts are read from mart.customer_state';

-- What is derived is derived anew, with the cells, at the next load or start.
DELETE FROM ops.derived_state;
