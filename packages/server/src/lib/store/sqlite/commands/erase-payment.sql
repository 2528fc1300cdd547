-- Takes a customer out of this table.
-- :customerId
-- Result:  none
DELETE FROM plimsoll_payment WHERE customer_id = :customerId;
