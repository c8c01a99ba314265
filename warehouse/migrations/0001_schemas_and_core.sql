-- Up Migration

CREATE SCHEMA staging;
CREATE SCHEMA core;
CREATE SCHEMA mart;
CREATE SCHEMA ops;
COMMENT ON SCHEMA staging IS 'Rows of the file being loaded, as text, before they are merged; empty between loads';
COMMENT ON SCHEMA core IS 'The bank''s facts at their own grain, one truth per fact, in the bank''s currency and time zone';
COMMENT ON SCHEMA mart IS 'Facts prepared for the semantic layer; derived from core, kept by the loader, never edited';
COMMENT ON SCHEMA ops IS 'How the suite runs: the bank''s settings, loads, rejected rows, viewers';

-- The bank and its organisation ------------------------------------------------------------------------------------

CREATE TABLE ops.bank (
  bank_code text PRIMARY KEY,
  name text NOT NULL,
  currency char(3) NOT NULL,
  time_zone text NOT NULL,
  calendar text NOT NULL,
  single_row boolean NOT NULL DEFAULT true UNIQUE CHECK (single_row)
);
COMMENT ON TABLE ops.bank IS 'The one bank of this database';
COMMENT ON COLUMN ops.bank.time_zone IS 'IANA zone that cuts the bank''s days';
COMMENT ON COLUMN ops.bank.calendar IS 'Country code of the working-day calendar';

CREATE TABLE core.org_unit (
  unit_code text PRIMARY KEY,
  level text NOT NULL CHECK (level IN ('bank', 'region', 'outlet', 'staff')),
  parent_code text REFERENCES core.org_unit DEFERRABLE INITIALLY DEFERRED,
  name text NOT NULL,
  sort_order integer NOT NULL DEFAULT 0,
  CHECK ((level = 'bank') = (parent_code IS NULL))
);
COMMENT ON TABLE core.org_unit IS 'Organisation tree bank > region > outlet > staff; codes are opaque';
CREATE INDEX ON core.org_unit (parent_code);

CREATE TABLE core.area (
  area_code text PRIMARY KEY,
  name text NOT NULL,
  region_name text NOT NULL,
  inhabitants integer,
  urban_share numeric(6, 4),
  average_salary numeric(12, 2),
  unemployment_rate_previous numeric(6, 4),
  unemployment_rate numeric(6, 4),
  entrepreneurs_per_1000 numeric(8, 2),
  crimes_previous integer,
  crimes integer
);
COMMENT ON TABLE core.area IS 'Administrative areas with government statistics; shares and rates are 0-1';

CREATE TABLE core.outlet (
  outlet_code text PRIMARY KEY REFERENCES core.org_unit DEFERRABLE INITIALLY DEFERRED,
  source_key text NOT NULL UNIQUE,
  area_code text REFERENCES core.area DEFERRABLE INITIALLY DEFERRED,
  opened_on date,
  closed_on date,
  street text,
  city text,
  county text,
  state text,
  postal_code text,
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  setting text CHECK (setting IN ('urban', 'town', 'rural'))
);
COMMENT ON TABLE core.outlet IS 'Branches; region and name stand in core.org_unit';
COMMENT ON COLUMN core.outlet.source_key IS 'The outlet''s key in the source files';

CREATE TABLE core.staff (
  staff_code text PRIMARY KEY REFERENCES core.org_unit DEFERRABLE INITIALLY DEFERRED,
  outlet_code text NOT NULL REFERENCES core.outlet,
  role text NOT NULL,
  hired_on date,
  left_on date
);
COMMENT ON TABLE core.staff IS 'Frontline staff and managers';

CREATE TABLE core.calendar (
  day date PRIMARY KEY,
  is_weekend boolean NOT NULL,
  holiday text,
  is_working_day boolean GENERATED ALWAYS AS (NOT is_weekend AND holiday IS NULL) STORED
);
COMMENT ON TABLE core.calendar IS 'Days with the holidays of the bank''s country';

CREATE TABLE core.tier (
  tier text PRIMARY KEY,
  title text NOT NULL,
  sort_order integer NOT NULL UNIQUE,
  from_aum numeric(18, 2) NOT NULL UNIQUE
);
COMMENT ON TABLE core.tier IS 'Customer tiers by monthly average assets under management, from bank/settings.yml; the lowest starts at 0';

