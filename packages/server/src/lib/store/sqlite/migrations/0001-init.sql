-- The first tables. Counts keep to 0..2^53-1, the integers that JavaScript holds exactly; times are milliseconds of the store's clock.

CREATE TABLE plimsoll_migration (
  -- Which migrations were applied: the highest version is the schema of this file.
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE plimsoll_journal (
  -- What batches changed and the other tables do not know yet: entries, events, accounts, hours of history, versions. A batch is one row
  -- here where it would touch some pages for each customer. The first row is empty: everything up to it is in the tables.
  seq INTEGER PRIMARY KEY,
  page TEXT NOT NULL -- JSON: a list of words, and a flat list of values that name them
) STRICT;

INSERT INTO plimsoll_journal (seq, page) VALUES (0, '');

CREATE TABLE plimsoll_version (
  -- Grows with each change of a customer's ledger or snapshot. The journal may know later ones.
  customer_id TEXT PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE plimsoll_account (
  -- What one customer did with one meter in one window. The journal may know later counts.
  customer_id TEXT NOT NULL,
  meter TEXT NOT NULL,
  window TEXT NOT NULL, -- period:<start>, month:<yyyy-mm>, day:<date> or credits
  granted INTEGER NOT NULL CHECK (granted BETWEEN 0 AND 9007199254740991), -- credits only: units that were ever bought or given
  used INTEGER NOT NULL CHECK (used BETWEEN 0 AND 9007199254740991),
  reserved INTEGER NOT NULL CHECK (reserved BETWEEN 0 AND 9007199254740991),
  from_credits INTEGER NOT NULL CHECK (from_credits BETWEEN 0 AND 9007199254740991), -- units of this window that were paid with credits
  overage INTEGER NOT NULL CHECK (overage BETWEEN 0 AND 9007199254740991),
  overage_reserved INTEGER NOT NULL CHECK (overage_reserved BETWEEN 0 AND 9007199254740991),
  overrun INTEGER NOT NULL CHECK (overrun BETWEEN 0 AND 9007199254740991), -- used although nothing admitted it
  PRIMARY KEY (customer_id, meter, window)
) STRICT, WITHOUT ROWID;

CREATE TABLE plimsoll_history (
  -- Units per hour and user. The journal may know later sums.
  customer_id TEXT NOT NULL,
  meter TEXT NOT NULL,
  hour INTEGER NOT NULL, -- its start
  user_id TEXT NOT NULL, -- '' for none
  units INTEGER NOT NULL,
  PRIMARY KEY (customer_id, meter, hour, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE plimsoll_entry (
  -- The durable record of one command: its effect and its answer. The journal may know later ones. Checks of the columns would make a
  -- fold a third dearer: only the ledger writes here.
  seq INTEGER PRIMARY KEY,
  customer_id TEXT NOT NULL,
  id TEXT NOT NULL, -- chosen by the caller
  kind TEXT NOT NULL, -- spend, record, reserve, grant or revoke
  user_id TEXT,
  meter TEXT NOT NULL,
  state TEXT NOT NULL, -- reserved, committed, refunded, released or expired
  requested INTEGER NOT NULL, -- units that the command asked for
  units INTEGER NOT NULL, -- held or committed: the sum of the next four, but for a grant
  allowance INTEGER NOT NULL,
  credits INTEGER NOT NULL,
  overage INTEGER NOT NULL,
  overrun INTEGER NOT NULL,
  policy TEXT, -- JSON: under which it was admitted
  event_id TEXT, -- under which the provider hears of it
  late INTEGER NOT NULL, -- 1: committed after its reservation had expired
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  settled_at INTEGER, -- null while it is held
  attempt INTEGER NOT NULL, -- how often units were held under this id
  -- Ids are made one after the other, customers come in any order: the id first keeps what is new together.
  UNIQUE (id, customer_id)
) STRICT;

-- Open reservations of one meter, and of all customers by the end of their time.
CREATE INDEX plimsoll_entry_open ON plimsoll_entry (customer_id, meter, expires_at) WHERE state = 'reserved';
CREATE INDEX plimsoll_entry_due ON plimsoll_entry (expires_at) WHERE state = 'reserved';

-- Answers by age, for forgetting them.
CREATE INDEX plimsoll_entry_settled ON plimsoll_entry (settled_at) WHERE kind <> 'grant' AND settled_at IS NOT NULL;

CREATE TABLE plimsoll_outbox (
  -- Usage events that the provider has not taken; the newest are still in the journal. A lease is a token and the time at which the row is due again.
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  user_id TEXT,
  meter TEXT NOT NULL,
  units INTEGER NOT NULL,
  billable_units INTEGER NOT NULL, -- the overage among them
  at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting', -- or parked
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  token TEXT, -- of the lease
  reason TEXT -- why the provider refused it
) STRICT;

CREATE INDEX plimsoll_outbox_due ON plimsoll_outbox (due_at) WHERE state = 'waiting';
CREATE INDEX plimsoll_outbox_parked ON plimsoll_outbox (seq) WHERE state = 'parked';
CREATE INDEX plimsoll_outbox_parked_id ON plimsoll_outbox (id) WHERE state = 'parked';
CREATE INDEX plimsoll_outbox_lease ON plimsoll_outbox (token) WHERE token IS NOT NULL;

CREATE TABLE plimsoll_inbox (
  -- Webhooks that were accepted, kept for a while after they ended so that a repeat is recognised.
  seq INTEGER PRIMARY KEY,
  provider TEXT NOT NULL,
  id TEXT NOT NULL, -- the provider's own id of the event
  event TEXT NOT NULL, -- JSON: what it means
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'ignored', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0,
  received_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  ended_at INTEGER,
  token TEXT, -- of the lease
  error TEXT,
  UNIQUE (provider, id)
) STRICT;

CREATE INDEX plimsoll_inbox_due ON plimsoll_inbox (due_at, seq) WHERE state = 'waiting';
CREATE INDEX plimsoll_inbox_age ON plimsoll_inbox (received_at) WHERE state = 'waiting';
CREATE INDEX plimsoll_inbox_dead ON plimsoll_inbox (seq) WHERE state = 'dead';
CREATE INDEX plimsoll_inbox_ended ON plimsoll_inbox (ended_at) WHERE state IN ('done', 'ignored');

CREATE TABLE plimsoll_snapshot (
  -- What is known of each customer at the provider, with the columns by which it is found.
  customer_id TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  provider_customer_id TEXT,
  revision INTEGER NOT NULL,
  document TEXT NOT NULL -- JSON
) STRICT;

CREATE INDEX plimsoll_snapshot_provider ON plimsoll_snapshot (provider, provider_customer_id);

CREATE TABLE plimsoll_record (
  -- Small documents by key: open checkouts, leases, settings.
  -- AUTOINCREMENT never gives a revision twice, so a key that was removed and written anew shows none that someone still holds.
  revision INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL, -- JSON
  expires_at INTEGER -- null for never
) STRICT;

CREATE INDEX plimsoll_record_expiry ON plimsoll_record (expires_at) WHERE expires_at IS NOT NULL;
