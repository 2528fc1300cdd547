-- What the operators' desk looks at.

CREATE TABLE plimsoll_audit (
  -- Who and what changed accounts, a chain in which each hash covers the one before. Rows are added behind the last one and never removed.
  seq INTEGER PRIMARY KEY, -- from 1, without a gap
  id TEXT NOT NULL UNIQUE, -- of the change that it tells of
  customer_id TEXT, -- null when it concerns no customer, or all
  content TEXT NOT NULL, -- JSON: what the hash covers beside the one before
  personal TEXT, -- JSON: what an erasure forgets, whom the row concerns and why; the content holds a digest of it
  hash TEXT NOT NULL
) STRICT;

CREATE INDEX plimsoll_audit_customer ON plimsoll_audit (customer_id, seq);

-- A customer's entries in their order. They are written when the journal is folded, off the way of a spend.
CREATE INDEX plimsoll_entry_customer ON plimsoll_entry (customer_id, created_at, id);
