-- Lists the reservations of a customer that are open.
-- :customerId
-- Result:  id, entry (JSON as text)
SELECT e.id, e.entry FROM plimsoll.entry AS e WHERE e.customer_id = :customerId AND e.due_at IS NOT NULL;
