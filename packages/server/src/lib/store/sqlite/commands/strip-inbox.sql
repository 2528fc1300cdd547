-- Puts what may stay of a webhook in its place, without what was said of its last failure.
-- :seq
-- :event   JSON
-- Result:  none
UPDATE plimsoll_inbox SET event = :event, error = iif(error IS NULL, NULL, '') WHERE seq = :seq;
