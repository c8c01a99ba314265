-- Up Migration

-- Exact numbers: a sum of floating-point numbers depends on the order of the rows.
ALTER TABLE mart.outlet_day ALTER COLUMN wait_minutes TYPE numeric(20, 6);
ALTER TABLE mart.outlet_health
  ALTER COLUMN scale TYPE numeric(12, 8),
  ALTER COLUMN growth TYPE numeric(12, 8),
  ALTER COLUMN quality TYPE numeric(12, 8),
  ALTER COLUMN productivity TYPE numeric(12, 8),
  ALTER COLUMN risk TYPE numeric(12, 8),
  ALTER COLUMN service TYPE numeric(12, 8),
  ALTER COLUMN digital TYPE numeric(12, 8),
  ALTER COLUMN health_index TYPE numeric(12, 8),
  ALTER COLUMN coverage TYPE numeric(12, 8),
  ADD COLUMN is_open_to_branch boolean NOT NULL DEFAULT false,
  ADD COLUMN is_open_to_region boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN mart.outlet_health.is_open_to_branch IS
  'Whether the manager of the outlet may know the row: seven other outlets or more are in its group, and have a value for each part that the outlet has one for';
COMMENT ON COLUMN mart.outlet_health.is_open_to_region IS 'Likewise for the manager of the region: seven outlets or more of other regions';

-- What is derived is derived anew at the next load or start.
DELETE FROM ops.derived_state;
