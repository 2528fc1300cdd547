-- Forgets events that the provider took.
-- :token   proof of the lease
-- :ids     event ids
-- Result:  number of rows
DELETE FROM plimsoll.outbox WHERE token = :token AND id = ANY (:ids::text[]);
