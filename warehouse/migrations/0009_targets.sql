-- Up Migration

CREATE TABLE core.target_metric (
  metric text PRIMARY KEY,
  unit text NOT NULL CHECK (unit IN ('currency', 'count')),
  is_stock boolean NOT NULL,
  sort_order integer NOT NULL UNIQUE,
  weight numeric(6, 4) NOT NULL CHECK (weight >= 0),
  cap numeric(6, 4) NOT NULL CHECK (cap > 0),
  green numeric(6, 4) NOT NULL,
  amber numeric(6, 4) NOT NULL CHECK (amber > 0 AND amber <= green)
);
COMMENT ON TABLE core.target_metric IS 'The metrics that targets can be set for. What they count is fixed (warehouse/src/mart/sql); how they are judged comes from bank/settings.yml';
COMMENT ON COLUMN core.target_metric.unit IS 'currency: the bank''s; count: pieces. Different units are never added up';
COMMENT ON COLUMN core.target_metric.is_stock IS 'True: the target is the growth from the value at the end of the day before the period';
COMMENT ON COLUMN core.target_metric.weight IS 'Share of the score';
COMMENT ON COLUMN core.target_metric.cap IS 'Highest attainment that counts in the score';
COMMENT ON COLUMN core.target_metric.green IS 'Pace index from which the status is green';
COMMENT ON COLUMN core.target_metric.amber IS 'Pace index from which the status is amber; below it is red';
INSERT INTO core.target_metric (metric, unit, is_stock, sort_order, weight, cap, green, amber) VALUES
  ('deposit_balance', 'currency', true, 1, 0.30, 1.2, 1, 0.9),
  ('net_inflow', 'currency', false, 2, 0.20, 1.2, 1, 0.9),
  ('salary_inflow', 'currency', false, 3, 0.20, 1.2, 1, 0.9),
  ('new_customers', 'count', false, 4, 0.15, 1.2, 1, 0.9),
  ('new_lending', 'currency', false, 5, 0.15, 1.2, 1, 0.9);

CREATE TABLE core.target (
  metric text NOT NULL REFERENCES core.target_metric,
  unit_code text NOT NULL REFERENCES core.org_unit,
  period text NOT NULL CHECK (period ~ '^(19|20)\d\d(-Q[1-4]|-0[1-9]|-1[0-2])?$'),
  target numeric(20, 2) NOT NULL CHECK (target >= 0),
  period_kind text NOT NULL GENERATED ALWAYS AS (
    CASE WHEN length(period) = 4 THEN 'year' WHEN substr(period, 6, 1) = 'Q' THEN 'quarter' ELSE 'month' END
  ) STORED,
  first_day date NOT NULL GENERATED ALWAYS AS (
    make_date(substr(period, 1, 4)::integer, CASE
      WHEN length(period) = 4 THEN 1
      WHEN substr(period, 6, 1) = 'Q' THEN substr(period, 7, 1)::integer * 3 - 2
      ELSE substr(period, 6, 2)::integer
    END, 1)
  ) STORED,
  last_day date NOT NULL GENERATED ALWAYS AS (
    (make_date(substr(period, 1, 4)::integer, CASE
      WHEN length(period) = 4 THEN 12
      WHEN substr(period, 6, 1) = 'Q' THEN substr(period, 7, 1)::integer * 3
      ELSE substr(period, 6, 2)::integer
    END, 1)::timestamp + interval '1 month' - interval '1 day')::date
  ) STORED,
  PRIMARY KEY (metric, unit_code, period)
);
COMMENT ON TABLE core.target IS 'What a unit is to reach in a period. The unit''s level stands in core.org_unit; targets of different levels or kinds of period are never added up';
COMMENT ON COLUMN core.target.period IS 'A month (2024-03), a quarter (2024-Q1) or a year (2024)';
COMMENT ON COLUMN core.target.target IS 'A flow: the sum of the period. A stock: the growth from the end of the day before the period';
CREATE INDEX ON core.target (unit_code);

CREATE TABLE mart.target_month (
  metric text NOT NULL,
  level text NOT NULL CHECK (level IN ('outlet', 'staff')),
  unit_code text NOT NULL,
  month date NOT NULL,
  amount numeric(20, 2) NOT NULL,
  PRIMARY KEY (metric, unit_code, month)
);
COMMENT ON TABLE mart.target_month IS 'What outlets and staff did for every metric, by calendar month: every target''s period is made of whole months';
COMMENT ON COLUMN mart.target_month.month IS 'First day of the month';
COMMENT ON COLUMN mart.target_month.amount IS 'A flow: its sum. A stock: its change over the month. The month of the last day of the data is known up to that day';

CREATE TABLE mart.target_progress (
  metric text NOT NULL,
  unit text NOT NULL,
  level text NOT NULL,
  unit_code text NOT NULL,
  region_code text,
  region text,
  outlet_code text,
  outlet text,
  staff_code text,
  staff text,
  period text NOT NULL,
  period_kind text NOT NULL,
  is_current boolean NOT NULL,
  is_default boolean NOT NULL,
  weight numeric NOT NULL,
  cap numeric NOT NULL,
  working_days integer NOT NULL,
  working_days_gone integer NOT NULL,
  target numeric NOT NULL,
  children_target numeric,
  opening numeric,
  actual numeric,
  expected numeric,
  forecast numeric,
  status text NOT NULL CHECK (status IN ('green', 'amber', 'red', 'none')),
  PRIMARY KEY (metric, unit_code, period)
);
COMMENT ON TABLE mart.target_progress IS 'Every target with where it stands at the end of its period, or on the last day of the data where the period goes on';
COMMENT ON COLUMN mart.target_progress.region_code IS 'Region of the unit, or the unit itself; NULL for the bank. outlet_code and staff_code likewise';
COMMENT ON COLUMN mart.target_progress.is_current IS 'The period holds the last day of the data';
COMMENT ON COLUMN mart.target_progress.is_default IS 'Current, and a quarter; a month where the bank has no current quarter, a year where it has neither';
COMMENT ON COLUMN mart.target_progress.children_target IS 'Sum of the targets of the unit''s children for the same metric and period; NULL where none has one';
COMMENT ON COLUMN mart.target_progress.opening IS 'A stock: its value at the end of the day before the period; NULL where that is not known, and for flows';
COMMENT ON COLUMN mart.target_progress.actual IS 'NULL before the period begins, and where the data do not reach back to its begin';
COMMENT ON COLUMN mart.target_progress.expected IS 'target x working days gone / working days of the period; NULL before the period begins';
COMMENT ON COLUMN mart.target_progress.forecast IS 'actual / share of working days gone; NULL in the first 10 % of the period, where it is unstable';
COMMENT ON COLUMN mart.target_progress.status IS 'Pace index (actual / expected) against the metric''s thresholds; none where there is no pace index';
