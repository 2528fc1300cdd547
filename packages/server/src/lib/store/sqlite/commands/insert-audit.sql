-- Adds a row to the end of the audit log.
-- :seq :id :customerId :content :personal :hash
-- Result:  none
INSERT INTO plimsoll_audit (seq, id, customer_id, content, personal, hash)
VALUES (:seq, :id, :customerId, :content, :personal, :hash);
