-- Makes the rows of customers that nothing has happened to yet, so that they can be locked.
-- :customers  ids, in the one order in which everybody locks
-- Result:  none
INSERT INTO plimsoll.customer (customer_id, version)
SELECT customer_id, 0 FROM unnest(:customers::text[]) AS c (customer_id)
ON CONFLICT (customer_id) DO NOTHING;
