-- Ends the lease of a webhook and keeps it for a person to look at.
-- :provider :id
-- :token   proof of the lease
-- :error   what went wrong
-- :now     store's clock, null for the server's
-- Result:  number of rows: 0 when the lease was lost
UPDATE plimsoll.inbox
SET token = NULL, state = 'dead', ended_at = plimsoll.clock(:now::bigint), error = :error
WHERE provider = :provider AND id = :id AND token = :token;
