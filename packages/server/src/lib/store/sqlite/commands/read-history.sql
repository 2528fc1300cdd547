-- Reads hours of history, in any order.
-- :customerId :meter
-- :from :to  from <= hour < to
-- Result:  customerId, meter, hour, userId ('' for none), units
SELECT customer_id AS customerId, meter, hour, user_id AS userId, units
FROM plimsoll_history
WHERE customer_id = :customerId AND meter = :meter AND hour >= :from AND hour < :to;
