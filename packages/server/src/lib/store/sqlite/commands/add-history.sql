-- Adds units to an hour of a customer's history. An hour can lie in two windows: each keeps to the bound, their sum stops there.
-- :customerId :meter :hour :units
-- :userId  null for none
-- Result:  none
INSERT INTO plimsoll_history (customer_id, meter, hour, user_id, units)
VALUES (:customerId, :meter, :hour, ifnull(:userId, ''), :units)
ON CONFLICT (customer_id, meter, hour, user_id) DO UPDATE SET units = min(units + excluded.units, 9007199254740991);
