-- Adds units to an hour of a customer's history; a refund takes them away. An hour can lie in two windows: each keeps to the bound,
-- their sum stops there, and at 0.
-- :customerId :meter :hour :units
-- :userId  null for none
-- Result:  none
INSERT INTO plimsoll_history (customer_id, meter, hour, user_id, units)
VALUES (:customerId, :meter, :hour, ifnull(:userId, ''), max(:units, 0))
ON CONFLICT (customer_id, meter, hour, user_id) DO UPDATE SET units = max(0, min(units + :units, 9007199254740991));
