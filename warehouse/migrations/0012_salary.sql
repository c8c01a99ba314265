-- Up Migration

CREATE TABLE mart.salary_credit (
  transaction_code text PRIMARY KEY,
  day date NOT NULL,
  account_code text NOT NULL,
  outlet_code text NOT NULL,
  customer_code text,
  employer text NOT NULL,
  amount numeric(18, 2) NOT NULL,
  kept numeric(18, 2)
);
CREATE INDEX ON mart.salary_credit (day);
COMMENT ON TABLE mart.salary_credit IS
  'The credits that are salaries: those of category payroll where a bank has any, else standing credits of one payer: one or two in each of at least three '
  'consecutive months, not internal, without a category that says something else';
COMMENT ON COLUMN mart.salary_credit.outlet_code IS 'Outlet of the account';
COMMENT ON COLUMN mart.salary_credit.customer_code IS 'Owner of the account';
COMMENT ON COLUMN mart.salary_credit.employer IS 'Name of the employer whose account it came from, else unknown';
COMMENT ON COLUMN mart.salary_credit.kept IS
  'What of it is still in the bank: the owner''s deposits at the end of the 30th day after it, not below 0 and not above the credit; NULL while that day lies beyond the data';

CREATE TABLE mart.salary_day (
  day date NOT NULL,
  outlet_code text NOT NULL,
  employer text NOT NULL,
  amount numeric(20, 2) NOT NULL,
  kept numeric(20, 2),
  kept_of numeric(20, 2),
  PRIMARY KEY (day, outlet_code, employer)
);
COMMENT ON TABLE mart.salary_day IS 'Salary credits added up';
COMMENT ON COLUMN mart.salary_day.kept_of IS 'Amount of the credits whose kept is known; NULL where there are none';

CREATE TABLE mart.payroll_span (
  customer_code text NOT NULL,
  is_of_any boolean NOT NULL,
  employer text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  outlet_code text NOT NULL,
  PRIMARY KEY (customer_code, is_of_any, employer, valid_from)
);
COMMENT ON TABLE mart.payroll_span IS
  'Days on which somebody is a payroll customer: a salary credit on the day or in the 44 days before it, while a customer';
COMMENT ON COLUMN mart.payroll_span.is_of_any IS 'true: by credits of any employer, which is "all" then; false: by those of the one employer';
COMMENT ON COLUMN mart.payroll_span.outlet_code IS 'Home outlet of the customer';

CREATE TABLE mart.payroll_day (
  day date NOT NULL,
  outlet_code text NOT NULL,
  payroll_customers integer NOT NULL,
  PRIMARY KEY (day, outlet_code)
);
COMMENT ON TABLE mart.payroll_day IS 'Payroll customers by home outlet on every day of the data; outlets without any have no row';

COMMENT ON COLUMN mart.customer_tier.average_aum IS
  'Mean of the deposits owned and the wealth products held at the end of the month''s days up to the last day of the data; deposits before the first transaction count as 0';
COMMENT ON COLUMN mart.customer_span.product_lines IS
  'Distinct product lines held: deposit = owns an open account; loan = owns the account of a contract that is open, or not yet past its term '
  'where it is finished; card = a card was issued to the customer; wealth = the last stated market value of a product is above 0';
COMMENT ON COLUMN mart.customer_span.is_active IS
  'An own-initiated transaction on an account owned, or a visit of the mobile or web bank, in the 90 days up to and including each day of the span. Who of several users '
  'of an account made a transaction is not known: it counts for the owner';
COMMENT ON COLUMN mart.customer_balance_span.aum IS
  'Sum of the ledger balances of the accounts owned and of the wealth products'' market values as last stated. Who neither owns an account nor holds a product has no row';

-- What is derived is derived anew, with these tables, at the next load or start.
DELETE FROM ops.derived_state;
