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
  mapping text PRIMARY KEY,
  source text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('watch', 'pull')),
  plan text NOT NULL,
  due_at timestamptz,
  retry_at timestamptz,
  last_started_at timestamptz,
  last_succeeded_at timestamptz,
  last_error text,
  last_error_at timestamptz,
  failures integer NOT NULL DEFAULT 0,
  etag text,
  last_modified text
);
COMMENT ON TABLE ops.feed IS 'Mappings that are loaded by themselves (watch, pull): when they ran, what went wrong last, when they are due';
COMMENT ON COLUMN ops.feed.plan IS 'What the mapping says of it, to notice a change';
COMMENT ON COLUMN ops.feed.due_at IS 'When it was or is to run next by its schedule; NULL without one. It moves on when a run succeeds';
COMMENT ON COLUMN ops.feed.retry_at IS 'Not before this moment after a failed run';
COMMENT ON COLUMN ops.feed.failures IS 'Failed runs since the last success; the next try waits longer with each';
COMMENT ON COLUMN ops.feed.etag IS 'What the address said of its last content, to ask only for what is newer';

CREATE VIEW ops.feed_state AS
SELECT mapping, source, kind, due_at, last_succeeded_at, failures,
  CASE WHEN failures > 0 THEN 'failing' WHEN due_at < now() - interval '2 minutes' THEN 'late' ELSE 'ok' END AS state
FROM ops.feed;
COMMENT ON VIEW ops.feed_state IS 'How feeds are, without what their errors say: that may quote rows';

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

CREATE TABLE ops.demo_held_back (
  transaction_code text PRIMARY KEY,
  position integer NOT NULL,
  posting jsonb NOT NULL
);
COMMENT ON TABLE ops.demo_held_back IS 'Postings of the demo bank''s last day that npm start -- --live has not booked yet; a start without it books them';
CREATE INDEX ON ops.demo_held_back (position);
