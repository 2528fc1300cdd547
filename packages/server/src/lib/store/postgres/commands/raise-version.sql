-- Raises the version of a customer. Gives the row a new stamp too: whoever knows it by the old one does not know the version.
-- :customerId
-- :stamp   random
-- Result:  customerId, version
INSERT INTO plimsoll.customer AS c (customer_id, version, stamp, accounts)
VALUES (:customerId, 1, :stamp::bigint, '[]')
ON CONFLICT (customer_id) DO UPDATE SET version = c.version + 1, stamp = excluded.stamp
RETURNING customer_id AS "customerId", version;
