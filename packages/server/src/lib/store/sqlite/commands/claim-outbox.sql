-- Leases the events that have been due for longest.
-- :now :until  store's clock now, and at the end of the lease
-- :limit   how many at the most
-- :token   proof of the lease
-- Result:  the events with seq and attempts, in any order
UPDATE plimsoll_outbox
SET token = :token, due_at = :until, attempts = attempts + 1
WHERE seq IN (
  SELECT seq FROM plimsoll_outbox WHERE state = 'waiting' AND due_at <= :now ORDER BY due_at, seq LIMIT :limit
)
RETURNING seq, attempts, id, customer_id AS customerId, user_id AS userId, meter, units, billable_units AS billableUnits, at;
