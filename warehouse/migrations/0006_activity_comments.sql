-- Up Migration

COMMENT ON COLUMN mart.customer_span.is_active IS 'An own-initiated transaction in the 90 days up to and including each day of the span; after the last day with transactions what was known on that day holds on';
COMMENT ON COLUMN mart.card_span.is_active IS 'A card transaction in the 90 days up to and including each day of the span; after the last day with transactions what was known on that day holds on';
