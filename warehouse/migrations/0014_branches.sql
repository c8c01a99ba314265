-- Up Migration

-- What outlets do, by day ---------------------------------------------------------------------------------------------

CREATE TABLE mart.outlet_counter_day (
  day date NOT NULL,
  outlet_code text NOT NULL,
  postings integer NOT NULL,
  PRIMARY KEY (day, outlet_code)
);
COMMENT ON TABLE mart.outlet_counter_day IS 'Postings made over the counter (operations cash_deposit and cash_withdrawal) on the accounts of an outlet';

CREATE TABLE mart.outlet_day (
  day date NOT NULL,
  outlet_code text NOT NULL,
  income numeric(20, 2),
  cost numeric(20, 2),
  issued integer NOT NULL,
  served integer NOT NULL,
  wait_minutes numeric(20, 6) NOT NULL,
  PRIMARY KEY (day, outlet_code)
);
COMMENT ON TABLE mart.outlet_day IS 'Income, cost and tickets of the queue, by the day booked and the day (in the bank''s zone) on which the ticket was issued';
COMMENT ON COLUMN mart.outlet_day.income IS 'NULL where nothing was booked on that day, which is not 0; cost likewise';
COMMENT ON COLUMN mart.outlet_day.wait_minutes IS 'Of the tickets that were served, from issue to call';

CREATE TABLE mart.outlet_digital_day (
  day date NOT NULL,
  outlet_code text NOT NULL,
  customers integer NOT NULL,
  PRIMARY KEY (day, outlet_code)
);
COMMENT ON TABLE mart.outlet_digital_day IS
  'Customers of an outlet with a visit of the mobile or web bank in the 90 days up to and including the day. A row for every outlet and day from the first visit to the last; the last holds on';

CREATE TABLE mart.teller_span (
  outlet_code text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  full_time_equivalent numeric(10, 2) NOT NULL
);
COMMENT ON TABLE mart.teller_span IS 'Tellers of an outlet with the days of their work there, from their first day to their last';

-- Health index --------------------------------------------------------------------------------------------------------

CREATE TABLE core.health_part (
  part text PRIMARY KEY,
  weight numeric(6, 4) NOT NULL CHECK (weight >= 0),
  sort_order integer NOT NULL UNIQUE
);
COMMENT ON TABLE core.health_part IS 'Parts of the outlets'' health index with their weights, which come from bank/settings.yml. What a part measures is fixed (warehouse/src/mart/sql/cells/30-outlet-health.sql)';
INSERT INTO core.health_part (part, weight, sort_order) VALUES
  ('scale', 0.10, 1), ('growth', 0.20, 2), ('quality', 0.15, 3), ('productivity', 0.20, 4), ('risk', 0.15, 5), ('service', 0.10, 6), ('digital', 0.10, 7);

CREATE TABLE mart.outlet_health (
  outlet_code text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  peer_group text NOT NULL,
  peers integer NOT NULL,
  scale numeric(12, 8),
  growth numeric(12, 8),
  quality numeric(12, 8),
  productivity numeric(12, 8),
  risk numeric(12, 8),
  service numeric(12, 8),
  digital numeric(12, 8),
  health_index numeric(12, 8),
  coverage numeric(12, 8) NOT NULL,
  classification text NOT NULL CHECK (classification IN ('leading', 'steady', 'promising', 'lagging', 'unknown')),
  PRIMARY KEY (outlet_code, valid_from)
);
CREATE INDEX ON mart.outlet_health (valid_from);
COMMENT ON TABLE mart.outlet_health IS 'Where every open outlet stands among its peers at the end of a calendar month, which holds until the end of the next one';
COMMENT ON COLUMN mart.outlet_health.valid_from IS 'Last day of the month that it was worked out for; only months whose days are all within the data';
COMMENT ON COLUMN mart.outlet_health.peer_group IS
  'setting/size/age; with fewer than 8 outlets setting/size, then setting, then all. Size: thirds of the outlets by deposits; age: new below 5 years, established below 15, else mature';
COMMENT ON COLUMN mart.outlet_health.scale IS
  'Percentile rank 0 to 100 among the peers with a value: share of the others that are worse, those that are equal counted half. NULL without a value, or where no other peer has one';
COMMENT ON COLUMN mart.outlet_health.health_index IS 'Mean of the parts that have a value, weighted by core.health_part';
COMMENT ON COLUMN mart.outlet_health.coverage IS 'Weight of the parts that have a value / weight of all parts';
COMMENT ON COLUMN mart.outlet_health.classification IS
  'Efficiency (part productivity) x potential (part growth), each high from 50 on: leading (both high), steady (only efficiency), promising (only potential), lagging (neither), unknown (a part is missing)';

-- What is derived is derived anew at the next load or start.
DELETE FROM ops.derived_state;
