-- The first tables. Counts keep to 0..2^53-1, the integers that JavaScript holds exactly; times are milliseconds of the store's clock.
-- Keys compare by bytes, so that their order is the same in every database, whatever its language.

-- The store's clock: the server's own, unless a test brings one.
CREATE FUNCTION plimsoll.clock(given bigint) RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT coalesce(given, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint)
$$;

-- The name of the server's present life. A crash empties it, as does a failover: only within one life does the id of a transaction
-- mean that transaction, because a server that crashed may give the ids again that it had no time to write down.
CREATE UNLOGGED TABLE plimsoll.incarnation (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  id text NOT NULL
);

CREATE DOMAIN plimsoll.count AS bigint CHECK (VALUE BETWEEN 0 AND 9007199254740991);

-- Grows with each change of a customer's ledger or snapshot. Whoever changes a customer's books holds the lock of this row.
CREATE TABLE plimsoll.customer (
  customer_id text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE plimsoll.account (
  customer_id text COLLATE "C" NOT NULL,
  meter text COLLATE "C" NOT NULL,
  window_id text COLLATE "C" NOT NULL,
  granted plimsoll.count NOT NULL,
  used plimsoll.count NOT NULL,
  reserved plimsoll.count NOT NULL,
  from_credits plimsoll.count NOT NULL,
  overage plimsoll.count NOT NULL,
  overage_reserved plimsoll.count NOT NULL,
  overrun plimsoll.count NOT NULL,
  PRIMARY KEY (customer_id, meter, window_id)
) WITH (fillfactor = 70);

CREATE TABLE plimsoll.entry (
  customer_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('spend', 'record', 'reserve', 'grant')),
  user_id text,
  meter text COLLATE "C" NOT NULL,
  state text NOT NULL CHECK (state IN ('reserved', 'committed', 'refunded', 'released', 'expired')),
  requested plimsoll.count NOT NULL,
  units plimsoll.count NOT NULL,
  allowance plimsoll.count NOT NULL,
  credits plimsoll.count NOT NULL,
  overage plimsoll.count NOT NULL,
  overrun plimsoll.count NOT NULL,
  policy jsonb,
  event_id text,
  late boolean NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint,
  settled_at bigint,
  attempt bigint NOT NULL,
  PRIMARY KEY (customer_id, id),
  CHECK (kind = 'grant' OR units = allowance + credits + overage + overrun)
);

-- Open reservations of one meter, and of all customers by the end of their time; answers that may be forgotten by their age.
CREATE INDEX entry_open ON plimsoll.entry (customer_id, meter, expires_at) WHERE state = 'reserved';
CREATE INDEX entry_due ON plimsoll.entry (expires_at) WHERE state = 'reserved';
CREATE INDEX entry_settled ON plimsoll.entry (settled_at) WHERE kind <> 'grant';

-- Units per hour and user; an empty user id stands for none.
CREATE TABLE plimsoll.history (
  customer_id text COLLATE "C" NOT NULL,
  meter text COLLATE "C" NOT NULL,
  hour bigint NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  units bigint NOT NULL,
  PRIMARY KEY (customer_id, meter, hour, user_id)
) WITH (fillfactor = 70);

-- Usage events that the provider has not taken. A lease is a token and the time at which the row is due again.
CREATE TABLE plimsoll.outbox (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text COLLATE "C" NOT NULL,
  customer_id text NOT NULL,
  user_id text,
  meter text NOT NULL,
  units plimsoll.count NOT NULL,
  billable_units plimsoll.count NOT NULL,
  at bigint NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'parked')),
  attempts integer NOT NULL DEFAULT 0,
  due_at bigint NOT NULL,
  token text,
  reason text
);

CREATE INDEX outbox_due ON plimsoll.outbox (due_at, seq) WHERE state = 'waiting';
CREATE INDEX outbox_parked ON plimsoll.outbox (seq) WHERE state = 'parked';
CREATE INDEX outbox_parked_id ON plimsoll.outbox (id) WHERE state = 'parked';
CREATE INDEX outbox_lease ON plimsoll.outbox (token) WHERE token IS NOT NULL;

-- Webhooks that were accepted, kept for a while after they ended so that a repeat is recognised.
CREATE TABLE plimsoll.inbox (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  event text NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'ignored', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  received_at bigint NOT NULL,
  due_at bigint NOT NULL,
  ended_at bigint,
  token text,
  error text,
  UNIQUE (provider, id)
);

CREATE INDEX inbox_due ON plimsoll.inbox (due_at, seq) WHERE state = 'waiting';
CREATE INDEX inbox_age ON plimsoll.inbox (received_at) WHERE state = 'waiting';
CREATE INDEX inbox_dead ON plimsoll.inbox (seq) WHERE state = 'dead';
CREATE INDEX inbox_ended ON plimsoll.inbox (ended_at) WHERE state IN ('done', 'ignored');

CREATE TABLE plimsoll.snapshot (
  customer_id text COLLATE "C" PRIMARY KEY,
  provider text COLLATE "C" NOT NULL,
  provider_customer_id text COLLATE "C",
  revision bigint NOT NULL,
  document text NOT NULL
);

CREATE INDEX snapshot_provider ON plimsoll.snapshot (provider, provider_customer_id);

-- A sequence never gives a revision twice, so a key that was removed and written anew shows none that someone still holds.
CREATE SEQUENCE plimsoll.record_revision;

CREATE TABLE plimsoll.record (
  key text COLLATE "C" PRIMARY KEY,
  value text NOT NULL,
  revision bigint NOT NULL,
  expires_at bigint
);

CREATE INDEX record_expiry ON plimsoll.record (expires_at) WHERE expires_at IS NOT NULL;
