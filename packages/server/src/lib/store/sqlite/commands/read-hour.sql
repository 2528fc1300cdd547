-- Reads an hour of a user's history.
-- :customerId :meter :hour
-- :userId  '' for none
-- Result:  customerId, meter, hour, userId, units, or no row
SELECT customer_id AS customerId, meter, hour, user_id AS userId, units
FROM plimsoll_history
WHERE customer_id = :customerId AND meter = :meter AND hour = :hour AND user_id = :userId;
