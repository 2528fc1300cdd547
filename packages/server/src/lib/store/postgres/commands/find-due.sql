-- Finds reservations of all customers whose time is over, the longest first.
-- :now     store's clock, null for the server's
-- :limit   how many at the most
-- Result:  customerId, id
SELECT customer_id AS "customerId", id
FROM plimsoll.entry
WHERE state = 'reserved' AND expires_at <= (SELECT plimsoll.clock(:now::bigint))
ORDER BY expires_at
LIMIT :limit::bigint;
