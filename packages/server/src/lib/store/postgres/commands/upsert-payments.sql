-- Takes payments of one customer in, each unless a statement that is as new is there already.
-- :customerId
-- :payments  JSON [payment, ...], each id once
-- Result:  id of each that changed
INSERT INTO plimsoll.payment AS known (customer_id, id, created_at, version, payment)
SELECT :customerId, row ->> 'id', row ->> 'createdAt', row ->> 'version', row::text
FROM json_array_elements(:payments::json) AS row
ORDER BY row ->> 'id'
ON CONFLICT (customer_id, id) DO UPDATE
SET created_at = excluded.created_at, version = excluded.version, payment = excluded.payment
WHERE excluded.version > known.version
RETURNING id;
