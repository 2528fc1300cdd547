-- Writes the version of a customer.
-- :customerId :version
-- Result:  none
INSERT INTO plimsoll_version (customer_id, version) VALUES (:customerId, :version)
ON CONFLICT (customer_id) DO UPDATE SET version = excluded.version;
