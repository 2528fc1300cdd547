-- Tells where the tail begins and ends.
-- Result:  first (up to here everything was folded), last
SELECT (SELECT min(seq) FROM plimsoll_tail) AS first, (SELECT max(seq) FROM plimsoll_tail) AS last;
