-- Lists the events that the provider refused, oldest first.
-- :limit   how many at the most
-- Result:  the events with their reason
SELECT
  id, customer_id AS "customerId", user_id AS "userId", meter, units, billable_units AS "billableUnits", at,
  coalesce(reason, '') AS reason
FROM plimsoll.outbox
WHERE state = 'parked'
ORDER BY seq
LIMIT :limit::bigint;
