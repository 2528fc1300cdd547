-- Finds which of some changes the audit log has.
-- :ids     JSON: their ids
-- Result:  id
SELECT id FROM plimsoll_audit WHERE id IN (SELECT value FROM json_each(:ids));
