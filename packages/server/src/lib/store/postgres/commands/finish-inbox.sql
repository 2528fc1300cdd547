-- Ends a webhook for good.
-- :provider :id
-- :token   proof of the lease
-- :outcome done or ignored
-- :now     store's clock, null for the server's
-- Result:  number of rows: 0 when the lease was lost
UPDATE plimsoll.inbox
SET token = NULL, state = :outcome, ended_at = plimsoll.clock(:now::bigint), error = NULL
WHERE provider = :provider AND id = :id AND token = :token;
