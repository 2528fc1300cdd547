-- Forgets a record.
-- :key
-- Result:  none
DELETE FROM plimsoll.record WHERE key = :key;
