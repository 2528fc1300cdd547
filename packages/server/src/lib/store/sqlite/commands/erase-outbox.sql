-- Takes the usage events of a customer out of the outbox. All of it is looked through: an index would make every delivery dearer.
-- :customerId
-- Result:  none
DELETE FROM plimsoll_outbox WHERE seq >= 0 AND customer_id = :customerId;
