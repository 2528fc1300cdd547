-- Finds customers of whom a reservation may be due, those first who have waited for longest.
-- :now     store's clock, null for the server's
-- :limit   how many at the most
-- Result:  customerId
SELECT customer_id AS "customerId"
FROM plimsoll.customer
WHERE due_at <= (SELECT plimsoll.clock(:now::bigint))
ORDER BY due_at
LIMIT :limit::bigint;
