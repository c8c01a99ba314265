-- Up Migration

CREATE TABLE ops.ingest (
  mapping text NOT NULL,
  idempotency_key text NOT NULL,
  request_sha256 text NOT NULL,
  status text NOT NULL CHECK (status IN ('loaded', 'refused')),
  answer jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (mapping, idempotency_key)
);
COMMENT ON TABLE ops.ingest IS 'What was answered to requests with an idempotency key, written by the transaction that loaded their rows; kept for a week';
COMMENT ON COLUMN ops.ingest.request_sha256 IS 'Of the kind of file, the content type and the body';
CREATE INDEX ON ops.ingest (created_at);

CREATE TABLE ops.feed (
  mapping text NOT NULL,
  source text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('load', 'watch', 'pull')),
  -- What the mapping says of it, to notice a change
  plan text NOT NULL,
  due_at timestamptz,
  -- Since when nothing came although it should have; NULL while all is well
  overdue_since timestamptz,
  last_started_at timestamptz,
  last_succeeded_at timestamptz,
  last_error text,
  last_error_at timestamptz,
  failures integer NOT NULL DEFAULT 0,
  etag text,
  last_modified text,
  PRIMARY KEY (mapping, kind)
);
COMMENT ON TABLE ops.feed IS 'What the mappings of bank/mappings have loaded by themselves (schedule, watch, pull): when it ran, runs next, and what went wrong last';
COMMENT ON COLUMN ops.feed.failures IS 'Failed runs since the last success; the next try waits longer with each';
COMMENT ON COLUMN ops.feed.etag IS 'What the address said of its last content, to ask only for what is newer';

CREATE TABLE ops.feed_file (
  mapping text NOT NULL,
  sha256 text NOT NULL,
  file_name text NOT NULL,
  status text NOT NULL CHECK (status IN ('loaded', 'refused')),
  message text,
  taken_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (mapping, sha256)
);
COMMENT ON TABLE ops.feed_file IS 'Files of watched folders by content: the same content is never taken twice';
