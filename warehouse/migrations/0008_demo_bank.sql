-- Up Migration

CREATE TABLE ops.demo_bank (
  single_row boolean PRIMARY KEY DEFAULT true CHECK (single_row),
  scale integer NOT NULL CHECK (scale > 0),
  seed bigint NOT NULL,
  generator integer NOT NULL,
  digest text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE ops.demo_bank IS 'What the generated demo bank of this database was made from; empty for every other bank';
COMMENT ON COLUMN ops.demo_bank.scale IS 'Thousands of customers';
COMMENT ON COLUMN ops.demo_bank.generator IS 'Version of the generator';
COMMENT ON COLUMN ops.demo_bank.digest IS 'SHA-256 over all generated rows';
