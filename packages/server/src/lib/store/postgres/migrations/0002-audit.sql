-- What the operators' desk looks at.

CREATE TABLE plimsoll.audit (
  seq bigint PRIMARY KEY,
  id text NOT NULL UNIQUE,
  customer_id text COLLATE "C",
  content text NOT NULL,
  personal text,
  hash text NOT NULL
);

COMMENT ON TABLE plimsoll.audit IS
  'Who and what changed accounts, a chain in which each hash covers the one before; rows are added behind the last one and never removed';
COMMENT ON COLUMN plimsoll.audit.seq IS 'from 1, without a gap';
COMMENT ON COLUMN plimsoll.audit.id IS 'of the change that it tells of';
COMMENT ON COLUMN plimsoll.audit.customer_id IS 'null when it concerns no customer, or all';
COMMENT ON COLUMN plimsoll.audit.content IS 'JSON: what the hash covers beside the one before';
COMMENT ON COLUMN plimsoll.audit.personal IS 'JSON: what an erasure forgets, whom the row concerns and why; the content holds a digest of it';
COMMENT ON COLUMN plimsoll.audit.hash IS 'of the hash before and the content';

CREATE INDEX audit_customer ON plimsoll.audit (customer_id, seq);

-- A customer's entries are sorted when an operator looks at them; an index of their times would make every spend dearer.
CREATE FUNCTION plimsoll.entry_made_at(entry text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT (entry::json ->> 10)::bigint $$;

COMMENT ON FUNCTION plimsoll.entry_made_at IS 'When an entry was made';
