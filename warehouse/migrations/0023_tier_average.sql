-- Up Migration

COMMENT ON COLUMN mart.customer_tier.average_aum IS 'Mean of the assets at the end of the month''s days within the data: in the first and the last month not all of them';
