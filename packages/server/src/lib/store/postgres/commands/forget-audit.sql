-- Forgets what is personal in the rows of the audit log that concern a customer: they are another name's, under ids that say nothing.
-- :customerId
-- :mark    the other name
-- Result:  none
UPDATE plimsoll.audit SET id = 'forgotten/' || seq, customer_id = :mark, personal = NULL WHERE customer_id = :customerId;
