-- Lists customers that have a snapshot, in ascending order.
-- :after   the last one of the page before, '' to begin
-- :limit   how many at the most
-- Result:  customerId
SELECT customer_id AS "customerId" FROM plimsoll.snapshot WHERE customer_id > :after ORDER BY customer_id LIMIT :limit::bigint;
