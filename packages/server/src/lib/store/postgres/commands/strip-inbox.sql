-- Puts what may stay of a webhook in its place, without what was said of its last failure.
-- :seq
-- :event   JSON
-- Result:  none
UPDATE plimsoll.inbox SET event = :event, error = CASE WHEN error IS NULL THEN NULL ELSE '' END WHERE seq = :seq;
