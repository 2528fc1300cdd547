-- Lists rows of the audit log that concern a customer, newest first.
-- :customerId
-- :before  the place before which they are
-- :limit   how many at the most
-- Result:  seq, id, customerId, content, personal, hash
SELECT seq, id, customer_id AS customerId, content, personal, hash
FROM plimsoll_audit
WHERE customer_id = :customerId AND seq < :before
ORDER BY seq DESC
LIMIT :limit;
