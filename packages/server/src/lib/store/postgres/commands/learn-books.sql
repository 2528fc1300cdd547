-- Reads the own rows of customers.
-- :customers ids
-- Result:  customerId, version, stamp, dueAt, more (whether there are accounts elsewhere), body (the accounts, JSON as text), of those that are there
SELECT c.customer_id AS "customerId", c.version, c.stamp, c.due_at AS "dueAt", c.more, c.accounts AS body
FROM unnest(:customers::text[]) AS k (id)
CROSS JOIN LATERAL (SELECT * FROM plimsoll.customer AS c WHERE c.customer_id = k.id LIMIT 1) AS c;
