-- Ends the lease of events and keeps them for a person to look at.
-- :token   proof of the lease
-- :ids     event ids
-- :reason  why the provider refused them
-- Result:  number of rows
UPDATE plimsoll.outbox SET token = NULL, state = 'parked', reason = :reason WHERE token = :token AND id = ANY (:ids::text[]);
