-- Finds which of some changes the audit log has.
-- :ids     their ids
-- Result:  id
SELECT id FROM plimsoll.audit WHERE id = ANY (:ids::text[]);
