-- Forgets pages that are in the tables.
-- :before  seq
-- Result:  none
DELETE FROM plimsoll_journal WHERE seq < :before;
