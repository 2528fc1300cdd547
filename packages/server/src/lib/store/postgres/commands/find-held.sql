-- Finds a reservation of a customer that is open, due or not.
-- :customerId
-- Result:  id, one row at the most
SELECT id FROM plimsoll.entry WHERE customer_id = :customerId AND due_at IS NOT NULL LIMIT 1;
