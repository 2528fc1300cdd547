-- Forgets events that the provider took.
-- :token   proof of the lease
-- :ids     JSON: [event id, ...]
-- Result:  number of rows
DELETE FROM plimsoll_outbox WHERE token = :token AND id IN (SELECT value FROM json_each(:ids));
