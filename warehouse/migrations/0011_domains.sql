-- Up Migration

-- The subjects beside accounts, loans and cards. A moment is a timestamptz; views cut its day in the bank's time zone. A day or moment that a
-- source does not state is NULL: such rows count in figures over everything and in no period.

-- Customers, employers and what they hold ----------------------------------------------------------------------------

ALTER TABLE core.customer ADD COLUMN has_consent boolean;
COMMENT ON COLUMN core.customer.has_consent IS 'May be approached with offers; NULL where the source does not say';

CREATE TABLE core.customer_identity (
  customer_code text PRIMARY KEY REFERENCES core.customer,
  full_name text,
  phone text,
  email text
);
COMMENT ON TABLE core.customer_identity IS 'Who a customer is in person: apart from core.customer, so that figures never need it. Only viewers with ops.viewer.sees_personal_data get it';

ALTER TABLE ops.viewer ADD COLUMN sees_personal_data boolean;
COMMENT ON COLUMN ops.viewer.sees_personal_data IS 'Names, phone numbers and e-mail addresses of customers within the own scope. NULL: as the role has it, which is yes for staff and branch managers and no for everybody else';

CREATE TABLE core.employer (
  employer_code text PRIMARY KEY,
  name text NOT NULL,
  counterparty_account text UNIQUE,
  counterparty_bank text,
  industry text,
  area_code text REFERENCES core.area
);
COMMENT ON TABLE core.employer IS 'Employers who pay salaries to customers';
COMMENT ON COLUMN core.employer.counterparty_account IS 'Account that its salaries come from, as in core.transaction';

ALTER TABLE core.account
  ADD COLUMN matures_on date,
  ADD COLUMN interest_rate numeric(9, 6);
COMMENT ON COLUMN core.account.matures_on IS 'Term deposits: the day on which the money is free again';
COMMENT ON COLUMN core.account.interest_rate IS 'Per year, 0-1';

ALTER TABLE core.standing_order
  ADD COLUMN starts_on date,
  ADD COLUMN cancelled_on date;
COMMENT ON COLUMN core.standing_order.cancelled_on IS 'First day on which it does not run any more';

CREATE TABLE core.loan_status_change (
  loan_code text NOT NULL REFERENCES core.loan,
  day date NOT NULL,
  status text NOT NULL CHECK (status IN ('paid', 'defaulted', 'running', 'arrears')),
  days_past_due integer NOT NULL DEFAULT 0 CHECK (days_past_due >= 0),
  PRIMARY KEY (loan_code, day)
);
COMMENT ON TABLE core.loan_status_change IS 'Status of a loan from a day on, where the source has a history; the last one equals core.loan.status. Without any the loan''s status stands for all days';

CREATE TABLE core.wealth_position (
  customer_code text NOT NULL REFERENCES core.customer,
  product_code text NOT NULL REFERENCES core.product,
  day date NOT NULL,
  market_value numeric(18, 2) NOT NULL CHECK (market_value >= 0),
  PRIMARY KEY (customer_code, product_code, day)
);
COMMENT ON TABLE core.wealth_position IS 'Market value of a customer''s holding of a fund or other wealth product at the end of a day; it holds until the next stated day. 0: nothing is left';

CREATE TABLE core.wealth_trade (
  trade_code text PRIMARY KEY,
  customer_code text NOT NULL REFERENCES core.customer,
  product_code text NOT NULL REFERENCES core.product,
  day date NOT NULL,
  side text NOT NULL CHECK (side IN ('buy', 'sell')),
  amount numeric(18, 2) NOT NULL CHECK (amount >= 0),
  staff_code text REFERENCES core.staff
);
COMMENT ON TABLE core.wealth_trade IS 'Orders of wealth products';
CREATE INDEX ON core.wealth_trade (customer_code);

CREATE TABLE core.complaint (
  complaint_code text PRIMARY KEY,
  customer_code text REFERENCES core.customer,
  outlet_code text REFERENCES core.outlet,
  opened_on date NOT NULL,
  closed_on date,
  subject text NOT NULL,
  channel text
);
COMMENT ON TABLE core.complaint IS 'Complaints of customers';

-- Online -------------------------------------------------------------------------------------------------------------

CREATE TABLE core.app_release (
  version text PRIMARY KEY,
  released_on date NOT NULL,
  note text
);
COMMENT ON TABLE core.app_release IS 'Versions of the mobile bank';

