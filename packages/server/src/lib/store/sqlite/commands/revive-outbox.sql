-- Makes parked events due at once, as if they had never been claimed.
-- :ids     JSON: [event id, ...]
-- :now     store's clock
-- Result:  number of rows
UPDATE plimsoll_outbox
SET state = 'waiting', attempts = 0, due_at = :now, reason = NULL
WHERE state = 'parked' AND id IN (SELECT value FROM json_each(:ids));
