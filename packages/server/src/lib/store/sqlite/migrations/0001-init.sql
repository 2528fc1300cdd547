-- The first tables. Counts keep to 0..2^53-1, the integers that JavaScript holds exactly; times are milliseconds of the store's clock.

CREATE TABLE plimsoll_migration (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

-- Grows with each change of a customer's ledger or snapshot.
CREATE TABLE plimsoll_customer (
  customer_id TEXT PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE plimsoll_account (
  customer_id TEXT NOT NULL,
  meter TEXT NOT NULL,
  window TEXT NOT NULL,
  granted INTEGER NOT NULL CHECK (granted BETWEEN 0 AND 9007199254740991),
  used INTEGER NOT NULL CHECK (used BETWEEN 0 AND 9007199254740991),
  reserved INTEGER NOT NULL CHECK (reserved BETWEEN 0 AND 9007199254740991),
  from_credits INTEGER NOT NULL CHECK (from_credits BETWEEN 0 AND 9007199254740991),
  overage INTEGER NOT NULL CHECK (overage BETWEEN 0 AND 9007199254740991),
  overage_reserved INTEGER NOT NULL CHECK (overage_reserved BETWEEN 0 AND 9007199254740991),
  overrun INTEGER NOT NULL CHECK (overrun BETWEEN 0 AND 9007199254740991),
  PRIMARY KEY (customer_id, meter, window)
) STRICT, WITHOUT ROWID;

CREATE TABLE plimsoll_entry (
  customer_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('spend', 'record', 'reserve', 'grant')),
  user_id TEXT,
  meter TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reserved', 'committed', 'refunded', 'released', 'expired')),
  requested INTEGER NOT NULL,
  units INTEGER NOT NULL CHECK (units BETWEEN 0 AND 9007199254740991),
  allowance INTEGER NOT NULL,
  credits INTEGER NOT NULL,
  overage INTEGER NOT NULL,
  overrun INTEGER NOT NULL,
  policy TEXT,
  event_id TEXT,
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  settled_at INTEGER,
  attempt INTEGER NOT NULL,
  PRIMARY KEY (customer_id, id),
  CHECK (kind = 'grant' OR units = allowance + credits + overage + overrun)
) STRICT, WITHOUT ROWID;

-- Open reservations of one meter, and of all customers by the end of their time.
CREATE INDEX plimsoll_entry_open ON plimsoll_entry (customer_id, meter, expires_at) WHERE state = 'reserved';
CREATE INDEX plimsoll_entry_due ON plimsoll_entry (expires_at) WHERE state = 'reserved';

-- Answers by age, for forgetting them.
CREATE INDEX plimsoll_entry_settled ON plimsoll_entry (settled_at) WHERE kind <> 'grant' AND settled_at IS NOT NULL;

-- Units per hour and user; an empty user id stands for none.
CREATE TABLE plimsoll_history (
  customer_id TEXT NOT NULL,
  meter TEXT NOT NULL,
  hour INTEGER NOT NULL,
  user_id TEXT NOT NULL,
  units INTEGER NOT NULL,
  PRIMARY KEY (customer_id, meter, hour, user_id)
) STRICT, WITHOUT ROWID;

-- Usage events that the provider has not taken. A lease is a token and the time at which the row is due again.
CREATE TABLE plimsoll_outbox (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  user_id TEXT,
  meter TEXT NOT NULL,
  units INTEGER NOT NULL,
  billable_units INTEGER NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'parked')),
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  token TEXT,
  reason TEXT
) STRICT;

CREATE INDEX plimsoll_outbox_due ON plimsoll_outbox (due_at, seq) WHERE state = 'waiting';
CREATE INDEX plimsoll_outbox_parked ON plimsoll_outbox (seq) WHERE state = 'parked';
CREATE INDEX plimsoll_outbox_parked_id ON plimsoll_outbox (id) WHERE state = 'parked';
CREATE INDEX plimsoll_outbox_lease ON plimsoll_outbox (token) WHERE token IS NOT NULL;

-- Webhooks that were accepted, kept for a while after they ended so that a repeat is recognised.
CREATE TABLE plimsoll_inbox (
  seq INTEGER PRIMARY KEY,
  provider TEXT NOT NULL,
  id TEXT NOT NULL,
  event TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'ignored', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0,
  received_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  ended_at INTEGER,
  token TEXT,
  error TEXT,
  UNIQUE (provider, id)
) STRICT;

CREATE INDEX plimsoll_inbox_due ON plimsoll_inbox (due_at, seq) WHERE state = 'waiting';
CREATE INDEX plimsoll_inbox_age ON plimsoll_inbox (received_at) WHERE state = 'waiting';
CREATE INDEX plimsoll_inbox_dead ON plimsoll_inbox (seq) WHERE state = 'dead';
CREATE INDEX plimsoll_inbox_ended ON plimsoll_inbox (ended_at) WHERE state IN ('done', 'ignored');

CREATE TABLE plimsoll_snapshot (
  customer_id TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  provider_customer_id TEXT,
  revision INTEGER NOT NULL,
  document TEXT NOT NULL
) STRICT;

CREATE INDEX plimsoll_snapshot_provider ON plimsoll_snapshot (provider, provider_customer_id);

-- AUTOINCREMENT never gives a revision twice, so a key that was removed and written anew shows none that someone still holds.
CREATE TABLE plimsoll_record (
  revision INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL,
  expires_at INTEGER
) STRICT;

CREATE INDEX plimsoll_record_expiry ON plimsoll_record (expires_at) WHERE expires_at IS NOT NULL;