CREATE TABLE core.journey_step (
  journey text NOT NULL,
  step text NOT NULL,
  step_order integer NOT NULL CHECK (step_order > 0),
  title text NOT NULL,
  within_minutes integer CHECK (within_minutes > 0),
  PRIMARY KEY (journey, step),
  UNIQUE (journey, step_order)
);
COMMENT ON TABLE core.journey_step IS 'Steps of the mobile bank''s journeys, in order';
COMMENT ON COLUMN core.journey_step.within_minutes IS 'A step counts as reached when it follows the one before within this time; NULL: whenever in the session';

CREATE TABLE core.app_session (
  session_code text PRIMARY KEY,
  visitor_code text NOT NULL,
  customer_code text REFERENCES core.customer,
  started_at timestamptz,
  channel text NOT NULL,
  app_version text,
  variant text,
  outlet_code text REFERENCES core.outlet
);
COMMENT ON TABLE core.app_session IS 'Visits of the mobile or web bank, from the login on';
COMMENT ON COLUMN core.app_session.visitor_code IS 'Who visited: the customer where known, else the device or what else the source tells apart';
COMMENT ON COLUMN core.app_session.customer_code IS 'Logged-in customer: the visit counts as activity of this customer';
COMMENT ON COLUMN core.app_session.variant IS 'Group of an A/B test';
COMMENT ON COLUMN core.app_session.outlet_code IS 'Home outlet of the customer then';

CREATE TABLE core.app_event (
  event_code text PRIMARY KEY,
  session_code text NOT NULL REFERENCES core.app_session,
  journey text NOT NULL,
  step text NOT NULL,
  occurred_at timestamptz,
  FOREIGN KEY (journey, step) REFERENCES core.journey_step
);
COMMENT ON TABLE core.app_event IS 'Steps of a journey that a visit reached';
CREATE INDEX ON core.app_event (session_code);

-- Outlets ------------------------------------------------------------------------------------------------------------

ALTER TABLE core.staff ADD COLUMN full_time_equivalent numeric(4, 2) NOT NULL DEFAULT 1 CHECK (full_time_equivalent >= 0);
COMMENT ON COLUMN core.staff.full_time_equivalent IS 'Share of a full working week';
COMMENT ON COLUMN core.staff.role IS 'manager, teller, advisor or relationship_manager; others count in no role';

CREATE TABLE core.outlet_visit (
  visit_code text PRIMARY KEY,
  outlet_code text NOT NULL REFERENCES core.outlet,
  customer_code text REFERENCES core.customer,
  service text NOT NULL,
  issued_at timestamptz NOT NULL,
  served_at timestamptz CHECK (served_at >= issued_at),
  finished_at timestamptz CHECK (finished_at >= served_at)
);
COMMENT ON TABLE core.outlet_visit IS 'Tickets of the outlets'' queues';
COMMENT ON COLUMN core.outlet_visit.service IS 'counter or advice; others count in no service';
COMMENT ON COLUMN core.outlet_visit.served_at IS 'NULL: the visitor left before being served';
CREATE INDEX ON core.outlet_visit (outlet_code, issued_at);

CREATE TABLE core.outlet_result (
  outlet_code text NOT NULL REFERENCES core.outlet,
  booked_on date NOT NULL,
  line text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('income', 'cost')),
  amount numeric(18, 2) NOT NULL,
  PRIMARY KEY (outlet_code, booked_on, line)
);
COMMENT ON TABLE core.outlet_result IS 'Income and cost booked for an outlet by controlling, usually on the last day of a month; costs are positive';
COMMENT ON COLUMN core.outlet_result.line IS 'Such as interest_income, fee_income, staff_cost, premises_cost, other_cost';

CREATE TABLE core.area_statistic (
  area_code text NOT NULL REFERENCES core.area,
  indicator text NOT NULL,
  as_of date NOT NULL,
  value numeric NOT NULL,
  source text,
  PRIMARY KEY (area_code, indicator, as_of)
);
COMMENT ON TABLE core.area_statistic IS 'Government and bought figures about areas, such as inhabitants by age or household income';

CREATE TABLE core.competitor_outlet (
  place_code text PRIMARY KEY,
  bank text NOT NULL,
  name text,
  latitude double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
  area_code text REFERENCES core.area,
  opened_on date
);
COMMENT ON TABLE core.competitor_outlet IS 'Branches of other banks, from bought or public maps';

-- Sales --------------------------------------------------------------------------------------------------------------

