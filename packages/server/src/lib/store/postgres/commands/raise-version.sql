-- Raises the version of a customer.
-- :customerId
-- Result:  customerId, version
INSERT INTO plimsoll.customer AS c (customer_id, version)
VALUES (:customerId, 1)
ON CONFLICT (customer_id) DO UPDATE SET version = c.version + 1
RETURNING customer_id AS "customerId", version;
