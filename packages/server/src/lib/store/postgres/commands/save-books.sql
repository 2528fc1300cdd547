-- Writes what the ledger decided, all of it in one round trip. The customers must be locked.
-- :accounts  JSON: accounts, each key once
-- :entries   JSON: entries with a flat split, each key once; the kind, meter and requested units of an entry never change
-- :history   JSON: changes of history in any number for one hour. An hour can lie in two windows: each keeps to the bound, their sum
--            stops there; a refund ends at 0
-- :events    JSON: usage events, due at once, in their order
-- :customers ids of the customers whose version rises
-- Result:  none
WITH
accounts AS (
  INSERT INTO plimsoll.account (
    customer_id, meter, window_id, granted, used, reserved, from_credits, overage, overage_reserved, overrun
  )
  SELECT "customerId", meter, "window", granted, used, reserved, "fromCredits", overage, "overageReserved", overrun
  FROM json_to_recordset(:accounts::json) AS a (
    "customerId" text, meter text, "window" text, granted bigint, used bigint, reserved bigint, "fromCredits" bigint,
    overage bigint, "overageReserved" bigint, overrun bigint
  )
  ON CONFLICT (customer_id, meter, window_id) DO UPDATE SET
    granted = excluded.granted,
    used = excluded.used,
    reserved = excluded.reserved,
    from_credits = excluded.from_credits,
    overage = excluded.overage,
    overage_reserved = excluded.overage_reserved,
    overrun = excluded.overrun
),
entries AS (
  INSERT INTO plimsoll.entry (
    customer_id, id, kind, user_id, meter, state, requested, units, allowance, credits, overage, overrun,
    policy, event_id, late, created_at, expires_at, settled_at, attempt
  )
  SELECT
    "customerId", id, kind, "userId", meter, state, requested, units, allowance, credits, overage, overrun,
    policy, "eventId", late, "createdAt", "expiresAt", "settledAt", attempt
  FROM json_to_recordset(:entries::json) AS e (
    "customerId" text, id text, kind text, "userId" text, meter text, state text, requested bigint, units bigint,
    allowance bigint, credits bigint, overage bigint, overrun bigint, policy jsonb, "eventId" text, late boolean,
    "createdAt" bigint, "expiresAt" bigint, "settledAt" bigint, attempt bigint
  )
  ON CONFLICT (customer_id, id) DO UPDATE SET
    user_id = excluded.user_id,
    state = excluded.state,
    units = excluded.units,
    allowance = excluded.allowance,
    credits = excluded.credits,
    overage = excluded.overage,
    overrun = excluded.overrun,
    policy = excluded.policy,
    event_id = excluded.event_id,
    late = excluded.late,
    created_at = excluded.created_at,
    expires_at = excluded.expires_at,
    settled_at = excluded.settled_at,
    attempt = excluded.attempt
),
hours AS (
  INSERT INTO plimsoll.history AS h (customer_id, meter, hour, user_id, units)
  SELECT "customerId", c.meter, c.hour, coalesce("userId", ''), least(sum(c.units), 9007199254740991)
  FROM json_to_recordset(:history::json) AS c ("customerId" text, meter text, hour bigint, "userId" text, units bigint)
  GROUP BY 1, 2, 3, 4
  ON CONFLICT (customer_id, meter, hour, user_id) DO UPDATE
  SET units = greatest(0, least(h.units + excluded.units, 9007199254740991))
),
events AS (
  INSERT INTO plimsoll.outbox (id, customer_id, user_id, meter, units, billable_units, at, due_at)
  SELECT id, "customerId", "userId", meter, units, "billableUnits", at, at
  FROM ROWS FROM (json_to_recordset(:events::json) AS (
    id text, "customerId" text, "userId" text, meter text, units bigint, "billableUnits" bigint, at bigint
  )) WITH ORDINALITY AS e (id, "customerId", "userId", meter, units, "billableUnits", at, place)
  ORDER BY place
)
UPDATE plimsoll.customer SET version = version + 1 WHERE customer_id = ANY (:customers::text[]);
