-- Lists payments of a customer, the newest first.
-- :customerId
-- :createdAt  of the last one of the page before; a text after all instants to begin
-- :id         of the same
-- :limit      how many at the most
-- Result:  payment (JSON as text)
SELECT payment
FROM plimsoll.payment
WHERE customer_id = :customerId AND (created_at, id) < (:createdAt, :id)
ORDER BY created_at DESC, id DESC
LIMIT :limit::bigint;
