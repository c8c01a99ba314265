-- Up Migration

-- Which steps are up to date ---------------------------------------------------------------------------------------

CREATE TABLE ops.derived_step (
  step text PRIMARY KEY,
  fingerprint text NOT NULL
);
COMMENT ON TABLE ops.derived_step IS 'What each step was last built by: one that changed since builds all of its figures anew';
COMMENT ON COLUMN ops.derived_step.fingerprint IS 'Digest of the step itself, of the applied migrations and of the bank: with another one it is built anew, whatever a load changed';

-- Contacts -----------------------------------------------------------------------------------------------------------

CREATE TABLE mart.contact_day (
  day date NOT NULL,
  channel text NOT NULL,
  disposition text NOT NULL,
  purpose text NOT NULL,
  outlet_code text,
  staff_code text,
  contacts integer NOT NULL,
  accepted integer NOT NULL,
  revenue numeric(20, 2) NOT NULL,
  cost numeric(20, 2) NOT NULL
);
CREATE INDEX ON mart.contact_day (day);
COMMENT ON TABLE mart.contact_day IS 'Conversations with customers, added up';
COMMENT ON COLUMN mart.contact_day.day IS '-infinity where the source does not say: part of no period';
COMMENT ON COLUMN mart.contact_day.outlet_code IS 'Outlet of the contact, else of the member of staff, else the customer''s home outlet; NULL where none is known';

-- Referrals ----------------------------------------------------------------------------------------------------------

CREATE TABLE mart.referral (
  referral_code text PRIMARY KEY,
  referrer_code text NOT NULL,
  channel text NOT NULL,
  outlet_code text,
  staff_code text,
  invited_on date NOT NULL,
  activated_on date,
  reward numeric(18, 2) NOT NULL,
  depth integer
);
CREATE INDEX ON mart.referral (invited_on);
CREATE INDEX ON mart.referral (activated_on);
COMMENT ON TABLE mart.referral IS 'Invitations with outlet and member of staff of the customer who invited';
COMMENT ON COLUMN mart.referral.depth IS
  'Place in its chain: 1 where the referrer was not invited by anybody, else one more than the referrer''s own. NULL while the invited is no active customer, and where invitations go round in a circle';

-- Campaigns ----------------------------------------------------------------------------------------------------------

CREATE TABLE mart.campaign_day (
  day date NOT NULL,
  campaign_code text NOT NULL,
  campaign text NOT NULL,
  product text,
  channel text NOT NULL,
  outlet_code text,
  contacted integer NOT NULL,
  responded integer NOT NULL,
  control integer NOT NULL,
  control_responded integer NOT NULL,
  compared integer NOT NULL,
  compared_responded integer NOT NULL,
  revenue numeric(20, 2) NOT NULL,
  cost numeric(20, 2) NOT NULL
);
CREATE INDEX ON mart.campaign_day (day);
COMMENT ON TABLE mart.campaign_day IS 'Members of campaigns, added up by the day of the contact';
COMMENT ON COLUMN mart.campaign_day.day IS 'Day of the contact, of the control group the day on which it would have been; -infinity where the source does not say: part of no period';
COMMENT ON COLUMN mart.campaign_day.outlet_code IS 'Outlet that the source states, else the customer''s home outlet; NULL where neither is known';
COMMENT ON COLUMN mart.campaign_day.responded IS 'Contacted members who responded, within the campaign''s window where it has one and the days are known';
COMMENT ON COLUMN mart.campaign_day.compared IS 'Contacted members of campaigns that have a control group: what uplift is measured on';

-- Visits of the mobile bank ------------------------------------------------------------------------------------------

CREATE TABLE mart.funnel_step (
  day date NOT NULL,
  session_nr integer NOT NULL,
  visitor_nr integer NOT NULL,
  journey text,
  step text,
  step_order integer,
  is_last boolean NOT NULL,
  is_reached boolean NOT NULL,
  is_before_reached boolean NOT NULL,
  minutes double precision,
  variant text NOT NULL,
  channel text NOT NULL,
  app_version text NOT NULL,
  outlet_code text
);
CREATE INDEX ON mart.funnel_step (journey, step_order, day);
CREATE INDEX ON mart.funnel_step (day);
COMMENT ON TABLE mart.funnel_step IS
  'Visits by journey and step: of a visit that began a journey a row for each of its steps, reached or not; of a visit without a journey one row without step';
COMMENT ON COLUMN mart.funnel_step.day IS 'Day on which the visit started, in the bank''s zone; -infinity where the source does not say: part of no period';
COMMENT ON COLUMN mart.funnel_step.is_reached IS
  'The visit reached the step after the step before, and within its minutes where it has such. Steps without a time count as reached in any order';
COMMENT ON COLUMN mart.funnel_step.minutes IS 'From the last time that the step before was reached to the first time that this one was; NULL where a time is missing';
COMMENT ON COLUMN mart.funnel_step.outlet_code IS 'Outlet of the visit, else the customer''s home outlet; NULL where neither is known';

-- Rates of the market ------------------------------------------------------------------------------------------------

CREATE TABLE mart.rate_span (
  bank text NOT NULL,
  product text NOT NULL,
  term_months integer NOT NULL,
  currency text NOT NULL,
  min_amount numeric(18, 2) NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  rate numeric(9, 6) NOT NULL,
  own_rate numeric(9, 6),
  CHECK (valid_to >= valid_from)
);
CREATE INDEX ON mart.rate_span (valid_from);
COMMENT ON TABLE mart.rate_span IS
  'Rates of other banks beside the own rate of the same product, term and currency, as change spans. An observation holds from its day (in the bank''s zone; the last of a day counts) '
  'to the day before the next of the same bank, product, term, currency and minimum, and for at most 92 days: a bank that was not observed for longer is not known any more';

-- Every step names its own domain.
ALTER TABLE mart.horizon DROP CONSTRAINT IF EXISTS horizon_domain_check;
