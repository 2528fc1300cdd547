-- Raises the version of customers.
-- :customerIds  JSON: [customerId, ...], each once
-- Result:  customerId, version
INSERT INTO plimsoll_customer (customer_id, version)
SELECT value, 1 FROM json_each(:customerIds) WHERE true
ON CONFLICT (customer_id) DO UPDATE SET version = version + 1
RETURNING customer_id AS customerId, version;