-- Customers and what they hold -------------------------------------------------------------------------------------

CREATE TABLE core.customer (
  customer_code text PRIMARY KEY,
  birth_date date,
  sex text CHECK (sex IN ('female', 'male')),
  area_code text REFERENCES core.area,
  outlet_code text REFERENCES core.outlet,
  staff_code text REFERENCES core.staff,
  segment text,
  customer_since date,
  closed_on date
);
COMMENT ON TABLE core.customer IS 'Natural persons who own or use an account';
COMMENT ON COLUMN core.customer.outlet_code IS 'Home outlet: given by the source, else that of the first account held';
COMMENT ON COLUMN core.customer.customer_since IS 'Given by the source, else the opening day of the first account held';

CREATE TABLE core.product (
  product_code text PRIMARY KEY,
  title text NOT NULL,
  product_line text NOT NULL CHECK (product_line IN ('deposit', 'loan', 'card', 'wealth'))
);
COMMENT ON TABLE core.product IS 'Products by line';

CREATE TABLE core.account (
  account_code text PRIMARY KEY,
  outlet_code text NOT NULL REFERENCES core.outlet,
  product_code text NOT NULL REFERENCES core.product,
  opened_on date NOT NULL,
  closed_on date,
  statement_frequency text CHECK (statement_frequency IN ('monthly', 'weekly', 'after_transaction'))
);
COMMENT ON TABLE core.account IS 'Deposit accounts';
CREATE INDEX ON core.account (outlet_code);

CREATE TABLE core.account_holder (
  holder_code text PRIMARY KEY,
  account_code text NOT NULL REFERENCES core.account,
  customer_code text NOT NULL REFERENCES core.customer,
  role text NOT NULL CHECK (role IN ('owner', 'user')),
  UNIQUE (account_code, customer_code)
);
COMMENT ON TABLE core.account_holder IS 'Who may use which account; balances belong to the owner';
CREATE INDEX ON core.account_holder (customer_code);

CREATE TABLE core.transaction (
  transaction_code text PRIMARY KEY,
  account_code text NOT NULL REFERENCES core.account,
  day date NOT NULL,
  direction text NOT NULL CHECK (direction IN ('credit', 'debit')),
  amount numeric(18, 2) NOT NULL CHECK (amount >= 0),
  balance_after numeric(18, 2),
  operation text,
  category text,
  counterparty_bank text,
  counterparty_account text,
  own_initiated boolean NOT NULL,
  is_internal boolean NOT NULL DEFAULT false,
  load_file_id bigint,
  line_number bigint
);
COMMENT ON TABLE core.transaction IS 'Postings on deposit accounts';
COMMENT ON COLUMN core.transaction.day IS 'Booking day in the bank''s time zone';
COMMENT ON COLUMN core.transaction.balance_after IS 'Ledger balance after this posting where the source states it';
COMMENT ON COLUMN core.transaction.own_initiated IS 'False for what the bank itself books: interest, fees';
COMMENT ON COLUMN core.transaction.is_internal IS 'Between accounts of the same customer: no inflow';
CREATE INDEX ON core.transaction (account_code, day);
CREATE INDEX ON core.transaction (day);

CREATE TABLE core.account_balance (
  account_code text NOT NULL REFERENCES core.account,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  balance numeric(18, 2) NOT NULL,
  PRIMARY KEY (account_code, valid_from),
  CHECK (valid_to >= valid_from)
);
COMMENT ON TABLE core.account_balance IS 'Day-end ledger balances as change spans: the balance holds on every day from valid_from to valid_to, both included; the last span ends at infinity';

CREATE TABLE core.outlet_balance (
  outlet_code text NOT NULL REFERENCES core.outlet,
  product_code text NOT NULL REFERENCES core.product,
  day date NOT NULL,
  balance numeric(20, 2) NOT NULL,
  PRIMARY KEY (outlet_code, product_code, day)
);
COMMENT ON TABLE core.outlet_balance IS 'Balances that a source states per outlet only, without accounts; one holds until the next stated day';

