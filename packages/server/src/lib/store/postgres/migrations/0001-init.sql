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

-- A customer's part of the books that changes with every batch, in one row: one look finds it and one write replaces it. Whoever changes
-- a customer's books holds the lock of this row. Updates stay within their page: the only other index is on a column that seldom changes.
CREATE TABLE plimsoll.customer (
  customer_id text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  stamp bigint NOT NULL,
  due_at bigint,
  more boolean NOT NULL DEFAULT false,
  accounts text NOT NULL
) WITH (fillfactor = 60, toast_tuple_target = 8160);
ALTER TABLE plimsoll.customer ALTER COLUMN accounts SET STORAGE EXTERNAL;

CREATE INDEX customer_due ON plimsoll.customer (due_at) WHERE due_at IS NOT NULL;

COMMENT ON TABLE plimsoll.customer IS 'A customer, with the accounts that are in use';
COMMENT ON COLUMN plimsoll.customer.customer_id IS 'The host''s own id';
COMMENT ON COLUMN plimsoll.customer.version IS 'Grows with each change of the ledger or the snapshot';
COMMENT ON COLUMN plimsoll.customer.stamp IS 'Random name of the last change: who knows it knows all of the row';
COMMENT ON COLUMN plimsoll.customer.due_at IS 'No open reservation ends before this instant; null when none is open';
COMMENT ON COLUMN plimsoll.customer.more IS 'Whether there are accounts that are not in this row';
COMMENT ON COLUMN plimsoll.customer.accounts IS
  'JSON: the accounts that changed last, each as [meter, window, granted, used, reserved, from credits, overage, overage reserved, overrun]';

CREATE TABLE plimsoll.account (
  customer_id text COLLATE "C" NOT NULL,
  meter text COLLATE "C" NOT NULL,
  window_id text COLLATE "C" NOT NULL,
  account text NOT NULL,
  PRIMARY KEY (customer_id, meter, window_id)
);

COMMENT ON TABLE plimsoll.account IS 'Accounts that did not change for a while. What the customer''s own row says of an account goes before';
COMMENT ON COLUMN plimsoll.account.customer_id IS 'Whose account';
COMMENT ON COLUMN plimsoll.account.meter IS 'Of which meter';
COMMENT ON COLUMN plimsoll.account.window_id IS 'Of which window, or credits';
COMMENT ON COLUMN plimsoll.account.account IS 'JSON, as in customer.accounts';

CREATE TABLE plimsoll.entry (
  customer_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  due_at bigint,
  settled_at bigint,
  stamp bigint NOT NULL,
  entry text NOT NULL,
  PRIMARY KEY (customer_id, id)
);

