-- Lists rows of the audit log, newest first.
-- :before  the place before which they are
-- :limit   how many at the most
-- Result:  seq, id, customerId, content, personal, hash
SELECT seq, id, customer_id AS "customerId", content, personal, hash
FROM plimsoll.audit
WHERE seq < :before::bigint
ORDER BY seq DESC
LIMIT :limit::bigint;
