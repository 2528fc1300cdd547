-- Takes a customer out of this table.
-- :customerId
-- Result:  none
DELETE FROM plimsoll_history WHERE customer_id = :customerId;
