-- Reads rows of the audit log in their order.
-- :after   the place after which they are
-- :limit   how many at the most
-- Result:  seq, id, customerId, content, personal, hash
SELECT seq, id, customer_id AS "customerId", content, personal, hash
FROM plimsoll.audit
WHERE seq > :after::bigint
ORDER BY seq
LIMIT :limit::bigint;
