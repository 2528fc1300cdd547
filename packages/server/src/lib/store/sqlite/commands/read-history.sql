-- Reads units per hour and user, oldest first; hours of which everything was refunded are left out.
-- :customerId :meter
-- :from :to  from <= hour < to
-- Result:  hour, userId, units
SELECT hour, nullif(user_id, '') AS userId, units
FROM plimsoll_history
WHERE customer_id = :customerId AND meter = :meter AND hour >= :from AND hour < :to AND units > 0
ORDER BY hour, user_id;
