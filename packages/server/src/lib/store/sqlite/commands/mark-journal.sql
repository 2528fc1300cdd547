-- Marks up to where the pages are in the tables.
-- :seq     of the last one
-- Result:  none
UPDATE plimsoll_journal SET page = '' WHERE seq = :seq;
