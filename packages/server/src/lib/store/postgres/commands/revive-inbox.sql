-- Makes a webhook that has ended due at once, as if it had never been claimed.
-- :provider :id
-- :now     store's clock, null for the server's
-- Result:  number of rows: 0 when there is none, or it waits already
UPDATE plimsoll.inbox
SET state = 'waiting', attempts = 0, due_at = plimsoll.clock(:now::bigint), ended_at = NULL, error = NULL
WHERE provider = :provider AND id = :id AND state <> 'waiting';
