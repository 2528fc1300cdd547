-- Takes a customer out of this table.
-- :customerId
-- Result:  none
DELETE FROM plimsoll_account WHERE customer_id = :customerId;
