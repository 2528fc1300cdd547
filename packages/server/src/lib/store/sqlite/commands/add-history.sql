-- Adds units to an hour of a customer's history, between 0 and the bound. An hour can lie in two windows: each keeps to it, their sum stops there.
-- :customerId :meter :hour
-- :units   below 0 for a refund
-- :userId  null for none
-- Result:  none
INSERT INTO plimsoll_history (customer_id, meter, hour, user_id, units)
VALUES (:customerId, :meter, :hour, ifnull(:userId, ''), max(:units, 0))
ON CONFLICT (customer_id, meter, hour, user_id) DO UPDATE SET units = max(0, min(units + :units, 9007199254740991));
