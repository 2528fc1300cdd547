-- Tells where the journal begins and ends.
-- Result:  first (up to here everything is in the tables), last
SELECT (SELECT min(seq) FROM plimsoll_journal) AS first, (SELECT max(seq) FROM plimsoll_journal) AS last;
