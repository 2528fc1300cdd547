-- Leases the webhooks that have been due for longest. Rows that another process is just leasing are passed over.
-- :now     store's clock, null for the server's
-- :leaseMs :limit  for how long, and how many at the most
-- :token   proof of the lease
-- Result:  seq, event (JSON as text), attempts, in any order
WITH
clock AS MATERIALIZED (SELECT plimsoll.clock(:now::bigint) AS now),
due AS MATERIALIZED (
  SELECT seq
  FROM plimsoll.inbox
  WHERE state = 'waiting' AND due_at <= (SELECT now FROM clock)
  ORDER BY due_at, seq
  LIMIT :limit::bigint
  FOR UPDATE SKIP LOCKED
)
UPDATE plimsoll.inbox AS i
SET token = :token, due_at = (SELECT now FROM clock) + :leaseMs::bigint, attempts = i.attempts + 1
FROM due
WHERE i.seq = due.seq
RETURNING i.seq, i.event, i.attempts;
