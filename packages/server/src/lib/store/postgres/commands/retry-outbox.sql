-- Ends the lease of events and makes them due later.
-- :token   proof of the lease
-- :ids     event ids
-- :now     store's clock, null for the server's
-- :delayMs how much later
-- Result:  number of rows
UPDATE plimsoll.outbox
SET token = NULL, due_at = (SELECT plimsoll.clock(:now::bigint)) + :delayMs::bigint
WHERE token = :token AND id = ANY (:ids::text[]);
