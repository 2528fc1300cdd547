-- Makes parked events due at once, as if they had never been claimed.
-- :ids     event ids
-- :now     store's clock, null for the server's
-- Result:  number of rows
UPDATE plimsoll.outbox
SET state = 'waiting', attempts = 0, due_at = (SELECT plimsoll.clock(:now::bigint)), reason = NULL
WHERE state = 'parked' AND id = ANY (:ids::text[]);
