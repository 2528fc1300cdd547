-- Writes an hour of a user's history.
-- :customerId :meter :hour
-- :userId  '' for none
-- :units
-- Result:  none
INSERT INTO plimsoll_history (customer_id, meter, hour, user_id, units)
VALUES (:customerId, :meter, :hour, :userId, :units)
ON CONFLICT (customer_id, meter, hour, user_id) DO UPDATE SET units = excluded.units;
