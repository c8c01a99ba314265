-- Up Migration

ALTER TABLE mart.campaign_day ALTER COLUMN cost TYPE numeric;
COMMENT ON COLUMN mart.campaign_day.cost IS
  'Cost of the contacts and the campaign''s fixed cost, of which every contacted member bears the same share, not rounded. '
  'Of a campaign that contacted nobody it stands on the first day, at no outlet';

ALTER TABLE mart.outlet_day ALTER COLUMN issued DROP NOT NULL, ALTER COLUMN served DROP NOT NULL, ALTER COLUMN wait_minutes DROP NOT NULL;
COMMENT ON COLUMN mart.outlet_day.issued IS 'NULL on a day without tickets, which is not 0; served and wait_minutes likewise';
