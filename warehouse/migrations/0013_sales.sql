-- Up Migration

-- Which steps are up to date ---------------------------------------------------------------------------------------

CREATE TABLE ops.derived_step (
  step text PRIMARY KEY,
  fingerprint text NOT NULL
);
COMMENT ON TABLE ops.derived_step IS 'Steps that a load may skip when it changed none of their tables, and what each was last built by';
COMMENT ON COLUMN ops.derived_step.fingerprint IS 'Digest of the step itself, of the applied migrations and of the bank: with another one it is built anew, whatever a load changed';

-- Contacts -----------------------------------------------------------------------------------------------------------

CREATE TABLE mart.contact_day (
  day date,
  channel text NOT NULL,
  disposition text NOT NULL,
  outlet_code text,
  staff_code text,
  contacts integer NOT NULL,
  accepted integer NOT NULL,
  revenue numeric(20, 2) NOT NULL,
  cost numeric(20, 2) NOT NULL
);
CREATE INDEX ON mart.contact_day (day);
COMMENT ON TABLE mart.contact_day IS 'Conversations with customers, added up';
COMMENT ON COLUMN mart.contact_day.day IS 'NULL where the source does not say: part of no period';
COMMENT ON COLUMN mart.contact_day.outlet_code IS 'Outlet of the contact, else of the member of staff, else the customer''s home outlet; NULL where none is known';
