-- Up Migration

CREATE TABLE core.signal_rule (
  signal text PRIMARY KEY,
  sort_order integer NOT NULL UNIQUE,
  points integer NOT NULL CHECK (points BETWEEN 0 AND 100),
  days integer CHECK (days > 0),
  share numeric(6, 4) CHECK (share > 0),
  minimum numeric(18, 2) CHECK (minimum >= 0)
);
COMMENT ON TABLE core.signal_rule IS 'Signs that somebody is about to leave: when they show, and what they weigh in the churn score. docs/churn.md';
COMMENT ON COLUMN core.signal_rule.points IS 'A signal of strength 1 adds so many points to the churn score';
COMMENT ON COLUMN core.signal_rule.days IS 'balance_fall: days looked back; salary_stopped and login_gap: days without';
COMMENT ON COLUMN core.signal_rule.share IS 'balance_fall and large_transfer_out: share of the assets from which on they count';
COMMENT ON COLUMN core.signal_rule.minimum IS 'balance_fall: assets before it; large_transfer_out: amount; in the bank''s currency. login_gap: visits in the 90 days before the gap';
INSERT INTO core.signal_rule (signal, sort_order, points, days, share, minimum) VALUES
  ('balance_fall', 1, 30, 90, 0.5, 500),
  ('salary_stopped', 2, 25, 45, NULL, NULL),
  ('large_transfer_out', 3, 20, NULL, 0.3, 500),
  ('login_gap', 4, 15, 45, NULL, 4),
  ('standing_order_cancelled', 5, 15, NULL, NULL, NULL),
  ('product_closed', 6, 15, NULL, NULL, NULL),
  ('complaint', 7, 10, NULL, NULL, NULL);

CREATE TABLE mart.signal (
  customer_code text NOT NULL,
  signal text NOT NULL,
  day date NOT NULL,
  strength numeric(5, 4) NOT NULL CHECK (strength BETWEEN 0 AND 1),
  outlet_code text NOT NULL,
  staff_code text,
  PRIMARY KEY (customer_code, signal, day)
);
CREATE INDEX ON mart.signal (day);
COMMENT ON TABLE mart.signal IS 'Signs that a customer is about to leave, each with its day and how strong it is';
COMMENT ON COLUMN mart.signal.outlet_code IS 'Home outlet of the customer';

CREATE TABLE mart.customer_profile (
  customer_code text PRIMARY KEY,
  as_of date NOT NULL,
  outlet_code text NOT NULL,
  staff_code text,
  tier text NOT NULL,
  segment text NOT NULL,
  age_band text NOT NULL,
  consent text NOT NULL CHECK (consent IN ('yes', 'no', 'unknown')),
  aum numeric(20, 2) NOT NULL,
  balance numeric(20, 2) NOT NULL,
  churn_score integer NOT NULL CHECK (churn_score BETWEEN 0 AND 100),
  next_product text NOT NULL,
  next_maturity date
);
CREATE INDEX ON mart.customer_profile (outlet_code);
CREATE INDEX ON mart.customer_profile (staff_code);
COMMENT ON TABLE mart.customer_profile IS 'Everybody who is a customer on the last day of the data, as of that day. Who they are in person stands in core.customer_identity alone';
COMMENT ON COLUMN mart.customer_profile.churn_score IS
  'Sum over the signals of the last 90 days, the strongest of each kind, of points x strength, rounded; at most 100';
COMMENT ON COLUMN mart.customer_profile.next_product IS
  'First product line not held of deposit, card, wealth, loan; in the lowest tier of deposit, card, loan, wealth; none where all are held';

-- What is derived is derived anew, with these tables, at the next load or start.
DELETE FROM ops.derived_state;
