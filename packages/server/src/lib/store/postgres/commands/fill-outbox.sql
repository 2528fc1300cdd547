-- Moves the oldest usage events of batches that the history has taken in into the outbox, whole batches at a time. One process at a time
-- does it, so that the outbox keeps the order.
-- :now     store's clock, null for the server's
-- :limit   how many events are wanted
-- Result:  none of interest
WITH
oldest AS MATERIALIZED (
  SELECT seq, sum(events) OVER (ORDER BY seq) - events AS before
  FROM (SELECT seq, events FROM plimsoll.journal WHERE told ORDER BY seq LIMIT :limit::bigint) AS j
),
taken AS MATERIALIZED (
  DELETE FROM plimsoll.journal AS j WHERE seq = ANY (ARRAY(SELECT seq FROM oldest WHERE before < :limit::bigint)) RETURNING j AS batch, seq, at
)
INSERT INTO plimsoll.outbox (id, customer_id, user_id, meter, units, billable_units, at, due_at)
SELECT k.id, k.customer_id, nullif(k.user_id, ''), k.meter, k.units, k.billable_units, t.at, least(t.at, c.now)
FROM taken AS t
CROSS JOIN LATERAL plimsoll.changes_of(t.batch) AS k
CROSS JOIN (SELECT plimsoll.clock(:now::bigint) AS now OFFSET 0) AS c
WHERE k.id <> ''
ORDER BY t.seq, k.place;