CREATE TABLE core.control_total (
  source text NOT NULL,
  name text NOT NULL,
  day date NOT NULL,
  amount numeric(20, 2) NOT NULL,
  PRIMARY KEY (source, name, day)
);
COMMENT ON TABLE core.control_total IS 'Totals that a source states itself, kept to compare loaded figures with, part of no metric';

CREATE TABLE core.standing_order (
  order_code text PRIMARY KEY,
  account_code text NOT NULL REFERENCES core.account,
  counterparty_bank text,
  counterparty_account text,
  amount numeric(18, 2) NOT NULL,
  category text
);
COMMENT ON TABLE core.standing_order IS 'Permanent payment orders';

CREATE TABLE core.loan (
  loan_code text PRIMARY KEY,
  account_code text NOT NULL REFERENCES core.account,
  product_code text NOT NULL REFERENCES core.product,
  granted_on date NOT NULL,
  principal numeric(18, 2) NOT NULL,
  term_months integer NOT NULL,
  installment numeric(18, 2) NOT NULL,
  status text NOT NULL CHECK (status IN ('paid', 'defaulted', 'running', 'arrears'))
);
COMMENT ON TABLE core.loan IS 'Loan contracts';
COMMENT ON COLUMN core.loan.status IS 'paid and defaulted: contract finished; running and arrears: contract still open';
CREATE INDEX ON core.loan (account_code);

CREATE TABLE core.card (
  card_code text PRIMARY KEY,
  holder_code text NOT NULL REFERENCES core.account_holder,
  product_code text NOT NULL REFERENCES core.product,
  issued_on date NOT NULL
);
COMMENT ON TABLE core.card IS 'Payment cards issued to account holders';
CREATE INDEX ON core.card (holder_code);

-- Loads and viewers ------------------------------------------------------------------------------------------------

CREATE TABLE ops.load_file (
  load_file_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL,
  domain text NOT NULL,
  table_name text NOT NULL,
  file_name text NOT NULL,
  sha256 text NOT NULL,
  status text NOT NULL CHECK (status IN ('loaded', 'refused')),
  rows_read bigint NOT NULL,
  rows_loaded bigint NOT NULL,
  rows_rejected bigint NOT NULL,
  rows_unchanged bigint NOT NULL DEFAULT 0,
  message text,
  data_until timestamptz,
  started_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE ops.load_file IS 'One row per file and load; a refused file loaded nothing';
COMMENT ON COLUMN ops.load_file.rows_loaded IS 'Valid rows of the file, new, changed or already there unchanged';

CREATE TABLE ops.rejected_row (
  load_file_id bigint NOT NULL REFERENCES ops.load_file,
  line_number bigint NOT NULL,
  field text,
  reason text NOT NULL,
  raw text NOT NULL,
  PRIMARY KEY (load_file_id, line_number)
);
COMMENT ON TABLE ops.rejected_row IS 'Rows that did not load, with why and their raw text';

CREATE TABLE ops.field_warning (
  load_file_id bigint NOT NULL REFERENCES ops.load_file,
  line_number bigint NOT NULL,
  field text NOT NULL,
  reason text NOT NULL,
  raw text NOT NULL,
  PRIMARY KEY (load_file_id, line_number, field)
);
COMMENT ON TABLE ops.field_warning IS 'Fields that became NULL because their value was unusable and not needed';

CREATE TABLE ops.viewer (
  login text PRIMARY KEY,
  role text NOT NULL CHECK (role IN ('executive', 'analyst', 'region_manager', 'branch_manager', 'staff')),
  unit_code text NOT NULL REFERENCES core.org_unit,
  display_name text NOT NULL
);
COMMENT ON TABLE ops.viewer IS 'Who may look, bound once to the unit whose figures they may see; a login that is not here sees nothing';

CREATE TABLE ops.data_version (
  single_row boolean PRIMARY KEY DEFAULT true CHECK (single_row),
  version bigint NOT NULL DEFAULT 0,
  changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE ops.data_version IS 'Goes up by one in the transaction of every load: what caches compare';
INSERT INTO ops.data_version DEFAULT VALUES;
