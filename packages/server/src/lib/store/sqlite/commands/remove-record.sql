-- Forgets a record.
-- :key
-- Result:  none
DELETE FROM plimsoll_record WHERE key = :key;
