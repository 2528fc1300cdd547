-- Leases the events that have been due for longest. Rows that another process is just leasing are passed over.
-- :now     store's clock, null for the server's
-- :leaseMs :limit  for how long, and how many at the most
-- :token   proof of the lease
-- Result:  the events with seq and attempts, in any order
WITH clock AS MATERIALIZED (SELECT plimsoll.clock(:now::bigint) AS now)
UPDATE plimsoll.outbox
SET token = :token, due_at = (SELECT now FROM clock) + :leaseMs::bigint, attempts = attempts + 1
WHERE seq = ANY (ARRAY(
  SELECT seq
  FROM plimsoll.outbox
  WHERE state = 'waiting' AND due_at <= (SELECT now FROM clock)
  ORDER BY due_at, seq
  LIMIT :limit::bigint
  FOR UPDATE SKIP LOCKED
))
RETURNING
  seq, attempts, id, customer_id AS "customerId", user_id AS "userId", meter, units,
  billable_units AS "billableUnits", at;
