-- Ends the lease of a webhook and makes it due later.
-- :provider :id
-- :token   proof of the lease
-- :now     store's clock, null for the server's
-- :delayMs how much later
-- :error   what went wrong
-- Result:  number of rows: 0 when the lease was lost
UPDATE plimsoll.inbox
SET token = NULL, due_at = plimsoll.clock(:now::bigint) + :delayMs::bigint, error = :error
WHERE provider = :provider AND id = :id AND token = :token;
