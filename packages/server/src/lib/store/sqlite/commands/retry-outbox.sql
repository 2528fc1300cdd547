-- Ends the lease of events and makes them due later.
-- :token   proof of the lease
-- :ids     JSON: [event id, ...]
-- :dueAt   store's clock
-- Result:  number of rows
UPDATE plimsoll_outbox
SET token = NULL, due_at = :dueAt
WHERE token = :token AND id IN (SELECT value FROM json_each(:ids));
