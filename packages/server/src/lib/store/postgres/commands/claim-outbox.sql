-- Leases the events that have been due for longest. Rows that another process is just leasing are passed over.
-- :now     store's clock, null for the server's
-- :leaseMs :limit  for how long, and how many at the most
-- :token   proof of the lease
-- Result:  the events with seq and attempts, in any order
WITH
clock AS MATERIALIZED (SELECT plimsoll.clock(:now::bigint) AS now),
due AS MATERIALIZED (
  SELECT seq
  FROM plimsoll.outbox
  WHERE state = 'waiting' AND due_at <= (SELECT now FROM clock)
  ORDER BY due_at, seq
  LIMIT :limit::bigint
  FOR UPDATE SKIP LOCKED
)
UPDATE plimsoll.outbox AS o
SET token = :token, due_at = (SELECT now FROM clock) + :leaseMs::bigint, attempts = o.attempts + 1
FROM due
WHERE o.seq = due.seq
RETURNING
  o.seq, o.attempts, o.id, o.customer_id AS "customerId", o.user_id AS "userId", o.meter, o.units,
  o.billable_units AS "billableUnits", o.at;
