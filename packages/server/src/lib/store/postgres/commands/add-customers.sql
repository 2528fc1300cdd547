-- Makes the rows of customers that nothing has happened to yet, so that they can be locked.
-- :customers  ids
-- Result:  none
INSERT INTO plimsoll.customer (customer_id, version, stamp, accounts)
SELECT customer_id, 0, 0, '[]' FROM unnest(:customers::text[]) AS c (customer_id)
ORDER BY customer_id COLLATE "C"
ON CONFLICT (customer_id) DO NOTHING;
