-- Makes a webhook that has ended due at once, as if it had never been claimed.
-- :provider :id
-- :now     store's clock
-- Result:  number of rows: 0 when there is none, or it waits already
UPDATE plimsoll_inbox
SET state = 'waiting', attempts = 0, due_at = :now, ended_at = NULL, error = NULL
WHERE provider = :provider AND id = :id AND state <> 'waiting';
