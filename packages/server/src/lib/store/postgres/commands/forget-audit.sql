-- Forgets what is personal in the rows of the audit log that concern a customer.
-- :customerId
-- Result:  none
UPDATE plimsoll.audit SET personal = NULL WHERE customer_id = :customerId;