CREATE TABLE core.campaign (
  campaign_code text PRIMARY KEY,
  title text NOT NULL,
  product_code text REFERENCES core.product,
  starts_on date,
  ends_on date,
  window_days integer CHECK (window_days > 0),
  fixed_cost numeric(18, 2) NOT NULL DEFAULT 0 CHECK (fixed_cost >= 0)
);
COMMENT ON TABLE core.campaign IS 'Campaigns to customers';
COMMENT ON COLUMN core.campaign.window_days IS 'A response counts up to so many days after the contact; NULL: whenever';

CREATE TABLE core.campaign_member (
  campaign_code text NOT NULL REFERENCES core.campaign,
  member_code text NOT NULL,
  customer_code text REFERENCES core.customer,
  is_control boolean NOT NULL,
  channel text,
  outlet_code text REFERENCES core.outlet,
  contacted_on date,
  has_responded boolean NOT NULL,
  responded_on date,
  revenue numeric(18, 2) NOT NULL DEFAULT 0,
  cost numeric(18, 2) NOT NULL DEFAULT 0 CHECK (cost >= 0),
  PRIMARY KEY (campaign_code, member_code),
  CHECK (has_responded OR responded_on IS NULL)
);
COMMENT ON TABLE core.campaign_member IS 'Who was chosen for a campaign, contacted or held back as control group';
COMMENT ON COLUMN core.campaign_member.contacted_on IS 'Control group: the day on which they would have been contacted';
COMMENT ON COLUMN core.campaign_member.has_responded IS 'Reached the campaign''s goal, contacted or not';

CREATE TABLE core.contact (
  contact_code text PRIMARY KEY,
  customer_code text REFERENCES core.customer,
  staff_code text REFERENCES core.staff,
  outlet_code text REFERENCES core.outlet,
  contacted_on date,
  channel text NOT NULL,
  purpose text,
  disposition text NOT NULL,
  is_accepted boolean NOT NULL,
  revenue numeric(18, 2) NOT NULL DEFAULT 0,
  cost numeric(18, 2) NOT NULL DEFAULT 0 CHECK (cost >= 0)
);
COMMENT ON TABLE core.contact IS 'Conversations with customers, from CRM and call center';
COMMENT ON COLUMN core.contact.is_accepted IS 'The customer took what was offered';

CREATE TABLE core.referral (
  referral_code text PRIMARY KEY,
  referrer_code text NOT NULL REFERENCES core.customer,
  invitee_code text REFERENCES core.customer,
  channel text,
  invited_on date NOT NULL,
  activated_on date,
  reward numeric(18, 2) NOT NULL DEFAULT 0 CHECK (reward >= 0),
  CHECK (activated_on >= invited_on)
);
COMMENT ON TABLE core.referral IS 'Invitations of customers to other people';
COMMENT ON COLUMN core.referral.invitee_code IS 'The customer that the invited became; NULL while nobody came';
CREATE INDEX ON core.referral (referrer_code);

-- Market -------------------------------------------------------------------------------------------------------------

CREATE TABLE core.competitor_rate (
  bank text NOT NULL,
  product text NOT NULL,
  term_months integer NOT NULL DEFAULT 0 CHECK (term_months >= 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  observed_at timestamptz NOT NULL,
  rate numeric(9, 6) NOT NULL CHECK (rate BETWEEN -0.1 AND 1),
  min_amount numeric(18, 2) NOT NULL DEFAULT 0,
  note text,
  PRIMARY KEY (bank, product, term_months, currency, min_amount, observed_at)
);
COMMENT ON TABLE core.competitor_rate IS 'Rates that other banks offer, as seen at a moment; one holds until the bank''s next observation';
COMMENT ON COLUMN core.competitor_rate.product IS 'term, savings or current';
COMMENT ON COLUMN core.competitor_rate.term_months IS '0: no term';
COMMENT ON COLUMN core.competitor_rate.rate IS 'Per year, 0-1';

CREATE TABLE core.own_rate (
  product text NOT NULL,
  term_months integer NOT NULL DEFAULT 0 CHECK (term_months >= 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  valid_from date NOT NULL,
  rate numeric(9, 6) NOT NULL CHECK (rate BETWEEN -0.1 AND 1),
  PRIMARY KEY (product, term_months, currency, valid_from)
);
COMMENT ON TABLE core.own_rate IS 'The bank''s own rates; one holds until the next';
