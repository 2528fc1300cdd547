-- Lists the entries of a customer, the latest made first.
-- :customerId
-- :createdAt :id  of the last one of the page before; null to begin
-- :limit   how many at the most
-- Result:  id, entry (JSON as text)
SELECT e.id, e.entry
FROM plimsoll.entry AS e
WHERE e.customer_id = :customerId
  AND (:createdAt::bigint IS NULL OR (plimsoll.entry_made_at(e.entry), e.id) < (:createdAt::bigint, :id COLLATE "C"))
ORDER BY plimsoll.entry_made_at(e.entry) DESC, e.id DESC
LIMIT :limit::bigint;
