-- Forgets changes of counters that are in their tables.
-- :before  seq
-- Result:  none
DELETE FROM plimsoll_tail WHERE seq < :before;
