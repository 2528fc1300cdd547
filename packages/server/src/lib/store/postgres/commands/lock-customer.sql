-- Waits for a customer's books and keeps others away from them until the end of the transaction.
-- :customerId
-- Result:  a row, if the customer is there
SELECT customer_id FROM plimsoll.customer WHERE customer_id = :customerId FOR UPDATE;
