-- Ends a webhook for good.
-- :provider :id
-- :token   proof of the lease
-- :outcome done or ignored
-- :now     store's clock
-- Result:  number of rows: 0 when the lease was lost
UPDATE plimsoll_inbox
SET token = NULL, state = :outcome, ended_at = :now, error = NULL
WHERE provider = :provider AND id = :id AND token = :token;
