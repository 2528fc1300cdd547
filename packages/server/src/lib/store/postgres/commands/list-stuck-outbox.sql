-- Lists the events that the provider refused, oldest first.
-- :after   the place of the last one before, 0 from the beginning
-- :limit   how many at the most
-- Result:  the events with their place and reason
SELECT
  seq::text AS place, id, customer_id AS "customerId", user_id AS "userId", meter, units, billable_units AS "billableUnits", at,
  coalesce(reason, '') AS reason
FROM plimsoll.outbox
WHERE state = 'parked' AND seq > :after::bigint
ORDER BY seq
LIMIT :limit::bigint;
