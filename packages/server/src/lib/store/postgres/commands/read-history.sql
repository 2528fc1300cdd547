-- Reads units per hour and user, oldest first, without the hours from which everything was refunded.
-- :customerId :meter
-- :from :to  from <= hour < to
-- Result:  hour, userId, units
SELECT hour, nullif(user_id, '') AS "userId", units
FROM plimsoll.history
WHERE customer_id = :customerId AND meter = :meter AND hour >= :from::bigint AND hour < :to::bigint AND units > 0
ORDER BY hour, user_id;
