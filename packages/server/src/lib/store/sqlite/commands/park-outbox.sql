-- Ends the lease of events and keeps them for a person to look at.
-- :token   proof of the lease
-- :ids     JSON: [event id, ...]
-- :reason  why the provider refused them
-- Result:  number of rows
UPDATE plimsoll_outbox
SET token = NULL, state = 'parked', reason = :reason
WHERE token = :token AND id IN (SELECT value FROM json_each(:ids));