CREATE INDEX entry_due ON plimsoll.entry (customer_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX entry_settled ON plimsoll.entry (settled_at) WHERE settled_at IS NOT NULL;

COMMENT ON TABLE plimsoll.entry IS 'What each command did, kept so that its repeats get the same answer';
COMMENT ON COLUMN plimsoll.entry.customer_id IS 'Whose entry';
COMMENT ON COLUMN plimsoll.entry.id IS 'The command''s id';
COMMENT ON COLUMN plimsoll.entry.due_at IS 'When an open reservation ends; null for everything else';
COMMENT ON COLUMN plimsoll.entry.settled_at IS 'When it ended, from which its age counts; null while it is held, and for grants, which are kept for ever';
COMMENT ON COLUMN plimsoll.entry.stamp IS 'Stamp of the batch that wrote it last';
COMMENT ON COLUMN plimsoll.entry.entry IS
  'JSON: [kind, user, meter, state, requested, units, [allowance, credits, overage, overrun], policy, event id, late, created at, expires at, settled at, attempt]';

-- What batches have to tell, one row a batch, kept as it came. The history takes it in many batches at a time, and its readers count both.
-- Usage events stay here until somebody claims them.
CREATE TABLE plimsoll.journal (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  events bigint NOT NULL,
  at bigint NOT NULL,
  told boolean NOT NULL DEFAULT false,
  ids text NOT NULL,
  customers text NOT NULL,
  users text NOT NULL,
  meters text NOT NULL,
  units text NOT NULL,
  billable_units text,
  hours text
) WITH (toast_tuple_target = 8160);
ALTER TABLE plimsoll.journal
  ALTER COLUMN ids SET STORAGE EXTERNAL, ALTER COLUMN customers SET STORAGE EXTERNAL, ALTER COLUMN users SET STORAGE EXTERNAL,
  ALTER COLUMN meters SET STORAGE EXTERNAL, ALTER COLUMN units SET STORAGE EXTERNAL, ALTER COLUMN billable_units SET STORAGE EXTERNAL,
  ALTER COLUMN hours SET STORAGE EXTERNAL;

CREATE INDEX journal_untold ON plimsoll.journal (seq) WHERE NOT told;
CREATE INDEX journal_events ON plimsoll.journal (at) INCLUDE (events) WHERE events > 0;

-- The journal's changes, one row each.
CREATE FUNCTION plimsoll.changes_of(
  plimsoll.journal, OUT id text, OUT customer_id text, OUT user_id text, OUT meter text, OUT units bigint, OUT billable_units bigint,
  OUT hour bigint, OUT place bigint
) RETURNS SETOF record LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(k.id, ''), k.customer_id, coalesce(k.user_id, ''), k.meter, k.units, coalesce(k.billable_units, 0), coalesce(k.hour, $1.at - $1.at % 3600000), k.place
  FROM unnest(
    string_to_array($1.ids, E'\x1f'), string_to_array($1.customers, E'\x1f'), string_to_array($1.users, E'\x1f'),
    string_to_array($1.meters, E'\x1f'), $1.units::bigint[], $1.billable_units::bigint[], $1.hours::bigint[]
  ) WITH ORDINALITY AS k (id, customer_id, user_id, meter, units, billable_units, hour, place)
$$;

COMMENT ON TABLE plimsoll.journal IS 'Changes of the history that it has not taken in yet, and usage events that were never claimed';
COMMENT ON COLUMN plimsoll.journal.seq IS 'Order of writing';
COMMENT ON COLUMN plimsoll.journal.events IS 'How many usage events there are';
COMMENT ON COLUMN plimsoll.journal.at IS 'When the batch was decided';
COMMENT ON COLUMN plimsoll.journal.told IS 'Whether the history has taken it in';
COMMENT ON COLUMN plimsoll.journal.ids IS 'Event ids, parted by the control character 31 as in the lists beside; empty for a mere change of the history';
COMMENT ON COLUMN plimsoll.journal.customers IS 'Whose units';
COMMENT ON COLUMN plimsoll.journal.users IS 'Who used them; empty for nobody';
COMMENT ON COLUMN plimsoll.journal.meters IS 'Of which meter';
COMMENT ON COLUMN plimsoll.journal.units IS 'How many, as an array; negative for a refund';
COMMENT ON COLUMN plimsoll.journal.billable_units IS 'The overage among them; null for none at all';
COMMENT ON COLUMN plimsoll.journal.hours IS 'Start of the hour in which they count; null for the hour of the decision';
COMMENT ON FUNCTION plimsoll.changes_of IS 'The changes that a row of the journal tells of';

CREATE TABLE plimsoll.history (
  customer_id text COLLATE "C" NOT NULL,
  meter text COLLATE "C" NOT NULL,
  hour bigint NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  units bigint NOT NULL,
  PRIMARY KEY (customer_id, meter, hour, user_id)
) WITH (fillfactor = 70);

COMMENT ON TABLE plimsoll.history IS 'Units per hour and user';
COMMENT ON COLUMN plimsoll.history.customer_id IS 'Whose units';
COMMENT ON COLUMN plimsoll.history.meter IS 'Of which meter';
COMMENT ON COLUMN plimsoll.history.hour IS 'Start of the hour';
COMMENT ON COLUMN plimsoll.history.user_id IS 'Who used them; empty for nobody';
COMMENT ON COLUMN plimsoll.history.units IS 'How many';

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

COMMENT ON FUNCTION plimsoll.clock(bigint) IS 'The store''s clock: the server''s own, unless a test brings one';
COMMENT ON DOMAIN plimsoll.count IS 'A count that JavaScript holds exactly';
COMMENT ON TABLE plimsoll.incarnation IS 'The name of the server''s present life';
COMMENT ON COLUMN plimsoll.incarnation.single IS 'Holds the table to one row';
COMMENT ON COLUMN plimsoll.incarnation.id IS 'Random; a crash empties the table';

COMMENT ON TABLE plimsoll.outbox IS 'Usage events that the provider has not taken';
COMMENT ON COLUMN plimsoll.outbox.seq IS 'Order of arrival';
COMMENT ON COLUMN plimsoll.outbox.id IS 'The event''s id, under which the provider counts it once';
COMMENT ON COLUMN plimsoll.outbox.customer_id IS 'Whose units';
COMMENT ON COLUMN plimsoll.outbox.user_id IS 'Who used them, if anybody';
COMMENT ON COLUMN plimsoll.outbox.meter IS 'Of which meter';
COMMENT ON COLUMN plimsoll.outbox.units IS 'How many';
COMMENT ON COLUMN plimsoll.outbox.billable_units IS 'The overage among them';
COMMENT ON COLUMN plimsoll.outbox.at IS 'When they were used';
COMMENT ON COLUMN plimsoll.outbox.state IS 'waiting, or parked for a person to look at';
COMMENT ON COLUMN plimsoll.outbox.attempts IS 'How often it was claimed';
COMMENT ON COLUMN plimsoll.outbox.due_at IS 'When it may be claimed; the end of the lease while there is one';
COMMENT ON COLUMN plimsoll.outbox.token IS 'Proof of the lease; null when there is none';
COMMENT ON COLUMN plimsoll.outbox.reason IS 'Why the provider refused it';

COMMENT ON TABLE plimsoll.inbox IS 'Webhooks that were accepted';
COMMENT ON COLUMN plimsoll.inbox.seq IS 'Order of arrival';
COMMENT ON COLUMN plimsoll.inbox.provider IS 'Who sent it';
COMMENT ON COLUMN plimsoll.inbox.id IS 'The provider''s id of the event';
COMMENT ON COLUMN plimsoll.inbox.event IS 'JSON: what it means, in our words';
COMMENT ON COLUMN plimsoll.inbox.state IS 'waiting, done, ignored, or dead: given up until a person looks at it';
COMMENT ON COLUMN plimsoll.inbox.attempts IS 'How often it was claimed';
COMMENT ON COLUMN plimsoll.inbox.received_at IS 'When it came';
COMMENT ON COLUMN plimsoll.inbox.due_at IS 'When it may be claimed; the end of the lease while there is one';
COMMENT ON COLUMN plimsoll.inbox.ended_at IS 'When it was done, ignored or given up';
COMMENT ON COLUMN plimsoll.inbox.token IS 'Proof of the lease; null when there is none';
COMMENT ON COLUMN plimsoll.inbox.error IS 'What went wrong last';

COMMENT ON TABLE plimsoll.snapshot IS 'What is known of each customer at the provider';
COMMENT ON COLUMN plimsoll.snapshot.customer_id IS 'The host''s own id';
COMMENT ON COLUMN plimsoll.snapshot.provider IS 'Which provider';
COMMENT ON COLUMN plimsoll.snapshot.provider_customer_id IS 'The provider''s id of the customer, once it is known';
COMMENT ON COLUMN plimsoll.snapshot.revision IS 'How often it was written';
COMMENT ON COLUMN plimsoll.snapshot.document IS 'JSON: the snapshot';

COMMENT ON SEQUENCE plimsoll.record_revision IS 'Revisions of records, none of them given twice';
COMMENT ON TABLE plimsoll.record IS 'Small documents: open checkouts, leases, settings';
COMMENT ON COLUMN plimsoll.record.key IS 'Its name';
COMMENT ON COLUMN plimsoll.record.value IS 'JSON';
COMMENT ON COLUMN plimsoll.record.revision IS 'Of this value; a write names the one that it replaces';
COMMENT ON COLUMN plimsoll.record.expires_at IS 'When its time is over; null for never';

-- Locks customers, then reads the part of their books that a batch can touch: two statements in one round trip, because the second one
-- must see what the lock has waited for. Each key is looked up by itself, and never by reading a whole table, whatever the plan was made of.
-- Rows: the clock (in version; alone, when a customer to be locked is not there), customers, entries (with the due ones of the customers), the first one that is not due, older accounts.
CREATE FUNCTION plimsoll.load_books(
  given bigint, locked text[], customers text[], entry_customers text[], entry_ids text[],
  account_customers text[], account_meters text[], account_windows text[], due_limit bigint
) RETURNS TABLE (part text, customer_id text, id text, body text, version bigint, stamp bigint, due_at bigint, more boolean)
LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  time bigint;
  held bigint;
BEGIN
  PERFORM 1 FROM unnest(locked) AS k (id) JOIN plimsoll.customer AS c ON c.customer_id = k.id ORDER BY c.customer_id FOR UPDATE OF c;
  GET DIAGNOSTICS held = ROW_COUNT;
  time := plimsoll.clock(given);
  -- One that is not there yet cannot be locked, and may be there in the next moment.
  IF held < cardinality(locked) THEN
    RETURN QUERY SELECT 'clock', NULL::text, NULL::text, NULL::text, time, NULL::bigint, NULL::bigint, NULL::boolean;
    RETURN;
  END IF;
  RETURN QUERY
  WITH found AS MATERIALIZED (
    SELECT c.* FROM unnest(customers) AS k (id)
    CROSS JOIN LATERAL (SELECT * FROM plimsoll.customer AS c WHERE c.customer_id = k.id LIMIT 1) AS c
  )
  SELECT 'clock', NULL::text, NULL::text, NULL::text, time, NULL::bigint, NULL::bigint, NULL::boolean
  UNION ALL
  SELECT 'customer', f.customer_id, NULL, f.accounts, f.version, f.stamp, f.due_at, f.more FROM found AS f
  UNION ALL
  SELECT 'entry', e.customer_id, e.id, e.entry, NULL, e.stamp, e.due_at, NULL
  FROM unnest(entry_customers, entry_ids) AS k (customer, id)
  CROSS JOIN LATERAL (SELECT * FROM plimsoll.entry AS e WHERE e.customer_id = k.customer AND e.id = k.id LIMIT 1) AS e
  UNION ALL
  SELECT 'due', e.customer_id, e.id, e.entry, NULL, e.stamp, e.due_at, NULL
  FROM found AS f
  CROSS JOIN LATERAL (
    SELECT * FROM plimsoll.entry AS e WHERE e.customer_id = f.customer_id AND e.due_at <= time ORDER BY e.due_at LIMIT due_limit
  ) AS e
  WHERE f.due_at <= time
  UNION ALL
  SELECT 'next', f.customer_id, NULL, NULL, NULL, NULL, e.due_at, NULL
  FROM found AS f
  CROSS JOIN LATERAL (
    SELECT e.due_at FROM plimsoll.entry AS e WHERE e.customer_id = f.customer_id AND e.due_at > time ORDER BY e.due_at LIMIT 1
  ) AS e
  WHERE f.due_at <= time
  UNION ALL
  SELECT 'account', a.customer_id, NULL, a.account, NULL, NULL, NULL, NULL
  FROM unnest(account_customers, account_meters, account_windows) AS k (customer, meter, window_id)
  CROSS JOIN LATERAL (
    SELECT * FROM plimsoll.account AS a
    WHERE a.customer_id = k.customer AND a.meter = k.meter AND a.window_id = k.window_id LIMIT 1
  ) AS a;
END $$;

COMMENT ON FUNCTION plimsoll.load_books IS 'Locks customers and reads the part of their books that a batch can touch';

-- Writes what the ledger decided if it was decided on what is there now: each customer still has the stamp that was seen, no entry that
-- is new or was refused is there, and the clock is the one of the decision. Where a change was to be made on what is no longer so, it is an
-- error: a serialization failure (someone else changed a customer) or a violation of the entries' key. Where nothing was to be changed, the
-- result says the same: 0 or -1. With `patience_ms` null, which is for those who hold the locks, the clock is not asked. Locks are taken in
-- the order of the keys. Lists of texts are parted by the control character 31. What most batches have alike may be null: `raises` (1),
-- `new_customers` (those that change), `new_settled` (the decision), `event_ids` and `event_customers` (those of the new entries), and what
-- may be null in the journal.
CREATE FUNCTION plimsoll.post_books(
  given bigint, decided_at bigint, patience_ms bigint, new_stamp bigint,
  customers text, stamps bigint[], raises bigint[], dues bigint[], accounts text,
  checked text, checked_stamps bigint[],
  absent_customers text, absent_ids text,
  new_customers text, new_ids text, new_dues bigint[], new_settled bigint[], new_entries text,
  old_customers text, old_ids text, old_dues bigint[], old_settled bigint[], old_entries text,
  cold json,
  events bigint, event_ids text, event_customers text, event_users text, event_meters text, event_units text, event_billable text,
  event_hours text
) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  time bigint := plimsoll.clock(given);
  entry_customers text := coalesce(new_customers, customers);
  changed bigint;
  setting text;
BEGIN
  IF patience_ms IS NOT NULL THEN
    IF abs(time - decided_at) > 1000 THEN
      RETURN 0;
    END IF;
    setting := set_config('lock_timeout', patience_ms::text, true);
  END IF;
  -- A query in a condition is begun even where the rest of the condition says that it need not be asked: so each has an IF of its own.
  IF checked IS NOT NULL THEN
    IF EXISTS (
      SELECT 1 FROM unnest(string_to_array(checked, E'\x1f'), checked_stamps) AS k (id, stamp)
      WHERE k.stamp IS DISTINCT FROM (SELECT c.stamp FROM plimsoll.customer AS c WHERE c.customer_id = k.id)
    ) THEN
      RETURN 0;
    END IF;
  END IF;
  IF absent_ids IS NOT NULL THEN
    IF EXISTS (
      SELECT 1 FROM unnest(string_to_array(absent_customers, E'\x1f'), string_to_array(absent_ids, E'\x1f')) AS k (customer, id)
      WHERE (SELECT true FROM plimsoll.entry AS e WHERE e.customer_id = k.customer AND e.id = k.id)
    ) THEN
      RETURN -1;
    END IF;
  END IF;
  IF customers IS NULL THEN
    RETURN time;
  END IF;
  UPDATE plimsoll.customer AS c
  SET version = c.version + coalesce(k.raise, 1), stamp = new_stamp, due_at = k.due, accounts = k.accounts
  FROM (
    SELECT * FROM unnest(string_to_array(customers, E'\x1f'), stamps, raises, dues, string_to_array(accounts, E'\x1f'))
      AS k (id, stamp, raise, due, accounts)
    ORDER BY k.id COLLATE "C"
  ) AS k
  WHERE c.customer_id = k.id AND c.stamp = k.stamp;
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed <> cardinality(stamps) THEN
    RAISE EXCEPTION USING ERRCODE = '40001', MESSAGE = 'Someone else changed a customer';
  END IF;
  IF new_ids IS NOT NULL THEN
    INSERT INTO plimsoll.entry (customer_id, id, due_at, settled_at, stamp, entry)
    SELECT k.customer, k.id, k.due, CASE WHEN new_settled IS NULL THEN decided_at ELSE k.settled END, new_stamp, k.entry
    FROM unnest(string_to_array(entry_customers, E'\x1f'), string_to_array(new_ids, E'\x1f'), new_dues, new_settled,
      string_to_array(new_entries, E'\x1f')) AS k (customer, id, due, settled, entry);
  END IF;
  IF old_ids IS NOT NULL THEN
    UPDATE plimsoll.entry AS e
    SET due_at = k.due, settled_at = k.settled, stamp = new_stamp, entry = k.entry
    FROM unnest(string_to_array(old_customers, E'\x1f'), string_to_array(old_ids, E'\x1f'), old_dues, old_settled,
      string_to_array(old_entries, E'\x1f')) AS k (customer, id, due, settled, entry)
    WHERE e.customer_id = k.customer AND e.id = k.id;
    GET DIAGNOSTICS changed = ROW_COUNT;
    -- Answers that are old are forgotten without the lock of their customer.
    IF changed <> cardinality(old_settled) THEN
      RAISE EXCEPTION USING ERRCODE = '40001', MESSAGE = 'An entry was forgotten meanwhile';
    END IF;
  END IF;
  IF cold IS NOT NULL THEN
    INSERT INTO plimsoll.account (customer_id, meter, window_id, account)
    SELECT k.a ->> 0, k.a -> 1 ->> 0, k.a -> 1 ->> 1, k.a ->> 1 FROM json_array_elements(cold) AS k (a)
    ON CONFLICT (customer_id, meter, window_id) DO UPDATE SET account = excluded.account;
    UPDATE plimsoll.customer AS c SET more = true
    WHERE c.customer_id = ANY (ARRAY(SELECT k.a ->> 0 FROM json_array_elements(cold) AS k (a))) AND NOT c.more;
  END IF;
  IF event_units IS NOT NULL THEN
    INSERT INTO plimsoll.journal (events, at, ids, customers, users, meters, units, billable_units, hours)
    VALUES (
      events, decided_at, coalesce(event_ids, new_ids), coalesce(event_customers, entry_customers), event_users, event_meters, event_units,
      event_billable, event_hours
    );
  END IF;
  RETURN time;
END $$;

COMMENT ON FUNCTION plimsoll.post_books IS 'Writes what the ledger decided, all or nothing, if it was decided on what is there now';
