-- Locks customers and loads the part of their books that a batch can touch, in one round trip. The books are read as they were when
-- the statement began: a customer whose `version` under the lock is not the one that was `seen` must be loaded again. Each key is looked
-- up by itself: a plan that was made while the tables were small would otherwise read all of them later.
-- :customers  ids to lock, in the one order in which everybody locks; none for a mere read
-- :entryCustomers :entryIds  keys of entries
-- :meterCustomers :meterNames  meters whose due reservations are wanted
-- :accountCustomers :accountMeters :accountWindows  keys of accounts; those of the entries are found here
-- :creditsWindow  window of prepaid units
-- :withDue   whether the due reservations of the entries' meters are wanted too
-- :now       store's clock, null for the server's
-- Result:  now, customers, entries, accounts (the last three as JSON)
WITH
clock AS MATERIALIZED (SELECT plimsoll.clock(:now::bigint) AS now),
locked AS MATERIALIZED (
  SELECT customer_id, version
  FROM plimsoll.customer
  WHERE customer_id = ANY (:customers::text[])
  ORDER BY customer_id
  FOR UPDATE
),
named AS MATERIALIZED (
  SELECT e.*
  FROM unnest(:entryCustomers::text[], :entryIds::text[]) AS k (customer_id, id)
  CROSS JOIN LATERAL (SELECT * FROM plimsoll.entry AS e WHERE e.customer_id = k.customer_id AND e.id = k.id LIMIT 1) AS e
),
meters AS MATERIALIZED (
  SELECT customer_id, meter FROM unnest(:meterCustomers::text[], :meterNames::text[]) AS k (customer_id, meter)
  UNION
  SELECT customer_id, meter FROM named WHERE :withDue::boolean
),
due AS (
  SELECT e.*
  FROM meters AS m
  CROSS JOIN LATERAL (
    SELECT *
    FROM plimsoll.entry AS e
    WHERE e.customer_id = m.customer_id AND e.meter = m.meter AND e.state = 'reserved' AND e.expires_at <= (SELECT now FROM clock)
    OFFSET 0
  ) AS e
),
loaded AS MATERIALIZED (
  SELECT * FROM named
  UNION ALL
  SELECT * FROM due AS d WHERE NOT EXISTS (SELECT 1 FROM named AS n WHERE n.customer_id = d.customer_id AND n.id = d.id)
),
keys AS MATERIALIZED (
  SELECT * FROM unnest(:accountCustomers::text[], :accountMeters::text[], :accountWindows::text[]) AS k (customer_id, meter, window_id)
  UNION
  SELECT customer_id, meter, :creditsWindow::text FROM loaded
  UNION
  SELECT l.customer_id, l.meter, p.part ->> 'window' FROM loaded AS l, jsonb_array_elements(l.policy -> 'limits') AS p (part)
)
SELECT
  (SELECT now FROM clock) AS now,
  (
    SELECT coalesce(json_agg(json_build_object(
      'customerId', l.customer_id, 'version', l.version,
      'seen', (SELECT c.version FROM plimsoll.customer AS c WHERE c.customer_id = l.customer_id)
    )), '[]')
    FROM locked AS l
  ) AS customers,
  (
    SELECT coalesce(json_agg(json_build_object(
      'customerId', customer_id, 'id', id, 'kind', kind, 'userId', user_id, 'meter', meter, 'state', state, 'requested', requested,
      'units', units, 'allowance', allowance, 'credits', credits, 'overage', overage, 'overrun', overrun, 'policy', policy,
      'eventId', event_id, 'late', late, 'createdAt', created_at, 'expiresAt', expires_at, 'settledAt', settled_at, 'attempt', attempt
    )), '[]')
    FROM loaded
  ) AS entries,
  (
    SELECT coalesce(json_agg(json_build_object(
      'customerId', a.customer_id, 'meter', a.meter, 'window', a.window_id, 'granted', a.granted, 'used', a.used,
      'reserved', a.reserved, 'fromCredits', a.from_credits, 'overage', a.overage, 'overageReserved', a.overage_reserved,
      'overrun', a.overrun
    )), '[]')
    FROM keys AS k
    CROSS JOIN LATERAL (
      SELECT *
      FROM plimsoll.account AS a
      WHERE a.customer_id = k.customer_id AND a.meter = k.meter AND a.window_id = k.window_id
      LIMIT 1
    ) AS a
  ) AS accounts;
