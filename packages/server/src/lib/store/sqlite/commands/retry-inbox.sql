-- Ends the lease of a webhook and makes it due later.
-- :provider :id
-- :token   proof of the lease
-- :dueAt   store's clock
-- :error   what went wrong
-- Result:  number of rows: 0 when the lease was lost
UPDATE plimsoll_inbox
SET token = NULL, due_at = :dueAt, error = :error
WHERE provider = :provider AND id = :id AND token = :token;
